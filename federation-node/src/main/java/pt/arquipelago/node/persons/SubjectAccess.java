package pt.arquipelago.node.persons;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import pt.arquipelago.node.ingest.Trail;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.lake.LakeVersion;
import pt.arquipelago.policies.signature.StrictJson;
import pt.arquipelago.policies.transparency.LeafFile;

/**
 * From the audit log: whose questions were answered from a lake version and tables that held the person, who had not opted out
 * of that permit. What a question's conditions left out is not looked at: the answer says who could read.
 */
final class SubjectAccess {
    private static final Set<String> READ = Set.of("released", "failed");

    private final Lake lake;
    private final LakeVersion current;
    private final Set<Long> pseudonyms;
    private final String memory;
    private final Map<String, Optional<Trail.Span>> spans = new HashMap<>();
    private final Map<String, Access> accesses = new LinkedHashMap<>();

    /**
     * What one permit could read.
     *
     * @param article the purpose
     */
    record Access(String permit, String organisation, String article, Set<String> tables, Instant first, Instant last, int questions) {
        Access and(Access later) {
            Set<String> all = new TreeSet<>(tables);
            all.addAll(later.tables);
            return new Access(permit, organisation, article, all, first, later.last, questions + later.questions);
        }
    }

    private SubjectAccess(Lake lake, Set<Long> pseudonyms, String memory) {
        this.lake = lake;
        this.current = lake.current();
        this.pseudonyms = pseudonyms;
        this.memory = memory;
    }

    /**
     * @param log the node's audit log
     * @param pseudonyms of the person in every epoch
     */
    static List<Access> of(Lake lake, Path log, Set<Long> pseudonyms, String memory) throws IOException {
        SubjectAccess subject = new SubjectAccess(lake, pseudonyms, memory);
        LeafFile.read(log, line -> subject.entry(StrictJson.readObject(line)));
        return List.copyOf(subject.accesses.values());
    }

    private void entry(ObjectNode entry) {
        if (!READ.contains(entry.path("outcome").asText()) || !entry.has("permit") || !entry.has("why") || !entry.has("lake") || leftOut(entry)) {
            return;
        }
        long version = entry.get("lake").get("version").longValue();
        Set<String> tables = new TreeSet<>();
        entry.get("lake").get("tables").fieldNames().forEachRemaining(table -> {
            if (span(table).filter(span -> span.holds(version)).isPresent()) {
                tables.add(table);
            }
        });
        if (!tables.isEmpty()) {
            Instant at = Instant.parse(entry.get("at").asText());
            String permit = entry.get("permit").asText();
            accesses.merge(permit, new Access(permit, entry.get("why").get("organisation").asText(), entry.get("why").get("article").asText(), tables, at, at, 1), Access::and);
        }
    }

    /** By an opt-out that stood when the permit was issued. */
    private boolean leftOut(ObjectNode entry) {
        if (entry.get("why").path("opt_out_exception").asBoolean()) {
            return false;
        }
        Set<Long> out = lake.optOuts().at(current.epoch(), Instant.ofEpochSecond(entry.get("why").path("issued").longValue()));
        return pseudonyms.stream().anyMatch(out::contains);
    }

    private Optional<Trail.Span> span(String table) {
        return spans.computeIfAbsent(table, name -> Trail.of(lake, current, name, pseudonyms, memory));
    }
}
