package pt.arquipelago.node.execution;

import java.util.List;
import java.util.Map;
import pt.arquipelago.analysis.guard.Basis;
import pt.arquipelago.analysis.measured.MeasuredTable;

/**
 * What a question's passes found. It has passed no rule yet and never leaves the node.
 *
 * @param basis what the numbers rest on, for the guard: by keys, by term
 */
public record Measured(MeasuredTable table, Map<List<Object>, List<List<Basis>>> basis) {
    /** Says nothing, so that no log can carry it. */
    @Override
    public String toString() {
        return "Measured";
    }
}
