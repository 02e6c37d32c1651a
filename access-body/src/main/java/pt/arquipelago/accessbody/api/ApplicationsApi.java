package pt.arquipelago.accessbody.api;

import pt.arquipelago.accessbody.access.Action;
import pt.arquipelago.accessbody.application.Application;
import pt.arquipelago.accessbody.application.ApplicationContent;
import pt.arquipelago.accessbody.application.ApplicationState;
import pt.arquipelago.accessbody.application.AssessApplication;
import pt.arquipelago.accessbody.application.DecideApplication;
import pt.arquipelago.accessbody.application.Decision;
import pt.arquipelago.accessbody.application.SeeApplications;
import pt.arquipelago.accessbody.application.SubmitApplication;
import pt.arquipelago.accessbody.http.Answer;
import pt.arquipelago.accessbody.http.Call;
import pt.arquipelago.accessbody.http.Route;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.policies.permit.Thresholds;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** Applications, from draft to decision. */
final class ApplicationsApi {
    private final SubmitApplication submit;
    private final AssessApplication assess;
    private final DecideApplication decide;
    private final SeeApplications see;

    ApplicationsApi(SubmitApplication submit, AssessApplication assess, DecideApplication decide, SeeApplications see) {
        this.submit = requireNonNull(submit, "submit is null");
        this.assess = requireNonNull(assess, "assess is null");
        this.decide = requireNonNull(decide, "decide is null");
        this.see = requireNonNull(see, "see is null");
    }

    List<Route> routes() {
        return List.of(
                Route.post("/api/v1/applications", this::create),
                Route.get("/api/v1/applications", call -> Answer.json(200, Views.list(see.list(call.caller()), Views::application))),
                Route.get("/api/v1/applications/{id}", call -> Answer.json(200, Views.application(see.get(call.caller(), call.parameter("id"))))),
                Route.post("/api/v1/applications/{id}/submission", this::submitDraft),
                Route.post("/api/v1/applications/{id}/withdrawal", this::withdraw),
                Route.post("/api/v1/applications/{id}/assessment", this::assess),
                Route.post("/api/v1/applications/{id}/decision", this::decide));
    }

    private Answer create(Call call) {
        ApplicationContent content = call.authorisedJson(ApplicationContent.class, Action.APPLY);
        boolean draft = call.query("draft").map(Boolean::parseBoolean).orElse(false);
        Application created = draft ? submit.draft(call.caller(), content) : submit.submit(call.caller(), content);
        return Answer.json(201, Views.application(created)).with("Location", "/api/v1/applications/" + created.id());
    }

    private Answer submitDraft(Call call) {
        Optional<ApplicationContent> content = call.body().length == 0
                ? Optional.empty()
                : Optional.of(call.authorisedJson(ApplicationContent.class, Action.APPLY));
        return Answer.json(200, Views.application(submit.submit(call.caller(), call.parameter("id"), content)));
    }

    private record Reason(String reason) {
        private Reason {
            reason = reason == null ? "" : reason;
        }
    }

    private Answer withdraw(Call call) {
        Reason reason = call.authorisedJson(Reason.class, Action.APPLY);
        return Answer.json(200, Views.application(submit.withdraw(call.caller(), call.parameter("id"), reason.reason())));
    }

    private record Step(String step, String reason) {
        private Step {
            requireNonNull(step, "step is null");
            reason = reason == null ? "" : reason;
        }
    }

    private Answer assess(Call call) {
        Step step = call.authorisedJson(Step.class, Action.ASSESS);
        ApplicationState state = Arrays.stream(ApplicationState.values()).filter(value -> value.word().equals(step.step())).findFirst()
                .orElseThrow(() -> Problem.invalid("step must be incomplete, assessment, extended or fee_estimated."));
        return Answer.json(200, Views.application(assess.step(call.caller(), call.parameter("id"), state, step.reason())));
    }

    private record DecisionBody(
            String decision, String reason, Optional<char[]> keystorePassword, Optional<Thresholds> thresholds, Optional<Integer> validDays, List<String> conditions) {
        private Decision decision(boolean permit) {
            return new Decision(permit, reason == null ? "" : reason, keystorePassword, thresholds, validDays, conditions == null ? List.of() : conditions);
        }
    }

    private Answer decide(Call call) {
        DecisionBody body = call.authorisedJson(DecisionBody.class, Action.DECIDE);
        Decision decision = switch (String.valueOf(body.decision())) {
            case "permit" -> body.decision(true);
            case "refuse" -> body.decision(false);
            default -> throw Problem.invalid("decision must be permit or refuse.");
        };
        return Answer.json(200, Views.application(decide.decide(call.caller(), call.parameter("id"), decision)));
    }
}
