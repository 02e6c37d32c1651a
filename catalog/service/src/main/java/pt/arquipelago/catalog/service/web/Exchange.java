package pt.arquipelago.catalog.service.web;

import static java.util.Objects.requireNonNull;

import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.service.intake.NotAccepted;
import pt.arquipelago.catalog.service.query.QueryRefused;

/** Runs what makes an answer on a worker, and turns whatever goes wrong into one: a page for browsers, problem+json for everyone else. */
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final List<MediaType> OF_FAILURES = List.of(MediaType.JSON, MediaType.HTML);

    private final Pages pages;

    Exchange(Pages pages) {
        this.pages = requireNonNull(pages, "pages is null");
    }

    /** @param seconds after which the caller is told that it took too long, whatever the worker does */
    void serve(RoutingContext context, WorkerExecutor workers, int seconds, Callable<Reply> answer) {
        workers.executeBlocking(answer, false).timeout(seconds, TimeUnit.SECONDS)
                .onSuccess(reply -> reply.send(context))
                .onFailure(failure -> fail(context, failure));
    }

    /** What writes an answer bit by bit, on a worker. */
    @FunctionalInterface
    interface Body {
        void write(OutputStream out) throws IOException;
    }

    /** Sends an answer as it is made. Once it has begun, a failure can only break it off, which the reader sees. */
    void stream(RoutingContext context, WorkerExecutor workers, Map<String, String> headers, String tag, Body body) {
        HttpServerResponse response = context.response();
        headers.forEach(response::putHeader);
        String known = context.request().getHeader("If-None-Match");
        if (known != null ? Reply.known(known, tag) : HttpDate.notAfter(headers.get("Last-Modified"), context.request().getHeader("If-Modified-Since"))) {
            response.setStatusCode(304).end();
        } else if (context.request().method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.setChunked(true);
            workers.executeBlocking(() -> {
                ResponseStream out = new ResponseStream(response);
                body.write(out);
                out.close();
                return null;
            }, false).onFailure(failure -> {
                LOG.warn("An answer was broken off: {}", failure.toString());
                context.request().connection().close();
            });
        }
    }

    void fail(RoutingContext context, Throwable cause) {
        if (cause instanceof NotAccepted notAccepted && wantsTurtle(context) && notAccepted.conformance().isPresent()) {
            byte[] report = RdfText.write(notAccepted.conformance().get().report(), MediaType.TURTLE);
            new Reply(notAccepted.reason().status(), MediaType.TURTLE.header(), report, java.util.Map.of("Vary", "Accept")).send(context);
            return;
        }
        fail(context, failure(cause));
    }

    void fail(RoutingContext context, Failure failure) {
        boolean reads = !List.of("PUT", "DELETE").contains(context.request().method().name());
        boolean page = reads && Negotiation.choose(context.request().getHeader("Accept"), OF_FAILURES).filter(MediaType.HTML::equals).isPresent();
        (page ? Reply.html(failure.status(), pages.failure(context, failure)) : failure.reply()).send(context);
    }

    private static boolean wantsTurtle(RoutingContext context) {
        Optional<MediaType> chosen = Negotiation.choose(context.request().getHeader("Accept"), List.of(MediaType.JSON, MediaType.TURTLE));
        return chosen.filter(MediaType.TURTLE::equals).isPresent();
    }

    private static Failure failure(Throwable cause) {
        if (cause instanceof NotAccepted notAccepted) {
            return Failure.of(notAccepted);
        }
        if (cause instanceof QueryRefused refused) {
            return Failure.of(refused);
        }
        if (cause instanceof NotServed notServed) {
            return notServed.failure();
        }
        if (cause instanceof TimeoutException) {
            return Failure.of(503, QueryRefused.Reason.TIME_LIMIT.code(), new LocalText("Demorou mais do que este catálogo espera.", "It took longer than this catalogue waits."),
                    new LocalText("Peça menos.", "Ask for less."));
        }
        LOG.error("A request failed", cause);
        return Failure.internal();
    }

    /** Ends an answer under way with a failure. */
    static final class NotServed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Failure failure;

        NotServed(Failure failure) {
            super(failure.code());
            this.failure = failure;
        }

        Failure failure() {
            return failure;
        }
    }
}
