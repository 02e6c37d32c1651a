package pt.arquipelago.node.audit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Optional;
import pt.arquipelago.policies.permit.Manifest;
import pt.arquipelago.policies.permit.Outcome;
import pt.arquipelago.policies.permit.Question;
import pt.arquipelago.policies.permit.Thresholds;

/**
 * What is written down of one answer: who asked what and why, how it ended, and digests of what made it. Never a value of a result.
 *
 * @param order {@code jti} of the order; absent when the order could not be believed
 * @param orderDigest of the order as it came
 * @param question as it was sent: it is needed to make the answer again
 * @param refusal the code, of a refusal or failure
 * @param correlation the same id stands in the node's log
 * @param test whether a test key signed permit and order: nothing left for the federation
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record AuditEntry(Outcome outcome, Optional<String> order, String orderDigest, Optional<String> task, Optional<String> permit,
        Optional<String> user, Optional<Why> why, Optional<Question> question, Optional<String> questionDigest, Optional<String> queryDigest,
        Optional<String> refusal, Optional<String> partialDigest, List<String> bundles, Optional<Manifest.Lake> lake,
        Optional<Thresholds> thresholds, Optional<Manifest.History> history, Optional<String> correlation, boolean test) {

    public AuditEntry {
        requireNonNull(outcome, "outcome is null");
        requireNonNull(order, "order is null");
        requireNonNull(orderDigest, "orderDigest is null");
        bundles = List.copyOf(bundles);
        boolean answered = outcome == Outcome.RELEASED || outcome == Outcome.CHECKED;
        if (answered == refusal.isPresent()) {
            throw new IllegalArgumentException("an entry has a refusal's code unless it is of an answer");
        }
    }

    /** The purpose by its article and who was permitted. */
    public record Why(String article, String organisation) {}
}
