package pt.arquipelago.node.release;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Optional;
import pt.arquipelago.analysis.Refusal;
import pt.arquipelago.node.audit.AuditEntry;
import pt.arquipelago.node.audit.AuditReceipt;
import pt.arquipelago.node.disclosure.CheckedResult;
import pt.arquipelago.policies.permit.Manifest;
import pt.arquipelago.policies.permit.Outcome;
import pt.arquipelago.policies.permit.TaskOrder;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.SigningKey;
import pt.arquipelago.policies.signature.TrustedKeys;

/** The door: turns what passed disclosure control and stands in the audit log into an answer that may leave. */
public final class Release {
    /** Stands for the id of a permit that could not be believed. */
    public static final String UNVERIFIED = "unverified";

    private final String node;
    private final SigningKey key;
    private final Clock clock;

    public Release(String node, SigningKey key, Clock clock) {
        this.node = requireNonNull(node, "node is null");
        this.key = requireNonNull(key, "key is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** @throws IllegalArgumentException when the receipt is of something else than this result */
    public ReleasedResult result(TaskOrder order, CheckedResult result, AuditReceipt receipt) {
        AuditEntry entry = receipt.entry();
        if (entry.outcome() != Outcome.RELEASED || !entry.partialDigest().equals(Optional.of(result.digest())) || !entry.order().equals(Optional.of(order.jti()))) {
            throw new IllegalArgumentException("the receipt is of another release");
        }
        int base = result.rounding().base();
        Optional<Integer> rounding = base == 1 ? Optional.empty() : Optional.of(base);
        return sealed(manifest(order, receipt, Optional.empty(), Optional.of(result.query().toJson()), rounding), result.bytes());
    }

    /** Of a question that was checked and not run. */
    public ReleasedResult checked(TaskOrder order, ObjectNode query, AuditReceipt receipt) {
        if (receipt.outcome() != Outcome.CHECKED) {
            throw new IllegalArgumentException("the receipt is of no check");
        }
        return sealed(manifest(order, receipt, Optional.empty(), Optional.of(query), Optional.empty()), new byte[0]);
    }

    /** Of a refusal, a failure, or a question of a version that this node lacks. */
    public ReleasedResult refusal(TaskOrder order, Refusal refusal, AuditReceipt receipt) {
        if (!receipt.entry().refusal().equals(Optional.of(refusal.code()))) {
            throw new IllegalArgumentException("the receipt is of another refusal");
        }
        Manifest.Refused refused = new Manifest.Refused(refusal.code(), refusal.message(), refusal.remedy(),
                refusal.place().map(place -> new Manifest.Place(place.line(), place.column(), place.length())), refusal.rewritten());
        return sealed(manifest(order, receipt, Optional.of(refused), Optional.empty(), Optional.empty()), new byte[0]);
    }

    /**
     * An answer that was kept, to be sent again: believed only if this node signed it.
     *
     * @throws pt.arquipelago.policies.signature.InvalidMessage when it did not
     */
    public ReleasedResult again(String signedManifest, byte[] bytes) {
        Manifest manifest = Jws.verify(signedManifest, MessageType.MANIFEST, TrustedKeys.of(key.verificationKey())).as(Manifest.class);
        boolean whole = manifest.partialDigest().map(digest -> digest.equals(CanonicalJson.digest(bytes))).orElse(bytes.length == 0);
        if (!whole) {
            throw new IllegalStateException("the kept bytes of order " + manifest.order() + " are not those of its manifest");
        }
        return new ReleasedResult(manifest, signedManifest, bytes);
    }

    private Manifest manifest(TaskOrder order, AuditReceipt receipt, Optional<Manifest.Refused> refused, Optional<ObjectNode> query, Optional<Integer> rounding) {
        AuditEntry entry = receipt.entry();
        return new Manifest(node, order.iss(), order.jti(), order.task(), entry.permit().orElse(UNVERIFIED), entry.outcome(), refused,
                order.questionDigest(), entry.queryDigest(), query, entry.partialDigest(), entry.bundles(), entry.lake(), entry.thresholds(),
                rounding, entry.history(), receipt.head(), clock.instant().getEpochSecond(), entry.noise(), entry.undeclared());
    }

    private ReleasedResult sealed(Manifest manifest, byte[] bytes) {
        return new ReleasedResult(manifest, Jws.sign(key, MessageType.MANIFEST, manifest), bytes);
    }
}
