package pt.arquipelago.accessbody.task;

import java.util.Locale;
import java.util.Optional;

/** Where a task stands at one node; the stages are those of the node's own chain. */
public enum NodeTaskState {
    QUEUED,
    DELIVERED,
    ACCEPTED,
    GATE,
    POLICY,
    EXECUTING,
    DISCLOSURE,
    RELEASE,
    RELEASED,
    CHECKED,
    REFUSED,
    FAILED,
    INCOMPATIBLE,
    CANCELLED;

    public boolean finished() {
        return compareTo(RELEASED) >= 0;
    }

    /** The stages that a node reports while it works. */
    public static Optional<NodeTaskState> stage(String word) {
        for (NodeTaskState state : values()) {
            if (state.compareTo(ACCEPTED) >= 0 && state.compareTo(RELEASE) <= 0 && state.word().equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
