package pt.arquipelago.pseudonymisation.key;

import static java.util.Objects.requireNonNull;

/** Shares that do not give a key back, and why. The message names shares by their index and carries nothing secret. */
public final class EscrowFailed extends RuntimeException {

    /** What is wrong with the shares. */
    public enum Problem {
        /** A share is not readable, or its checksum does not fit it. */
        DAMAGED,
        /** Fewer different shares than the threshold. */
        TOO_FEW,
        /** Shares of different keys. */
        MIXED_KEYS,
        /** Shares of one key from different splits: each split works only with itself. */
        MIXED_SPLITS,
        /** Two different shares with one index. */
        CONTRADICTORY,
        /** Everything fits, but the key that results is not the one the shares name: one of them was forged. */
        WRONG
    }

    private final Problem problem;

    EscrowFailed(Problem problem, String message) {
        super(message);
        this.problem = requireNonNull(problem, "problem is null");
    }

    public Problem problem() {
        return problem;
    }
}
