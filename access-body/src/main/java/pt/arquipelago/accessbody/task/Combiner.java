package pt.arquipelago.accessbody.task;

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
     */
    record Released(AggregateQuery query, Set<String> asked, Map<String, Manifest> manifests, Map<String, PartialTable> partials, boolean strict) {
        public Released {
            requireNonNull(query, "query is null");
            asked = java.util.Collections.unmodifiableSet(new TreeSet<>(asked));
            manifests = java.util.Collections.unmodifiableMap(new TreeMap<>(manifests));
            partials = java.util.Collections.unmodifiableMap(new TreeMap<>(partials));
            if (!manifests.keySet().equals(partials.keySet()) || partials.isEmpty()) {
                throw new IllegalArgumentException("each node that released has a manifest and a partial table");
            }
        }
    }
}
