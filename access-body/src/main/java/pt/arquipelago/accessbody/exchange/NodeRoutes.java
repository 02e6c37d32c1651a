package pt.arquipelago.accessbody.exchange;

import pt.arquipelago.accessbody.http.Answer;
import pt.arquipelago.accessbody.http.Call;
import pt.arquipelago.accessbody.http.Route;
import pt.arquipelago.accessbody.json.Json;
import pt.arquipelago.accessbody.policy.PublishedPolicy;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;
import pt.arquipelago.accessbody.task.Dispatch;
import pt.arquipelago.accessbody.task.NodeAnswers;
import pt.arquipelago.accessbody.task.NodeTaskState;

import java.util.List;

import static java.util.Objects.requireNonNull;

/** What nodes call: they poll for orders, tell their progress and bring their answers. */
public final class NodeRoutes {
    private final NodeAuthentication authentication;
    private final PollOrders poll;
    private final Dispatch dispatch;
    private final NodeAnswers answers;
    private final PublishedPolicy policy;

    public NodeRoutes(NodeAuthentication authentication, PollOrders poll, Dispatch dispatch, NodeAnswers answers, PublishedPolicy policy) {
        this.authentication = requireNonNull(authentication, "authentication is null");
        this.poll = requireNonNull(poll, "poll is null");
        this.dispatch = requireNonNull(dispatch, "dispatch is null");
        this.answers = requireNonNull(answers, "answers is null");
        this.policy = requireNonNull(policy, "policy is null");
    }

    public List<Route> routes() {
        return List.of(
                Route.post("/node/v1/poll", poll::handle),
                Route.post("/node/v1/policy", this::policy),
                Route.post("/node/v1/orders/{order}/progress", this::progress),
                Route.post("/node/v1/orders/{order}/result", this::result));
    }

    private Answer policy(Call call) {
        authentication.verify(call);
        PublishedPolicy.Release release = policy.current().orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND, "No rules were published: nodes decide by those that came with them."));
        return Answer.json(200, Json.object().put("policy", release.jws()));
    }

    private record Progress(String stage) {
        private Progress {
            requireNonNull(stage, "stage is null");
        }
    }

    private Answer progress(Call call) {
        String node = authentication.verify(call).iss();
        NodeTaskState stage = NodeTaskState.stage(call.json(Progress.class).stage())
                .orElseThrow(() -> Problem.invalid("stage must be accepted, gate, policy, executing, disclosure or release."));
        dispatch.progress(node, call.parameter("order"), stage);
        return Answer.empty(204);
    }

    private Answer result(Call call) {
        String node = authentication.verify(call).iss();
        String manifest = call.header("Arquipelago-Manifest").orElseThrow(() -> new Problem(ProblemCode.MALFORMED, "The header Arquipelago-Manifest is missing."));
        answers.accept(node, call.parameter("order"), manifest, call.body());
        return Answer.json(200, Json.object().put("acknowledged", call.parameter("order")));
    }
}
