package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.http.Answer;
import pt.arquipelago.accessbody.http.Call;
import pt.arquipelago.accessbody.http.ProblemRenderer;
import pt.arquipelago.accessbody.http.Route;
import pt.arquipelago.accessbody.portal.view.ProblemView;
import pt.arquipelago.accessbody.portal.view.Words;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;

import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/** Problems as pages. Who is not signed in is shown the way in, and comes back to where they wanted to go. */
final class ProblemPages implements ProblemRenderer {
    private final Pages pages;

    ProblemPages(Pages pages) {
        this.pages = requireNonNull(pages, "pages is null");
    }

    /** After all other routes: addresses that people mistype. Programs' addresses are longer and keep their JSON. */
    List<Route> routes() {
        return List.of(Route.get("/{page}", ProblemPages::unknown), Route.get("/{page}/{part}", ProblemPages::unknown));
    }

    private static Answer unknown(Call call) {
        throw new Problem(ProblemCode.NOT_FOUND);
    }

    @Override
    public Answer.Whole render(Call call, Problem problem, String reference) {
        Words words = pages.words(call);
        if (problem.code() == ProblemCode.NOT_SIGNED_IN) {
            return signIn(call, problem, call.method().equals("GET") ? call.target() : "/", "");
        }
        ProblemView view = view(words, problem, reference);
        return pages.page(call, view.status(), "", view.title(), "failure", Map.of("problem", view));
    }

    /** @param next where to go after signing in, an address of ours */
    Answer.Whole signIn(Call call, Problem problem, String next, String user) {
        Words words = pages.words(call);
        ProblemView view = view(words, problem, "");
        return pages.page(call, view.status(), "sign-in", words.get("sign-in.title"), "signin", Map.of("problem", view, "next", next, "user", user));
    }

    ProblemView view(Words words, Problem problem) {
        return view(words, problem, "");
    }

    private static ProblemView view(Words words, Problem problem, String reference) {
        ProblemCode code = problem.code();
        String title = words.find("problem." + code.code()).orElse(code.title());
        String remedy = words.find("problem." + code.code() + ".remedy").orElse(code.remedy());
        String detail = problem.detail().equals(code.title() + ".") ? "" : problem.detail();
        return new ProblemView(code.status(), code.code(), title, detail, remedy, reference);
    }
}
