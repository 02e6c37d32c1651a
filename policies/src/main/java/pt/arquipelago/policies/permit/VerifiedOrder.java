package pt.arquipelago.policies.permit;

import static java.util.Objects.requireNonNull;

/** An order that passed {@link OrderVerifier}, with the permit inside it. Nothing else can make one. */
public final class VerifiedOrder {
    private final TaskOrder order;
    private final Permit permit;
    private final StatusList status;
    private final String digest;

    VerifiedOrder(TaskOrder order, Permit permit, StatusList status, String digest) {
        this.order = requireNonNull(order, "order is null");
        this.permit = requireNonNull(permit, "permit is null");
        this.status = requireNonNull(status, "status is null");
        this.digest = requireNonNull(digest, "digest is null");
    }

    public TaskOrder order() {
        return order;
    }

    public Permit permit() {
        return permit;
    }

    /** The list by which the permit stands. */
    public StatusList status() {
        return status;
    }

    /** {@code sha256:} of the compact message as it came: the same {@code jti} with another digest is another order. */
    public String digest() {
        return digest;
    }
}
