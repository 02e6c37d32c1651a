package pt.arquipelago.analysis;

import static java.util.Objects.requireNonNull;

/** Carries a {@link Refusal} up to whoever answers the question. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public RefusedException(Refusal refusal) {
        this(refusal, null);
    }

    /** The cause is for the holder's log only; its text may name things that people outside must not see. */
    public RefusedException(Refusal refusal, Throwable cause) {
        super(requireNonNull(refusal, "refusal is null").code() + ": " + refusal.message(), cause);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
