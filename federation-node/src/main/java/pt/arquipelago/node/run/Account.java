package pt.arquipelago.node.run;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import pt.arquipelago.node.audit.AuditEntry;
import pt.arquipelago.policies.decision.Decision;
import pt.arquipelago.policies.decision.DecisionInput;
import pt.arquipelago.policies.permit.Manifest;
import pt.arquipelago.policies.permit.Outcome;
import pt.arquipelago.policies.permit.TaskOrder;
import pt.arquipelago.policies.permit.Thresholds;
import pt.arquipelago.policies.permit.VerifiedOrder;
import pt.arquipelago.policies.signature.CanonicalJson;

/** What is known of an order so far, for the audit entry that closes it. One thread's own. */
final class Account {
    private final String compact;
    private final boolean test;
    private Optional<TaskOrder> order = Optional.empty();
    private Optional<VerifiedOrder> verified = Optional.empty();
    private Optional<String> queryDigest = Optional.empty();
    private Optional<String> partialDigest = Optional.empty();
    private List<String> bundles = List.of();
    private Optional<AuditEntry.Decided> decision = Optional.empty();
    private Optional<Manifest.Lake> lake = Optional.empty();
    private Optional<Thresholds> thresholds = Optional.empty();
    private Optional<Manifest.History> history = Optional.empty();
    private Optional<String> correlation = Optional.empty();
    private Optional<Manifest.Noise> noise = Optional.empty();
    private Optional<List<String>> undeclared = Optional.empty();

    Account(String compact, boolean test) {
        this.compact = requireNonNull(compact, "compact is null");
        this.test = test;
    }

    /** The order's signature is good. */
    Account read(TaskOrder read) {
        order = Optional.of(read);
        return this;
    }

    /** Order and permit are good. */
    void verified(VerifiedOrder good) {
        verified = Optional.of(good);
    }

    void query(String digest) {
        queryDigest = Optional.of(digest);
    }

    void lake(Manifest.Lake read) {
        lake = Optional.of(read);
    }

    void decided(DecisionInput on, Decision made) {
        bundles = made.bundles();
        decision = Optional.of(AuditEntry.Decided.of(on, made));
    }

    /** What the institution's own policy did without having said so; none: nothing is written. */
    void undeclared(List<String> names) {
        undeclared = Optional.of(names).filter(some -> !some.isEmpty());
    }

    void applied(Thresholds strictest) {
        thresholds = Optional.of(strictest);
    }

    void leaving(String digest, Manifest.History position) {
        partialDigest = Optional.of(digest);
        history = Optional.of(position);
    }

    void costs(Manifest.Noise cost) {
        noise = Optional.of(cost);
    }

    void failed(String id) {
        correlation = Optional.of(id);
    }

    TaskOrder order() {
        return order.orElseThrow();
    }

    AuditEntry answered(Outcome outcome) {
        return entry(outcome, Optional.empty());
    }

    AuditEntry refused(Outcome outcome, String code) {
        partialDigest = Optional.empty();
        history = Optional.empty();
        noise = Optional.empty();
        return entry(outcome, Optional.of(code));
    }

    private AuditEntry entry(Outcome outcome, Optional<String> code) {
        return new AuditEntry(outcome, order.map(TaskOrder::jti), CanonicalJson.digest(compact), order.map(TaskOrder::task),
                verified.map(good -> good.permit().jti()), order.map(TaskOrder::user),
                verified.map(good -> new AuditEntry.Why(good.permit().purpose().article(), good.permit().applicant().organisation(),
                        good.permit().iat(), good.permit().optOutException().isPresent())),
                order.map(TaskOrder::question), order.map(TaskOrder::questionDigest), queryDigest, code, partialDigest, bundles, decision, lake, thresholds,
                history, correlation, test, noise, undeclared);
    }
}
