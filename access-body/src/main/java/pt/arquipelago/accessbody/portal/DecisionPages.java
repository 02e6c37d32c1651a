package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.Services;
import pt.arquipelago.accessbody.access.Action;
import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.application.Application;
import pt.arquipelago.accessbody.application.Decision;
import pt.arquipelago.accessbody.http.Answer;
import pt.arquipelago.accessbody.http.Call;
import pt.arquipelago.accessbody.http.Route;
import pt.arquipelago.accessbody.portal.view.ProblemView;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.policies.permit.Thresholds;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/** The decision on an application. The password that opens the key of permits is used once and shown to nobody, not even in a page sent back. */
final class DecisionPages {
    private final Pages pages;
    private final ProblemPages problems;
    private final Services services;

    DecisionPages(Pages pages, ProblemPages problems, Services services) {
        this.pages = requireNonNull(pages, "pages is null");
        this.problems = requireNonNull(problems, "problems is null");
        this.services = requireNonNull(services, "services is null");
    }

    List<Route> routes() {
        return List.of(Route.get("/applications/{id}/decision", this::form), Route.post("/applications/{id}/decision", this::decide));
    }

    private Answer form(Call call) {
        Authorisation.require(call.caller(), Action.DECIDE);
        Map<String, String> typed = new TreeMap<>(Map.of("reason", "", "conditions", "",
                "persons", String.valueOf(Thresholds.DEFAULT.persons()), "professionals", String.valueOf(Thresholds.DEFAULT.professionals())));
        return form(call, 200, typed, Map.of());
    }

    private Answer form(Call call, int status, Map<String, String> typed, Map<String, ProblemView> problem) {
        Application application = services.seeApplications().get(call.caller(), call.parameter("id"));
        typed.putIfAbsent("valid_days", String.valueOf(application.content().validDays()));
        Map<String, Object> shown = new HashMap<>(problem);
        shown.put("application", application);
        shown.put("typed", typed);
        shown.put("names", services.nodes());
        return pages.page(call, status, "applications", pages.words(call).with("decision.title", application.content().title()), "decision", shown);
    }

    private Answer decide(Call call) {
        Authorisation.require(call.caller(), Action.DECIDE);
        var form = new Form(call);
        try {
            services.decideApplication().decide(call.caller(), call.parameter("id"), decision(form));
            return Answer.seeOther("/applications/" + call.parameter("id"));
        } catch (Problem problem) {
            Map<String, String> typed = new TreeMap<>();
            List.of("reason", "conditions", "persons", "professionals", "valid_days").forEach(field -> typed.put(field, form.textOrEmpty(field)));
            return form(call, problem.code().status(), typed, Map.of("problem", problems.view(pages.words(call), problem)));
        }
    }

    private static Decision decision(Form form) {
        boolean permit = switch (form.textOrEmpty("decision")) {
            case "permit" -> true;
            case "refuse" -> false;
            default -> throw Problem.invalid("decision must be permit or refuse.");
        };
        try {
            return new Decision(permit, form.textOrEmpty("reason"), form.secret("keystore_password"), permit ? thresholds(form) : Optional.empty(),
                    permit ? form.number("valid_days") : Optional.empty(), form.lines("conditions"));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(e.getMessage() + ".");
        }
    }

    private static Optional<Thresholds> thresholds(Form form) {
        return Optional.of(new Thresholds(form.number("persons").orElse(Thresholds.DEFAULT.persons()), form.number("professionals").orElse(Thresholds.DEFAULT.professionals())));
    }
}
