package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.access.Caller;
import pt.arquipelago.accessbody.node.Nodes;
import pt.arquipelago.accessbody.portal.view.RefusalView;
import pt.arquipelago.accessbody.portal.view.TaskProgressView;
import pt.arquipelago.accessbody.portal.view.Words;
import pt.arquipelago.accessbody.task.NodeTask;
import pt.arquipelago.accessbody.task.SeeMeetings;
import pt.arquipelago.accessbody.task.Task;
import pt.arquipelago.accessbody.task.TaskState;
import pt.arquipelago.analysis.Refusal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import static java.util.Objects.requireNonNull;

/** How a task stands, and at which institution it waits for what. */
final class ProgressViews {
    private static final String WARMING = "warming";
    private final Nodes nodes;
    private final SeeMeetings meetings;

    ProgressViews(Nodes nodes, SeeMeetings meetings) {
        this.meetings = requireNonNull(meetings, "meetings is null");
        this.nodes = requireNonNull(nodes, "nodes is null");
    }

    TaskProgressView of(Task task, Caller caller, Words words) {
        Set<String> warming = nodes.list(caller).stream().filter(node -> node.contact().state().equals(WARMING)).map(node -> node.node().id()).collect(Collectors.toSet());
        String sql = task.question().sql();
        List<TaskProgressView.Share> shares = task.nodes().stream().map(share -> new TaskProgressView.Share(share.node(), nodes.name(share.node()), share.state(),
                warming.contains(share.node()) && !share.state().finished(), own(task, share).map(refusal -> RefusalViews.of(refusal, sql, words)),
                share.noise().map(noise -> new NoiseWords(words).of(noise, share.query())))).toList();
        Optional<RefusalView> refusal = task.refusal().map(said -> RefusalViews.of(said, sql, words));
        List<String> met = task.state() == TaskState.CHECKED ? MeetingViews.checked(meetings.of(caller, task), words) : List.of();
        return new TaskProgressView(task, shares, refusal, met);
    }

    /** Three institutions that refuse alike say it once, for the task. */
    private static Optional<Refusal> own(Task task, NodeTask share) {
        return share.refusal().filter(refusal -> task.refusal().filter(refusal::equals).isEmpty());
    }
}
