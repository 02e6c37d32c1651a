package pt.arquipelago.catalog.service.web;

import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** The style sheet, the mark and the query editor: a closed list, read once from the class path; nothing else is loaded by a page. */
final class Assets {
    private static final String CSS = "text/css; charset=utf-8";
    private static final String JAVASCRIPT = "text/javascript; charset=utf-8";
    private static final String EDITOR = "/META-INF/resources/webjars/codemirror/5.65.20/";

    void addTo(Router router) {
        add(router, "arquipelago.css", CSS, "/assets/arquipelago.css");
        add(router, "catalogue.css", CSS, "/assets/catalogue.css");
        add(router, "mark.svg", "image/svg+xml", "/assets/mark.svg");
        add(router, "sparql.js", JAVASCRIPT, "/assets/sparql.js");
        add(router, "editor.css", CSS, EDITOR + "lib/codemirror.css");
        add(router, "editor-hint.css", CSS, EDITOR + "addon/hint/show-hint.css");
        add(router, "editor.js", JAVASCRIPT, EDITOR + "lib/codemirror.js");
        add(router, "editor-sparql.js", JAVASCRIPT, EDITOR + "mode/sparql/sparql.js");
        add(router, "editor-hint.js", JAVASCRIPT, EDITOR + "addon/hint/show-hint.js");
        add(router, "editor-brackets.js", JAVASCRIPT, EDITOR + "addon/edit/matchbrackets.js");
    }

    private static void add(Router router, String name, String type, String resource) {
        Reply reply = new Reply(200, type, read(resource), Map.of());
        router.get("/assets/" + name).handler(reply::send);
        router.head("/assets/" + name).handler(reply::send);
    }

    private static byte[] read(String resource) {
        try (InputStream in = Objects.requireNonNull(Assets.class.getResourceAsStream(resource), resource + " is missing")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
