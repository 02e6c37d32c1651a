package pt.arquipelago.node.gate;

import java.util.Optional;
import org.apache.spark.sql.catalyst.trees.Origin;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import pt.arquipelago.analysis.Place;
import scala.Option;

/** Where a node of Catalyst's tree stands in the question. */
final class Places {
    private Places() {}

    /** Its own place, else that of the first node below that has one. */
    static Optional<Place> of(TreeNode<?> node) {
        Optional<Place> own = of(node.origin());
        if (own.isPresent()) {
            return own;
        }
        for (TreeNode<?> child : Trees.childrenOf(node)) {
            Optional<Place> below = of(child);
            if (below.isPresent()) {
                return below;
            }
        }
        return Optional.empty();
    }

    static Optional<Place> of(Origin origin) {
        Optional<Integer> line = number(origin.line());
        Optional<Integer> position = number(origin.startPosition());
        if (line.isEmpty() || position.isEmpty()) {
            return Optional.empty();
        }
        Optional<Integer> start = number(origin.startIndex());
        Optional<Integer> stop = number(origin.stopIndex());
        int length = start.isPresent() && stop.isPresent() ? Math.max(0, stop.get() - start.get() + 1) : 0;
        return Optional.of(new Place(Math.max(1, line.get()), Math.max(0, position.get()) + 1, length));
    }

    private static Optional<Integer> number(Option<Object> option) {
        return option.isDefined() ? Optional.of((Integer) option.get()) : Optional.empty();
    }
}
