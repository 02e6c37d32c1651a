package pt.arquipelago.catalog.service.web;

import static java.util.Objects.requireNonNull;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import pt.arquipelago.policies.signature.CanonicalJson;

/** A whole answer, made away from the event loop. What was answered well to GET gets an ETag of its own bytes. */
record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {
    private static final int TAG_LENGTH = 24;

    Reply {
        requireNonNull(contentType, "contentType is null");
        requireNonNull(body, "body is null");
        headers = Map.copyOf(headers);
    }

    static Reply ok(MediaType type, byte[] body) {
        return new Reply(200, type.header(), body, Map.of("Vary", "Accept"));
    }

    static Reply html(int status, String page) {
        return new Reply(status, MediaType.HTML.header(), page.getBytes(StandardCharsets.UTF_8), Map.of("Vary", "Accept, Accept-Language"));
    }

    Reply modified(Instant at) {
        return with("Last-Modified", HttpDate.of(at));
    }

    Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, contentType, body, more);
    }

    void send(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        headers.forEach(response::putHeader);
        boolean reads = context.request().method().equals(HttpMethod.GET) || context.request().method().equals(HttpMethod.HEAD);
        if (status == 200 && reads) {
            String tag = '"' + CanonicalJson.digest(body).substring("sha256:".length(), "sha256:".length() + TAG_LENGTH) + '"';
            response.putHeader("ETag", tag).putHeader("Cache-Control", "no-cache");
            if (known(context, tag)) {
                response.setStatusCode(304).end();
                return;
            }
        }
        response.setStatusCode(status);
        if (status != 204) {
            response.putHeader("Content-Type", contentType).putHeader("Content-Length", Integer.toString(body.length));
        }
        if (context.request().method().equals(HttpMethod.HEAD) || status == 204) {
            response.end();
        } else {
            response.end(Buffer.buffer(body));
        }
    }

    /** If-None-Match decides alone where it is given (RFC 9110, 13.2.2). */
    private boolean known(RoutingContext context, String tag) {
        String ifNoneMatch = context.request().getHeader("If-None-Match");
        return ifNoneMatch != null ? known(ifNoneMatch, tag) : HttpDate.notAfter(headers.get("Last-Modified"), context.request().getHeader("If-Modified-Since"));
    }

    static boolean known(String ifNoneMatch, String tag) {
        return ifNoneMatch != null && Arrays.stream(ifNoneMatch.split(",")).map(String::strip)
                .anyMatch(known -> known.equals("*") || known.equals(tag) || known.equals("W/" + tag));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reply that && status == that.status && contentType.equals(that.contentType) && Arrays.equals(body, that.body) && headers.equals(that.headers);
    }

    @Override
    public int hashCode() {
        return 31 * status + Arrays.hashCode(body);
    }

    @Override
    public String toString() {
        return "Reply[" + status + " " + contentType + ", " + body.length + " bytes]";
    }
}
