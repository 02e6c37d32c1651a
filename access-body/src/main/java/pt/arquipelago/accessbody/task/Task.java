package pt.arquipelago.accessbody.task;

import pt.arquipelago.analysis.Refusal;
import pt.arquipelago.policies.permit.OrderMode;
import pt.arquipelago.policies.permit.Question;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** One question under one permit, and what became of it at each node. */
public record Task(String id, String permit, String user, Question question, String questionDigest, OrderMode mode, TaskState state,
        Optional<Refusal> refusal, Optional<Review> review, Instant createdAt, Instant deadlineAt, Optional<Instant> finishedAt, List<NodeTask> nodes) {
    public Task {
        requireNonNull(id, "id is null");
        requireNonNull(permit, "permit is null");
        requireNonNull(user, "user is null");
        requireNonNull(question, "question is null");
        requireNonNull(mode, "mode is null");
        requireNonNull(state, "state is null");
        nodes = List.copyOf(nodes);
    }

    /** What the checker of outputs decided (Art 73(2)). */
    public record Review(String decision, String reason, String reviewer, Instant at) {}

    /** Whether institutions gave numbers to it, whether the body let them out or not. */
    public boolean isAnswered() {
        return mode == OrderMode.RUN && !nodes(NodeTaskState.RELEASED).isEmpty();
    }

    public boolean everyNodeFinished() {
        return nodes.stream().allMatch(node -> node.state().finished());
    }

    public NodeTask node(String id) {
        return nodes.stream().filter(node -> node.node().equals(id)).findFirst().orElseThrow();
    }

    public List<NodeTask> nodes(NodeTaskState state) {
        return nodes.stream().filter(node -> node.state() == state).toList();
    }
}
