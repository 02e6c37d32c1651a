package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.Services;
import pt.arquipelago.accessbody.access.Action;
import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.http.Answer;
import pt.arquipelago.accessbody.http.Call;
import pt.arquipelago.accessbody.http.Route;
import pt.arquipelago.accessbody.permit.IssuedPermit;
import pt.arquipelago.accessbody.permit.PermitState;
import pt.arquipelago.accessbody.portal.view.DatasetView;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.task.Task;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/** Permits as those whom they name see them, and as the body keeps them; suspending and revoking. */
final class PermitPages {
    private final Pages pages;
    private final Services services;
    private final Clock clock;
    private final DatasetViews views;

    PermitPages(Pages pages, Services services, Clock clock) {
        this.pages = requireNonNull(pages, "pages is null");
        this.services = requireNonNull(services, "services is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.views = new DatasetViews(services.nodes());
    }

    List<Route> routes() {
        return List.of(
                Route.get("/permits", this::list),
                Route.get("/permits/{id}", this::permit),
                Route.post("/permits/{id}/status", this::change));
    }

    private Answer list(Call call) {
        return pages.page(call, "permits", "permits.title", "permits", Map.of("permits", services.seePermits().list(call.caller()), "now", clock.instant()));
    }

    private Answer permit(Call call) {
        IssuedPermit permit = services.seePermits().get(call.caller(), call.parameter("id"));
        List<Task> asked = services.seeTasks().under(call.caller(), permit.id());
        return pages.page(call, 200, "permits", pages.words(call).with("permit.title", permit.id()), "permit",
                Map.of("permit", permit, "now", clock.instant(), "names", services.nodes(), "described", described(call, permit), "asked", asked,
                        "remaining", new Remaining(services.nodes(), pages.words(call)).of(asked)));
    }

    /** What the institutions ask for now; a catalogue that does not answer keeps nobody from seeing the permit. */
    private List<DatasetView> described(Call call, IssuedPermit permit) {
        try {
            var words = pages.words(call);
            return permit.claims().datasets().stream().flatMap(dataset -> services.catalog().dataset(dataset.node(), dataset.table()).stream()).map(dataset -> views.of(dataset, words)).toList();
        } catch (Problem e) {
            return List.of();
        }
    }

    private Answer change(Call call) {
        Authorisation.require(call.caller(), Action.CHANGE_PERMIT);
        String status = new Form(call).textOrEmpty("status");
        PermitState state = Arrays.stream(PermitState.values()).filter(value -> value.word().equals(status)).findFirst()
                .orElseThrow(() -> Problem.invalid("status must be active, suspended or revoked."));
        services.changePermit().change(call.caller(), call.parameter("id"), state, new Form(call).textOrEmpty("reason"));
        return Answer.seeOther("/permits/" + call.parameter("id"));
    }
}
