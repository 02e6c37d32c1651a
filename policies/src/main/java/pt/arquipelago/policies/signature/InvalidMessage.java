package pt.arquipelago.policies.signature;

import static java.util.Objects.requireNonNull;

import pt.arquipelago.policies.refusal.RefusalCode;

/** A message that is not to be believed or not to be followed. Its text is that of the code and carries no data. */
public final class InvalidMessage extends RuntimeException {
    private final RefusalCode refusal;

    public InvalidMessage(RefusalCode refusal) {
        this(refusal, null);
    }

    public InvalidMessage(RefusalCode refusal, Throwable cause) {
        super(requireNonNull(refusal, "refusal is null").code() + ": " + refusal.sentence(), cause);
        this.refusal = refusal;
    }

    /** @throws InvalidMessage with that code unless the condition holds */
    public static void unless(boolean holds, RefusalCode refusal) {
        if (!holds) {
            throw new InvalidMessage(refusal);
        }
    }

    public RefusalCode refusal() {
        return refusal;
    }

    /** For instance {@code permit.expired}. */
    public String code() {
        return refusal.code();
    }

    public String sentence() {
        return refusal.sentence();
    }

    public String remedy() {
        return refusal.remedy();
    }
}
