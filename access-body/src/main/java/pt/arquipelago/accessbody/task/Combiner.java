package pt.arquipelago.accessbody.task;

import pt.arquipelago.analysis.noise.NoisyTable;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.result.ResultTable;
import pt.arquipelago.policies.permit.Manifest;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import static java.util.Objects.requireNonNull;

/** Makes one result of what several institutions released. */
@FunctionalInterface
public interface Combiner {
    ResultTable combine(Released released);

    /**
     * Everything that was released for one task.
     *
     * @param asked ids of all nodes that the question went to
     * @param manifests by node that released
     * @param partials by node that released
     * @param strict a cell that lacks one node is suppressed
     * @param noisy by node that released with noise, in the place of partials
     */
    record Released(AggregateQuery query, Set<String> asked, Map<String, Manifest> manifests, Map<String, PartialTable> partials, boolean strict,
            Map<String, NoisyTable> noisy) {
        /** Of exact values. */
        public Released(AggregateQuery query, Set<String> asked, Map<String, Manifest> manifests, Map<String, PartialTable> partials, boolean strict) {
            this(query, asked, manifests, partials, strict, Map.of());
        }

        public Released {
            requireNonNull(query, "query is null");
            asked = java.util.Collections.unmodifiableSet(new TreeSet<>(asked));
            manifests = java.util.Collections.unmodifiableMap(new TreeMap<>(manifests));
            partials = java.util.Collections.unmodifiableMap(new TreeMap<>(partials));
            noisy = java.util.Collections.unmodifiableMap(new TreeMap<>(noisy));
            boolean exact = noisy.isEmpty() && manifests.keySet().equals(partials.keySet());
            if (!exact && !(partials.isEmpty() && manifests.keySet().equals(noisy.keySet())) || manifests.isEmpty()) {
                throw new IllegalArgumentException("each node that released has a manifest and a partial table");
            }
        }
    }
}
