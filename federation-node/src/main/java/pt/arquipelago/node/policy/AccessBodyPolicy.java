package pt.arquipelago.node.policy;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import pt.arquipelago.node.lake.AtomicFile;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.policies.decision.Decision;
import pt.arquipelago.policies.decision.DecisionInput;
import pt.arquipelago.policies.decision.EmbeddedDecisionPoint;
import pt.arquipelago.policies.decision.PolicyBundle;
import pt.arquipelago.policies.decision.PolicyDecisionPoint;
import pt.arquipelago.policies.decision.PolicyRelease;
import pt.arquipelago.policies.refusal.RefusalCode;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.TrustedKeys;

/**
 * The access body's rules: those it published last, if this node could believe and load them, else the ones before, at first those that
 * came with the node. What was taken is kept as it was signed and verified again at each start.
 */
public final class AccessBodyPolicy implements PolicyDecisionPoint {
    private static final String KEPT = "policy/access-body.jws";

    private final Path file;
    private final TrustedKeys permitKeys;
    private volatile InForce inForce;

    private record InForce(String digest, long issuedAt, EmbeddedDecisionPoint point) {}

    private AccessBodyPolicy(Path file, TrustedKeys permitKeys, InForce inForce) {
        this.file = file;
        this.permitKeys = permitKeys;
        this.inForce = inForce;
    }

    /**
     * @param state the node's folder
     * @throws OperatorException when the rules that were kept cannot be believed any more
     */
    public static AccessBodyPolicy open(Path state, TrustedKeys permitKeys) {
        requireNonNull(permitKeys, "permitKeys is null");
        Path file = state.resolve(KEPT);
        if (!Files.exists(file)) {
            PolicyBundle built = PolicyBundle.ofAccessBody();
            return new AccessBodyPolicy(file, permitKeys, new InForce(built.digest(), 0, new EmbeddedDecisionPoint(built)));
        }
        try {
            return new AccessBodyPolicy(file, permitKeys, load(Files.readString(file, StandardCharsets.US_ASCII), permitKeys));
        } catch (IOException | InvalidMessage | IllegalArgumentException e) {
            throw new OperatorException("The access body's rules in " + file + " cannot be believed (" + (e instanceof InvalidMessage invalid ? invalid.code() : "unreadable")
                    + "). If the access body has a new key of permits, name it in 'access_body.permit_key' and remove the file: the node fetches the rules again.");
        }
    }

    public String digest() {
        return inForce.digest();
    }

    /**
     * Takes newer rules; they decide from the next question on.
     *
     * @throws InvalidMessage when they are not signed with the key of permits, older than those in force, or cannot be loaded; nothing changes then
     */
    public synchronized void accept(String compact) throws IOException {
        InForce offered;
        try {
            offered = load(compact, permitKeys);
        } catch (IllegalArgumentException e) {
            throw new InvalidMessage(RefusalCode.MESSAGE_CONTENT, e);
        }
        if (offered.issuedAt() < inForce.issuedAt()) {
            throw new InvalidMessage(RefusalCode.MESSAGE_CONTENT);
        }
        AtomicFile.write(file, compact.getBytes(StandardCharsets.US_ASCII));
        inForce = offered;
    }

    private static InForce load(String compact, TrustedKeys permitKeys) {
        PolicyRelease release = Jws.verify(compact, MessageType.POLICY, permitKeys).as(PolicyRelease.class);
        return new InForce(release.digest(), release.iat(), new EmbeddedDecisionPoint(release.bundle()));
    }

    @Override
    public Decision decide(DecisionInput input) {
        return inForce.point().decide(input);
    }
}
