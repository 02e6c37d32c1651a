package pt.arquipelago.analysis.combine;

import static java.util.Objects.requireNonNull;

import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.partial.PartialTable;

/** A node's partial table and the thresholds that the node says it applied (its manifest). */
public record NodeAnswer(String node, PartialTable partial, Thresholds thresholds) {
    public NodeAnswer {
        requireNonNull(node, "node is null");
        requireNonNull(partial, "partial is null");
        requireNonNull(thresholds, "thresholds is null");
    }
}
