package pt.arquipelago.catalog.service.web;

import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** The style sheet and the mark; nothing else is loaded by a page. */
final class Assets {
    private static final Map<String, String> TYPES = Map.of("arquipelago.css", "text/css; charset=utf-8", "mark.svg", "image/svg+xml");

    void addTo(Router router) {
        TYPES.forEach((name, type) -> {
            Reply reply = new Reply(200, type, read(name), Map.of());
            router.get("/assets/" + name).handler(reply::send);
            router.head("/assets/" + name).handler(reply::send);
        });
    }

    private static byte[] read(String name) {
        try (InputStream in = Objects.requireNonNull(Assets.class.getResourceAsStream("/assets/" + name), name + " is missing")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
