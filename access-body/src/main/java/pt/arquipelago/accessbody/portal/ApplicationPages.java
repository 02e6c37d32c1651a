package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.Services;
import pt.arquipelago.accessbody.access.Action;
import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.account.Account;
import pt.arquipelago.accessbody.application.Application;
import pt.arquipelago.accessbody.application.ApplicationContent;
import pt.arquipelago.accessbody.application.ApplicationState;
import pt.arquipelago.accessbody.application.AssessApplication;
import pt.arquipelago.accessbody.http.Answer;
import pt.arquipelago.accessbody.http.Call;
import pt.arquipelago.accessbody.http.Route;
import pt.arquipelago.accessbody.portal.view.DatasetView;
import pt.arquipelago.accessbody.portal.view.TableChoice;
import pt.arquipelago.accessbody.portal.view.Words;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;
import pt.arquipelago.policies.permit.ApplicantKind;
import pt.arquipelago.policies.permit.Basis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import static java.util.Objects.requireNonNull;

/** Applications as the applicant writes them and as the body reads them; the case handler's steps. */
final class ApplicationPages {
    private final Pages pages;
    private final ProblemPages problems;
    private final Services services;
    private final DatasetViews datasets;

    ApplicationPages(Pages pages, ProblemPages problems, Services services) {
        this.pages = requireNonNull(pages, "pages is null");
        this.problems = requireNonNull(problems, "problems is null");
        this.services = requireNonNull(services, "services is null");
        this.datasets = new DatasetViews(services.nodes());
    }

    List<Route> routes() {
        return List.of(
                Route.get("/applications", this::list),
                Route.get("/applications/new", this::form),
                Route.post("/applications", this::submit),
                Route.get("/applications/{id}", this::application),
                Route.get("/applications/{id}/edit", this::edit),
                Route.post("/applications/{id}/submission", this::submitAgain),
                Route.post("/applications/{id}/withdrawal", this::withdraw),
                Route.post("/applications/{id}/assessment", this::assess));
    }

    private Answer list(Call call) {
        return pages.page(call, "applications", "applications.title", "applications", Map.of("applications", services.seeApplications().list(call.caller())));
    }

    private Answer application(Call call) {
        Application application = services.seeApplications().get(call.caller(), call.parameter("id"));
        return pages.page(call, 200, "applications", application.content().title(), "application",
                Map.of("application", application, "steps", steps(application), "names", services.nodes()));
    }

    /** The steps that a case handler may take from here. */
    private static List<ApplicationState> steps(Application application) {
        return Arrays.stream(ApplicationState.values())
                .filter(state -> AssessApplication.STEPS.contains(state) && application.state().next().contains(state)).toList();
    }

    private Answer form(Call call) {
        Account applicant = Authorisation.require(call.caller(), Action.APPLY);
        Map<String, String> typed = new HashMap<>(new ApplicationForm(call).typed());
        typed.put("organisation", applicant.organisation());
        typed.put("kind", ApplicantKind.PRIVATE.code());
        typed.put("basis", Basis.ART68.code());
        typed.put("article", "53(1)(e)");
        typed.put("valid_days", String.valueOf(ApplicationContent.DEFAULT_DAYS));
        Basket basket = Basket.of(call, services.catalog().datasets());
        return form(call, 200, typed, ApplicationForm.choices(known(call), basket), basket.isEmpty() ? Map.of() : Map.of("brought", basket.chosen().size(), "unknown", basket.unknown()));
    }

    private Answer form(Call call, int status, Map<String, String> typed, List<TableChoice> tables, Map<String, Object> more) {
        Map<String, Object> shown = new HashMap<>(more);
        shown.put("typed", typed);
        shown.put("tables", tables);
        return pages.page(call, status, "applications", pages.words(call).get("apply.title"), "apply", shown);
    }

    private List<DatasetView> known(Call call) {
        Words words = pages.words(call);
        return services.catalog().datasets().stream().map(dataset -> datasets.of(dataset, words)).toList();
    }

    /** What was found incomplete, with everything it said, to be completed and handed in again. */
    private Answer edit(Call call) {
        Authorisation.require(call.caller(), Action.APPLY);
        Application application = services.seeApplications().get(call.caller(), call.parameter("id"));
        if (!application.state().next().contains(ApplicationState.SUBMITTED)) {
            throw new Problem(ProblemCode.WRONG_STATE);
        }
        return form(call, 200, ApplicationForm.typed(application.content()), ApplicationForm.choices(known(call), application.content()), again(application.id()));
    }

    private static Map<String, Object> again(String id) {
        return Map.of("address", "/applications/" + id + "/submission");
    }

    private Answer submitAgain(Call call) {
        Authorisation.require(call.caller(), Action.APPLY);
        String id = call.parameter("id");
        return handIn(call, again(id), content -> services.submitApplication().submit(call.caller(), id, Optional.of(content)));
    }

    private Answer submit(Call call) {
        Authorisation.require(call.caller(), Action.APPLY);
        return handIn(call, Map.of(), content -> services.submitApplication().submit(call.caller(), content));
    }

    private Answer handIn(Call call, Map<String, Object> more, Function<ApplicationContent, Application> submission) {
        var form = new ApplicationForm(call);
        try {
            return Answer.seeOther("/applications/" + submission.apply(form.content(services.catalog().datasets())).id());
        } catch (Problem problem) {
            Map<String, Object> shown = new HashMap<>(more);
            shown.put("problem", problems.view(pages.words(call), problem));
            return form(call, problem.code().status(), form.typed(), form.choices(known(call)), shown);
        }
    }

    private Answer withdraw(Call call) {
        services.submitApplication().withdraw(call.caller(), call.parameter("id"), new Form(call).textOrEmpty("reason"));
        return Answer.seeOther("/applications/" + call.parameter("id"));
    }

    private Answer assess(Call call) {
        Authorisation.require(call.caller(), Action.ASSESS);
        String step = new Form(call).textOrEmpty("step");
        ApplicationState state = Arrays.stream(ApplicationState.values()).filter(value -> value.word().equals(step)).findFirst()
                .orElseThrow(() -> Problem.invalid("step must be incomplete, assessment, extended or fee_estimated."));
        services.assessApplication().step(call.caller(), call.parameter("id"), state, new Form(call).textOrEmpty("reason"));
        return Answer.seeOther("/applications/" + call.parameter("id"));
    }
}
