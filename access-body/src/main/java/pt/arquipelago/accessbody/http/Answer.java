package pt.arquipelago.accessbody.http;

import pt.arquipelago.accessbody.json.Json;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import static java.util.Objects.requireNonNull;

/** What an endpoint gives back; written only after the check of authorisation was seen. */
public sealed interface Answer {
    /** A whole answer. */
    record Whole(int status, String contentType, byte[] body, Map<String, String> headers) implements Answer {
        public Whole {
            requireNonNull(contentType, "contentType is null");
            requireNonNull(body, "body is null");
            headers = Map.copyOf(headers);
        }

        public Whole with(String header, String value) {
            var more = new LinkedHashMap<>(headers);
            more.put(header, value);
            return new Whole(status, contentType, body, more);
        }
    }

    /** An answer that is not there yet: a held request. */
    record Later(CompletionStage<Answer> answer) implements Answer {}

    /** Server-sent events until either side closes. */
    record Events(Consumer<EventStream> writer) implements Answer {}

    static Whole json(int status, Object value) {
        return new Whole(status, "application/json", Json.write(value).getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Whole html(int status, String page) {
        return new Whole(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Whole bytes(String contentType, byte[] body) {
        return new Whole(200, contentType, body, Map.of());
    }

    static Whole empty(int status) {
        return new Whole(status, "", new byte[0], Map.of());
    }

    /** 303: the browser asks for {@code location} with GET. */
    static Whole seeOther(String location) {
        return empty(303).with("Location", location);
    }
}
