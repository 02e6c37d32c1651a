package pt.arquipelago.accessbody.task;

import java.util.Locale;

/** Where a task stands. */
public enum TaskState {
    /** No node has taken it yet. */
    QUEUED,
    RUNNING,
    /** Every node has answered; their partial tables are being combined. */
    COMBINING,
    /** Waits for the check of its output. */
    REVIEW,
    RELEASED,
    /** The checker of outputs said no. */
    REJECTED,
    /** Every node that answered refused the question. */
    REFUSED,
    /** A check of the question ended well: it would be accepted. */
    CHECKED,
    FAILED,
    CANCELLED;

    /** Nothing more will happen to it. */
    public boolean finished() {
        return switch (this) {
            case QUEUED, RUNNING, COMBINING, REVIEW -> false;
            case RELEASED, REJECTED, REFUSED, CHECKED, FAILED, CANCELLED -> true;
        };
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
