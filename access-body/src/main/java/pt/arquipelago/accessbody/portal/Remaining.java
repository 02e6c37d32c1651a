package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.node.Nodes;
import pt.arquipelago.accessbody.portal.view.Words;
import pt.arquipelago.accessbody.task.NodeTask;
import pt.arquipelago.accessbody.task.Task;
import pt.arquipelago.policies.permit.Manifest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

import static java.util.Objects.requireNonNull;

/** What each institution has left for a permit, as it signed it last: questions, and under release noisy a budget for each table. */
final class Remaining {
    private final Nodes nodes;
    private final Words words;

    Remaining(Nodes nodes, Words words) {
        this.nodes = requireNonNull(nodes, "nodes is null");
        this.words = requireNonNull(words, "words is null");
    }

    List<String> of(List<Task> asked) {
        List<NodeTask> shares = asked.stream().flatMap(task -> task.nodes().stream()).sorted(Comparator.comparing(share -> share.finishedAt().orElse(Instant.MIN), Comparator.reverseOrder())).toList();
        List<String> lines = new ArrayList<>();
        for (String node : new TreeSet<>(shares.stream().map(NodeTask::node).toList())) {
            last(shares, node, NodeTask::left).ifPresent(left -> lines.add(words.with("permit.left", nodes.name(node), words.number(left))));
            last(shares, node, NodeTask::noise).ifPresent(noise -> noise.budgets().forEach(budget -> lines.add(budget(node, budget))));
        }
        return lines;
    }

    private String budget(String node, Manifest.Budget budget) {
        return words.with("permit.budget", nodes.name(node), budget.table(), words.number(Math.max(0, budget.rho() - budget.spent())), words.number(budget.rho()));
    }

    private static <T> Optional<T> last(List<NodeTask> latestFirst, String node, Function<NodeTask, Optional<T>> said) {
        return latestFirst.stream().filter(share -> share.node().equals(node)).flatMap(share -> said.apply(share).stream()).findFirst();
    }
}
