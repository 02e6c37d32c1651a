package pt.arquipelago.accessbody.api;

import pt.arquipelago.accessbody.access.Action;
import pt.arquipelago.accessbody.http.Answer;
import pt.arquipelago.accessbody.http.Call;
import pt.arquipelago.accessbody.http.Route;
import pt.arquipelago.accessbody.permit.ChangePermit;
import pt.arquipelago.accessbody.permit.PermitState;
import pt.arquipelago.accessbody.permit.SeePermits;
import pt.arquipelago.accessbody.problem.Problem;

import java.util.Arrays;
import java.util.List;

import static java.util.Objects.requireNonNull;

/** Permits, and what becomes of them. */
final class PermitsApi {
    private final SeePermits see;
    private final ChangePermit change;
    private final Views views;

    PermitsApi(SeePermits see, ChangePermit change, Views views) {
        this.see = requireNonNull(see, "see is null");
        this.change = requireNonNull(change, "change is null");
        this.views = requireNonNull(views, "views is null");
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/permits", call -> Answer.json(200, Views.list(see.list(call.caller()), views::permit))),
                Route.get("/api/v1/permits/{id}", call -> Answer.json(200, views.permit(see.get(call.caller(), call.parameter("id"))))),
                Route.post("/api/v1/permits/{id}/status", this::status));
    }

    private record Status(String status, String reason) {
        private Status {
            requireNonNull(status, "status is null");
            reason = reason == null ? "" : reason;
        }
    }

    private Answer status(Call call) {
        Status status = call.authorisedJson(Status.class, Action.CHANGE_PERMIT);
        PermitState state = Arrays.stream(PermitState.values()).filter(value -> value.word().equals(status.status())).findFirst()
                .orElseThrow(() -> Problem.invalid("status must be active, suspended or revoked."));
        return Answer.json(200, views.permit(change.change(call.caller(), call.parameter("id"), state, status.reason())));
    }
}
