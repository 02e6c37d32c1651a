package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.http.Answer;
import pt.arquipelago.accessbody.http.Call;
import pt.arquipelago.accessbody.http.Route;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/** Style sheets, the one script of our own, htmx and Vega: a closed list, read once from the class path. */
final class Assets {
    private static final String WEBJARS = "/META-INF/resources/webjars/";

    private final Map<String, Answer.Whole> files = Map.of(
            "arquipelago.css", file("text/css; charset=utf-8", "assets/arquipelago.css"),
            "portal.css", file("text/css; charset=utf-8", "assets/portal.css"),
            "mark.svg", file("image/svg+xml", "assets/mark.svg"),
            "portal.js", file("text/javascript; charset=utf-8", "assets/portal.js"),
            "htmx.js", file("text/javascript; charset=utf-8", WEBJARS + "htmx.org/2.0.10/dist/htmx.min.js"),
            "vega.js", file("text/javascript; charset=utf-8", WEBJARS + "vega/5.32.0/vega.min.js"),
            "vega-lite.js", file("text/javascript; charset=utf-8", WEBJARS + "vega-lite/5.23.0/vega-lite.min.js"),
            "vega-embed.js", file("text/javascript; charset=utf-8", WEBJARS + "vega-embed/6.29.0/vega-embed.min.js"));

    List<Route> routes() {
        return List.of(Route.get("/assets/{file}", this::asset));
    }

    private Answer asset(Call call) {
        Authorisation.open(call.caller());
        Answer.Whole file = files.get(call.parameter("file"));
        if (file == null) {
            throw new Problem(ProblemCode.NOT_FOUND);
        }
        return file;
    }

    private static Answer.Whole file(String contentType, String resource) {
        try (InputStream in = requireNonNull(Assets.class.getResourceAsStream(resource), resource + " is missing")) {
            return Answer.bytes(contentType, in.readAllBytes()).with("Cache-Control", "public, max-age=3600");
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
