package pt.arquipelago.accessbody.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import pt.arquipelago.accessbody.account.Session;
import pt.arquipelago.accessbody.database.Ids;
import pt.arquipelago.accessbody.problem.FaultTrace;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Between the network and the endpoints: who calls, what is answered, and that no answer leaves that was made without
 * a check of authorisation.
 */
public final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Authentication authentication;

    public Dispatcher(Authentication authentication) {
        this.authentication = requireNonNull(authentication, "authentication is null");
    }

    public void mount(Router router, List<Route> routes, ProblemRenderer renderer) {
        for (Route route : routes) {
            router.route(HttpMethod.valueOf(route.method()), route.vertxPath()).blockingHandler(context -> handle(context, route, renderer), false);
        }
    }

    private void handle(RoutingContext context, Route route, ProblemRenderer renderer) {
        Call call = new Call(context, Optional.empty());
        try {
            Optional<Session> session = nodeRoute(route) ? Optional.empty() : authentication.session(context);
            call = new Call(context, session);
            Answer answer = route.endpoint().handle(call);
            write(context, call, answer, renderer);
        } catch (RuntimeException e) {
            write(context, call, failure(call, e, renderer), renderer);
        }
    }

    /** Nodes sign each request with their own key, in the same header. */
    private static boolean nodeRoute(Route route) {
        return route.path().startsWith("/node/");
    }

    private void write(RoutingContext context, Call call, Answer answer, ProblemRenderer renderer) {
        if (answer instanceof Answer.Later later) {
            Context vertx = context.vertx().getOrCreateContext();
            later.answer().whenComplete((value, error) -> vertx.runOnContext(none ->
                    write(context, call, error == null ? value : failure(call, error, renderer), renderer)));
        } else if (answer instanceof Answer.Events events) {
            if (call.caller().checked()) {
                events.writer().accept(ResponseEvents.open(context));
            } else {
                whole(context.response(), denial(call, renderer));
            }
        } else if (answer instanceof Answer.Whole whole) {
            whole(context.response(), whole.status() < 400 && !call.caller().checked() ? denial(call, renderer) : whole);
        }
    }

    private static Answer.Whole denial(Call call, ProblemRenderer renderer) {
        LOG.error("{} {} answered without a check of authorisation", call.method(), call.path());
        return renderer.render(call, new Problem(ProblemCode.NOT_CHECKED), "");
    }

    private static Answer.Whole failure(Call call, Throwable error, ProblemRenderer renderer) {
        Throwable cause = error instanceof java.util.concurrent.CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof Problem problem) {
            return renderer.render(call, problem, "");
        }
        String reference = Ids.next("e");
        LOG.error("{} {} failed ({}): {}", call.method(), call.path(), reference, FaultTrace.of(cause));
        return renderer.render(call, new Problem(ProblemCode.INTERNAL, "Something failed; the log has it under " + reference + "."), reference);
    }

    static void whole(HttpServerResponse response, Answer.Whole answer) {
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.status());
        if (!answer.contentType().isEmpty()) {
            response.putHeader("Content-Type", answer.contentType());
        }
        answer.headers().forEach(response::putHeader);
        response.end(Buffer.buffer(answer.body()));
    }
}
