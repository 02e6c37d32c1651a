package pt.arquipelago.accessbody;

import pt.arquipelago.accessbody.application.AssessApplication;
import pt.arquipelago.accessbody.node.NodeSignals;
import pt.arquipelago.accessbody.task.EndTasks;
import pt.arquipelago.accessbody.task.FinishTask;

import static java.util.Objects.requireNonNull;

/** What time brings: nodes whose time is over, applications that lapse, combinations that a restart interrupted. */
public final class Housekeeping {
    private static final long TASK_SECONDS = 1;
    private static final long APPLICATION_SECONDS = 60;

    private final Background background;
    private final NodeSignals signals;
    private final EndTasks ends;
    private final FinishTask finish;
    private final AssessApplication applications;

    Housekeeping(Background background, NodeSignals signals, EndTasks ends, FinishTask finish, AssessApplication applications) {
        this.background = requireNonNull(background, "background is null");
        this.signals = requireNonNull(signals, "signals is null");
        this.ends = requireNonNull(ends, "ends is null");
        this.finish = requireNonNull(finish, "finish is null");
        this.applications = requireNonNull(applications, "applications is null");
    }

    void start() {
        finish.resume();
        background.every(TASK_SECONDS, ends::overdue);
        background.every(APPLICATION_SECONDS, applications::lapse);
    }

    void stop() {
        signals.wakeAll();
        background.stop();
    }
}
