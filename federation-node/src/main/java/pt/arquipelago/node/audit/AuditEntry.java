package pt.arquipelago.node.audit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Optional;
import pt.arquipelago.policies.decision.Decision;
import pt.arquipelago.policies.decision.DecisionInput;
import pt.arquipelago.policies.decision.Denial;
import pt.arquipelago.policies.permit.Manifest;
import pt.arquipelago.policies.permit.Outcome;
import pt.arquipelago.policies.permit.Question;
import pt.arquipelago.policies.permit.Thresholds;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.StrictJson;

/**
 * What is written down of one answer: who asked what and why, how it ended, and digests of what made it. Never a value of a result.
 *
 * @param order {@code jti} of the order; absent when the order could not be believed
 * @param orderDigest of the order as it came
 * @param question as it was sent: it is needed to make the answer again
 * @param refusal the code, of a refusal or failure
 * @param decision absent when the order did not come as far as the policies
 * @param correlation the same id stands in the node's log
 * @param test whether a test key signed permit and order: nothing left for the federation
 * @param noise of an answer with noise: what it cost
 * @param undeclared what the institution's own policy did that its descriptions had not said
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record AuditEntry(Outcome outcome, Optional<String> order, String orderDigest, Optional<String> task, Optional<String> permit,
        Optional<String> user, Optional<Why> why, Optional<Question> question, Optional<String> questionDigest, Optional<String> queryDigest,
        Optional<String> refusal, Optional<String> partialDigest, List<String> bundles, Optional<Decided> decision, Optional<Manifest.Lake> lake,
        Optional<Thresholds> thresholds, Optional<Manifest.History> history, Optional<String> correlation, boolean test,
        Optional<Manifest.Noise> noise, Optional<List<String>> undeclared) {

    /** Without noise, and with nothing undeclared. */
    public AuditEntry(Outcome outcome, Optional<String> order, String orderDigest, Optional<String> task, Optional<String> permit,
            Optional<String> user, Optional<Why> why, Optional<Question> question, Optional<String> questionDigest, Optional<String> queryDigest,
            Optional<String> refusal, Optional<String> partialDigest, List<String> bundles, Optional<Decided> decision, Optional<Manifest.Lake> lake,
            Optional<Thresholds> thresholds, Optional<Manifest.History> history, Optional<String> correlation, boolean test) {
        this(outcome, order, orderDigest, task, permit, user, why, question, questionDigest, queryDigest, refusal, partialDigest, bundles, decision, lake, thresholds,
                history, correlation, test, Optional.empty(), Optional.empty());
    }

    public AuditEntry {
        requireNonNull(outcome, "outcome is null");
        requireNonNull(order, "order is null");
        requireNonNull(orderDigest, "orderDigest is null");
        bundles = List.copyOf(bundles);
        requireNonNull(decision, "decision is null");
        undeclared = requireNonNull(undeclared, "undeclared is null").map(List::copyOf);
        boolean answered = outcome == Outcome.RELEASED || outcome == Outcome.CHECKED;
        if (answered == refusal.isPresent()) {
            throw new IllegalArgumentException("an entry has a refusal's code unless it is of an answer");
        }
    }

    /**
     * How the policies decided, with all that they were told: what a question uses and what its permit gives, no data. So any decision
     * can be made again, by the same bundle or by a changed one.
     *
     * @param denials codes of all that was held against it; empty when allowed
     * @param thresholds that the policies ask for; permit and institution may be stricter
     * @param inputDigest SHA-256 of the input's RFC 8785 form
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Decided(boolean allowed, List<String> denials, Thresholds thresholds, String inputDigest, DecisionInput input) {
        public Decided {
            denials = List.copyOf(denials);
            requireNonNull(thresholds, "thresholds is null");
            requireNonNull(inputDigest, "inputDigest is null");
            requireNonNull(input, "input is null");
        }

        public static Decided of(DecisionInput input, Decision decision) {
            return new Decided(decision.allowed(), decision.denials().stream().map(Denial::code).toList(), decision.obligations().thresholds(),
                    CanonicalJson.digest(StrictJson.write(input)), input);
        }
    }

    /**
     * The purpose by its article and who was permitted.
     *
     * @param issued when the permit was, epoch seconds
     * @param optOutException whether the permit sees also those who opted out (Art 71(4))
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Why(String article, String organisation, long issued, boolean optOutException) {}
}
