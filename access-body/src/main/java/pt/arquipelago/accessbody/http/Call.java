package pt.arquipelago.accessbody.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;

import pt.arquipelago.accessbody.access.Action;
import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.access.Caller;
import pt.arquipelago.accessbody.account.Session;
import pt.arquipelago.accessbody.json.Json;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import static java.util.Objects.requireNonNull;

/** One request, as endpoints see it. */
public final class Call {
    private final RoutingContext context;
    private final Caller caller;
    private final Optional<Session> session;

    Call(RoutingContext context, Optional<Session> session) {
        this.context = requireNonNull(context, "context is null");
        this.session = requireNonNull(session, "session is null");
        this.caller = session.map(found -> Caller.of(found.account())).orElseGet(Caller::nobody);
    }

    public Caller caller() {
        return caller;
    }

    public Optional<Session> session() {
        return session;
    }

    public String method() {
        return context.request().method().name();
    }

    public String path() {
        return context.request().path();
    }

    /** Path and query as they were sent, which nodes sign. */
    public String target() {
        return context.request().uri();
    }

    public String parameter(String name) {
        return requireNonNull(context.pathParam(name), name + " is no part of this path");
    }

    public Optional<String> query(String name) {
        return context.queryParam(name).stream().findFirst();
    }

    /** All values of what may stand in an address again and again. */
    public List<String> queries(String name) {
        return context.queryParam(name);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(context.request().getHeader(name));
    }

    /** A field of a form sent by a page. */
    public Optional<String> field(String name) {
        return Optional.ofNullable(context.request().getFormAttribute(name));
    }

    /** All values of a field, such as ticked boxes. */
    public List<String> fields(String name) {
        return context.request().formAttributes().getAll(name);
    }

    public Optional<String> cookie(String name) {
        return Optional.ofNullable(context.request().getCookie(name)).map(Cookie::getValue);
    }

    public String clientAddress() {
        return context.request().remoteAddress() == null ? "unknown" : context.request().remoteAddress().hostAddress();
    }

    public byte[] body() {
        Buffer buffer = context.body().buffer();
        return buffer == null ? new byte[0] : buffer.getBytes();
    }

    /** {@link #json} for those who may do the action only: others learn nothing of what the body should look like. */
    public <T> T authorisedJson(Class<T> type, Action action) {
        Authorisation.require(caller, action);
        return json(type);
    }

    /** @throws Problem {@code input.malformed}, naming the member and the line, never its value */
    public <T> T json(Class<T> type) {
        try {
            T value = Json.parse(body(), type);
            if (value == null) {
                throw new Problem(ProblemCode.MALFORMED, "The body is empty; JSON is expected.");
            }
            return value;
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof Problem problem) {
                throw problem;
            }
            throw new Problem(ProblemCode.MALFORMED, "The body's member " + member(e) + " is missing, unknown or of the wrong kind.");
        } catch (JsonProcessingException e) {
            throw new Problem(ProblemCode.MALFORMED, "The body is no JSON: line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr() + ".");
        } catch (IOException e) {
            throw new Problem(ProblemCode.MALFORMED);
        }
    }

    private static String member(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "(the whole)" : path;
    }
}
