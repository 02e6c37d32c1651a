package pt.arquipelago.accessbody.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import pt.arquipelago.accessbody.json.Json;
import pt.arquipelago.accessbody.node.Nodes;
import pt.arquipelago.accessbody.task.NodeTask;
import pt.arquipelago.accessbody.task.SeeMeetings;
import pt.arquipelago.accessbody.task.Task;
import pt.arquipelago.accessbody.task.TaskState;
import pt.arquipelago.policies.signature.StrictJson;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** What the API shows of tasks. */
final class TaskView {
    private final Nodes nodes;

    TaskView(Nodes nodes) {
        this.nodes = requireNonNull(nodes, "nodes is null");
    }

    ObjectNode of(Task task) {
        ObjectNode view = Json.object().put("id", task.id()).put("permit", task.permit()).put("user", task.user());
        view.set("question", StrictJson.write(task.question()));
        view.put("question_digest", task.questionDigest()).put("mode", task.mode().code()).put("state", task.state().word());
        task.refusal().ifPresent(refusal -> view.set("refusal", Json.tree(refusal)));
        task.review().ifPresent(review -> view.set("review", Json.tree(review)));
        view.put("created_at", task.createdAt().toString()).put("deadline_at", task.deadlineAt().toString());
        task.finishedAt().ifPresent(at -> view.put("finished_at", at.toString()));
        var shares = view.putArray("nodes");
        task.nodes().forEach(share -> shares.add(share(share)));
        if (task.state() == TaskState.RELEASED) {
            view.put("result", "/api/v1/tasks/" + task.id() + "/result");
        }
        return view;
    }

    /** With the earlier rows of its permit that it meets by the forms of the questions. */
    ObjectNode of(Task task, List<SeeMeetings.Meeting> meetings) {
        ObjectNode view = of(task);
        if (!meetings.isEmpty()) {
            ArrayNode met = view.putArray("meets");
            meetings.forEach(meeting -> met.add(meeting(meeting)));
        }
        return view;
    }

    private static ObjectNode meeting(SeeMeetings.Meeting meeting) {
        ObjectNode view = Json.object();
        meeting.cell().ifPresent(cell -> view.put("row", cell.get(0)).put("column", cell.get(1)));
        meeting.column().ifPresent(name -> view.put("number", name));
        values(view.putArray("keys"), meeting.keys());
        values(view.put("task", meeting.question()).putArray("task_keys"), meeting.of());
        return view.put("same", meeting.same());
    }

    private static void values(ArrayNode array, List<Object> values) {
        values.forEach(value -> array.add(value == null ? null : value.toString()));
    }

    /** Of a noisy answer, or of a check: what it costs, how much noise it has, and what is left of the permit's budget. */
    private static Optional<ObjectNode> noise(NodeTask share) {
        return share.noise().map(StrictJson::write);
    }

    private ObjectNode share(NodeTask share) {
        ObjectNode view = Json.object().put("node", share.node()).put("name", nodes.name(share.node())).put("state", share.state().word());
        share.refusal().ifPresent(refusal -> view.set("refusal", Json.tree(refusal)));
        noise(share).ifPresent(noise -> view.set("noise", noise));
        share.finishedAt().ifPresent(at -> view.put("finished_at", at.toString()));
        return view;
    }
}
