package pt.arquipelago.node.run;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import pt.arquipelago.node.execution.LakeRelations;
import pt.arquipelago.node.execution.LakeRelations.LakeTable;
import pt.arquipelago.node.gate.CompiledQuestion;
import pt.arquipelago.node.gate.PermittedView;
import pt.arquipelago.node.history.Pins;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.lake.LakeVersion;
import pt.arquipelago.node.lake.Subject;
import pt.arquipelago.policies.decision.DecisionInput.OptOuts;
import pt.arquipelago.policies.permit.Manifest;
import pt.arquipelago.policies.permit.Permit;
import pt.arquipelago.policies.permit.Permit.PermittedDataset;
import pt.arquipelago.policies.permit.ReleaseMode;

/**
 * The tables of a permit in the lake version that it {@linkplain Pins pinned} with its first question, without those persons who had opted out
 * when the permit was issued (Art 71), unless it was issued under Art 71(4).
 */
final class PermittedViews {
    private final String node;
    private final Lake lake;
    private final LakeRelations relations;
    private final Pins pins;
    private final Clock clock;

    PermittedViews(String node, Lake lake, LakeRelations relations, Pins pins, Clock clock) {
        this.node = requireNonNull(node, "node is null");
        this.lake = requireNonNull(lake, "lake is null");
        this.relations = requireNonNull(relations, "relations is null");
        this.pins = requireNonNull(pins, "pins is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * What a permit's questions see.
     *
     * @param held whether the lake has newer pseudonyms
     * @param optOuts what was done about those who opted out
     */
    record View(LakeVersion version, boolean held, Map<String, LakeTable> tables, List<PermittedView> views, OptOuts optOuts) {
        Manifest.Lake lake(Iterable<String> used) {
            Map<String, Long> read = new TreeMap<>();
            used.forEach(table -> read.put(table, version.tables().get(table)));
            return new Manifest.Lake(version.number(), read, version.erased().map(Instant::getEpochSecond), held ? Optional.of(true) : Optional.empty());
        }

        /** Whether a question is of one table, each of whose rows is another person. */
        boolean isPersonal(CompiledQuestion question) {
            var from = question.query().source().path("from");
            return from.size() == 1 && from.path(0).has("table")
                    && question.summary().tables().stream().allMatch(table -> tables.get(table).description().subject() instanceof Subject.EachRow);
        }
    }

    /** @throws pt.arquipelago.node.history.EpochsApartException when no version meets what the permit's answers are held against */
    View of(Permit permit, Set<String> revoked) {
        LakeVersion version = pins.of(new Pins.Asking(permit.jti(), permit.applicant().organisation(), permit.exp(), permit.release() == ReleaseMode.REVIEWED), revoked,
                clock.instant().getEpochSecond());
        Map<String, LakeTable> tables = relations.tables(version);
        OptOuts optOuts = new OptOuts(permit.optOutException().isEmpty(), permit.iat());
        Set<Long> optedOut = optOuts.leftOut() ? lake.optOuts().at(version.epoch(), Instant.ofEpochSecond(optOuts.asOf())) : Set.of();
        List<PermittedView> views = new ArrayList<>();
        for (PermittedDataset dataset : permit.datasetsAt(node)) {
            LakeTable table = tables.get(dataset.table());
            if (table != null) {
                views.add(table.without(optedOut).permitted(dataset.view(), new HashSet<>(dataset.columns())));
            }
        }
        return new View(version, version.epoch() < lake.current().epoch(), tables, views, optOuts);
    }
}
