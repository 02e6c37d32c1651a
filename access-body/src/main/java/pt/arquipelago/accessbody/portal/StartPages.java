package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.account.Session;
import pt.arquipelago.accessbody.account.Sessions;
import pt.arquipelago.accessbody.account.SignIn;
import pt.arquipelago.accessbody.http.Answer;
import pt.arquipelago.accessbody.http.Authentication;
import pt.arquipelago.accessbody.http.Call;
import pt.arquipelago.accessbody.http.Route;
import pt.arquipelago.accessbody.problem.Problem;

import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/** The start page, and the way in and out. */
final class StartPages {
    private final Pages pages;
    private final ProblemPages problems;
    private final SignIn signIn;
    private final Sessions sessions;

    StartPages(Pages pages, ProblemPages problems, SignIn signIn, Sessions sessions) {
        this.pages = requireNonNull(pages, "pages is null");
        this.problems = requireNonNull(problems, "problems is null");
        this.signIn = requireNonNull(signIn, "signIn is null");
        this.sessions = requireNonNull(sessions, "sessions is null");
    }

    List<Route> routes() {
        return List.of(
                Route.get("/", this::start),
                Route.get("/sign-in", this::form),
                Route.post("/sign-in", this::signIn),
                Route.post("/sign-out", this::signOut));
    }

    private Answer start(Call call) {
        Authorisation.open(call.caller());
        String basket = Basket.query(call);
        if (!basket.isEmpty()) {
            return Answer.seeOther("/applications/new?" + basket);
        }
        return pages.page(call, "start", "start.title", "start", Map.of());
    }

    private Answer form(Call call) {
        Authorisation.open(call.caller());
        return pages.page(call, "sign-in", "sign-in.title", "signin", Map.of("next", ours(call.query("next").orElse("/")), "user", ""));
    }

    private Answer signIn(Call call) {
        Authorisation.open(call.caller());
        String next = ours(call.field("next").orElse("/"));
        String user = call.field("user").orElse("").strip();
        try {
            Session session = signIn.signIn(user, call.field("password").orElse("").toCharArray(), call.clientAddress());
            return Answer.seeOther(next).with("Set-Cookie", Authentication.cookie(session));
        } catch (Problem problem) {
            return problems.signIn(call, problem, next, user);
        }
    }

    private Answer signOut(Call call) {
        Authorisation.signedIn(call.caller());
        call.session().ifPresent(session -> sessions.close(session.token()));
        return Answer.seeOther("/").with("Set-Cookie", Authentication.noCookie());
    }

    /** Only a path on this site: nobody is sent elsewhere by a link to the sign-in page. */
    static String ours(String next) {
        return next.matches("/[A-Za-z0-9][A-Za-z0-9/._?=&%:+-]*") ? next : "/";
    }
}
