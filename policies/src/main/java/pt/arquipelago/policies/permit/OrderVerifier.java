package pt.arquipelago.policies.permit;

import static java.util.Objects.requireNonNull;

import java.time.Clock;

import pt.arquipelago.policies.refusal.RefusalCode;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.TrustedKeys;

/** What a node demands of an order before it looks at the question. */
public final class OrderVerifier {
    private final String node;
    private final TrustedKeys orderKeys;
    private final PermitVerifier permits;
    private final StatusVerifier statuses;
    private final Validity validity;

    /** @param node the id of this node: orders for others are refused */
    public OrderVerifier(String node, TrustedKeys orderKeys, PermitVerifier permits, StatusVerifier statuses, Clock clock) {
        this.node = requireNonNull(node, "node is null");
        this.orderKeys = requireNonNull(orderKeys, "orderKeys is null");
        this.permits = requireNonNull(permits, "permits is null");
        this.statuses = requireNonNull(statuses, "statuses is null");
        this.validity = new Validity(clock);
    }

    /**
     * Signature and format only: whose order it is, even when it cannot be followed.
     *
     * @throws InvalidMessage {@code message.*}
     */
    public TaskOrder read(String compact) {
        return Jws.verify(compact, MessageType.ORDER, orderKeys).as(TaskOrder.class);
    }

    /**
     * Signature, addressee, validity, digest of the question; then the permit inside: signature, validity, status, this node, the
     * user, and under art69 the question.
     *
     * @param status the last list that {@link StatusVerifier#verify} gave; it must still be fresh
     * @throws InvalidMessage {@code message.*}, {@code order.*}, {@code permit.*} or {@code status.*}, the first thing that is wrong
     */
    public VerifiedOrder verify(String compact, StatusList status) {
        requireNonNull(status, "status is null");
        TaskOrder order = read(compact);
        InvalidMessage.unless(order.aud().equals(node), RefusalCode.ORDER_OTHER_NODE);
        validity.requireStarted(order.iat(), RefusalCode.ORDER_NOT_YET_VALID);
        validity.requireNotEnded(order.exp(), RefusalCode.ORDER_EXPIRED);
        InvalidMessage.unless(order.question().digest().equals(order.questionDigest()), RefusalCode.ORDER_DIGEST);
        Permit permit = permits.verify(order.permit());
        InvalidMessage.unless(permit.iss().equals(order.iss()), RefusalCode.ORDER_ISSUER);
        statuses.requireStanding(status, permit.jti());
        InvalidMessage.unless(!permit.datasetsAt(node).isEmpty(), RefusalCode.PERMIT_OTHER_NODE);
        InvalidMessage.unless(permit.names(order.user()), RefusalCode.PERMIT_USER);
        InvalidMessage.unless(permit.basis() == Basis.ART68 || permit.questions().contains(order.questionDigest()), RefusalCode.PERMIT_QUESTION);
        return new VerifiedOrder(order, permit, status, CanonicalJson.digest(compact));
    }
}
