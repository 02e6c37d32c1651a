package pt.arquipelago.accessbody.task;

import pt.arquipelago.analysis.combine.Combination;
import pt.arquipelago.analysis.combine.CombinedTable;
import pt.arquipelago.analysis.combine.Finish;
import pt.arquipelago.analysis.combine.NodeAnswer;
import pt.arquipelago.analysis.combine.NoisyCombination;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.result.Provenance;
import pt.arquipelago.analysis.result.ResultTable;
import pt.arquipelago.policies.permit.Manifest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Combines by the rules of {@code analysis}, which tests every partial against its node's thresholds again, and the finished table too. */
public final class AnalysisCombiner implements Combiner {
    @Override
    public ResultTable combine(Released released) {
        Set<String> silent = new TreeSet<>(released.asked());
        silent.removeAll(released.manifests().keySet());
        if (!released.noisy().isEmpty()) {
            return Finish.finish(NoisyCombination.combine(released.query(), released.noisy(), silent, released.strict()), provenance(released, Map.of()));
        }
        Map<String, Thresholds> thresholds = new TreeMap<>();
        released.manifests().forEach((node, manifest) -> thresholds.put(node, thresholds(manifest)));
        List<NodeAnswer> answers = released.partials().entrySet().stream()
                .map(partial -> new NodeAnswer(partial.getKey(), partial.getValue(), thresholds.get(partial.getKey()))).toList();
        CombinedTable combined = Combination.combine(released.query(), answers, silent, released.strict());
        return Finish.finish(combined, provenance(released, thresholds));
    }

    private static Provenance provenance(Released released, Map<String, Thresholds> thresholds) {
        Manifest first = released.manifests().values().iterator().next();
        Map<String, Provenance.Lake> lake = new TreeMap<>();
        Map<String, Provenance.HistoryEntry> history = new TreeMap<>();
        released.manifests().forEach((node, manifest) -> {
            manifest.lake().ifPresent(read -> lake.put(node, new Provenance.Lake(read.version(), read.tables(), read.held().isPresent())));
            manifest.history().ifPresent(entry -> history.put(node, new Provenance.HistoryEntry(entry.position(), entry.question(), entry.reviewed().orElse(0))));
        });
        Map<String, Provenance.Noise> noise = new TreeMap<>();
        released.manifests().forEach((node, manifest) -> manifest.noise().ifPresent(cost -> noise.put(node, noise(cost))));
        boolean repeatable = noise.isEmpty() && released.manifests().values().stream().flatMap(manifest -> manifest.lake().stream()).allMatch(read -> read.erased().isEmpty());
        List<String> bundles = released.manifests().values().stream().flatMap(manifest -> manifest.bundles().stream()).toList();
        return new Provenance(first.permit(), first.questionDigest(), released.query().digest(), bundles, lake, history, thresholds, repeatable, noise);
    }

    private static Provenance.Noise noise(Manifest.Noise cost) {
        List<Provenance.Range> ranges = cost.ranges().orElse(List.of()).stream().map(range -> new Provenance.Range(range.name(), range.low(), range.high())).toList();
        return new Provenance.Noise(cost.rho(), cost.delta(), cost.rows(), cost.records(), ranges);
    }

    /** What the node says it applied; a node that released must say so. */
    private static Thresholds thresholds(Manifest manifest) {
        var applied = manifest.thresholds().orElseThrow(() -> new IllegalArgumentException("the manifest of " + manifest.iss() + " names no thresholds"));
        return new Thresholds(applied.persons(), Map.of(Thresholds.PROFESSIONAL, applied.professionals()));
    }
}
