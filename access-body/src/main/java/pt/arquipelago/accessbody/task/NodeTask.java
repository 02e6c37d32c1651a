package pt.arquipelago.accessbody.task;

import pt.arquipelago.analysis.Refusal;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.policies.permit.Manifest;

import java.time.Instant;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * One node's share of a task.
 *
 * @param order id of the order that the node was or will be given
 * @param orderJws the signed order, byte for byte the same whenever it is sent
 * @param manifest the node's signed answer
 */
public record NodeTask(String node, String order, String orderJws, NodeTaskState state, Optional<Refusal> refusal, Optional<Instant> sentAt,
        Optional<Instant> finishedAt, Optional<String> manifest) {
    public NodeTask {
        requireNonNull(node, "node is null");
        requireNonNull(order, "order is null");
        requireNonNull(orderJws, "orderJws is null");
        requireNonNull(state, "state is null");
        requireNonNull(refusal, "refusal is null");
        requireNonNull(sentAt, "sentAt is null");
        requireNonNull(finishedAt, "finishedAt is null");
        requireNonNull(manifest, "manifest is null");
    }

    /** What a noisy answer or its check cost, as the node signed it. */
    public Optional<Manifest.Noise> noise() {
        return manifest.isEmpty() ? Optional.empty() : CombinePartials.manifest(this).noise();
    }

    /** As the node understood the question, if it answered or checked it. */
    public Optional<AggregateQuery> query() {
        return manifest.isEmpty() ? Optional.empty() : CombinePartials.manifest(this).query().map(AggregateQuery::fromJson);
    }

    /** How many different questions more the node answers under the permit, as it signed it with an answer. */
    public Optional<Long> left() {
        return manifest.isEmpty() ? Optional.empty() : CombinePartials.manifest(this).history().flatMap(Manifest.History::left);
    }
}
