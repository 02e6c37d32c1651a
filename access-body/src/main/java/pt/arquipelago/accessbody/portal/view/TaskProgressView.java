package pt.arquipelago.accessbody.portal.view;

import pt.arquipelago.accessbody.task.NodeTaskState;
import pt.arquipelago.accessbody.task.Task;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * How a task stands.
 *
 * @param refusal of the whole task
 * @param meetings earlier rows that a checked question meets, in words
 */
public record TaskProgressView(Task task, List<Share> shares, Optional<RefusalView> refusal, List<String> meetings) {
    public TaskProgressView {
        requireNonNull(task, "task is null");
        shares = List.copyOf(shares);
        requireNonNull(refusal, "refusal is null");
        meetings = List.copyOf(meetings);
    }

    /**
     * One institution's part.
     *
     * @param warming its node has started and is not ready yet
     * @param refusal what it says, if the task as a whole does not say the same
     * @param noise what a noisy answer costs and what is left, in words
     */
    public record Share(String node, String name, NodeTaskState state, boolean warming, Optional<RefusalView> refusal, Optional<String> noise) {
        /** The last stage that a node reports. */
        public static final int STEPS = NodeTaskState.RELEASE.ordinal() + 1;

        public int step() {
            return Math.min(state.ordinal(), STEPS);
        }
    }

    public boolean live() {
        return !task.state().finished();
    }

    /** The text of the tag: good, bad or on its way. */
    public String tone() {
        return switch (task.state()) {
            case RELEASED, CHECKED -> "good";
            case REJECTED, REFUSED, FAILED -> "bad";
            case CANCELLED -> "plain";
            case QUEUED, RUNNING, COMBINING, REVIEW -> "going";
        };
    }
}
