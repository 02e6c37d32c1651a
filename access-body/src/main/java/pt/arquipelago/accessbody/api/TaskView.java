package pt.arquipelago.accessbody.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

import pt.arquipelago.accessbody.json.Json;
import pt.arquipelago.accessbody.node.Nodes;
import pt.arquipelago.accessbody.task.NodeTask;
import pt.arquipelago.accessbody.task.Task;
import pt.arquipelago.accessbody.task.TaskState;
import pt.arquipelago.policies.signature.StrictJson;

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
