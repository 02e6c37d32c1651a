package pt.arquipelago.accessbody.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;

import java.util.concurrent.TimeUnit;

import static java.util.Objects.requireNonNull;

/** The HTTP server: limits of size, headers on everything, and JSON for whatever no route answers. */
public final class WebServer implements AutoCloseable {
    private static final long BODY_LIMIT = 256 * 1024;
    private static final long PARTIAL_LIMIT = 64L * 1024 * 1024;
    /** A manifest travels in a header and holds the query with its code lists: as long as a signed message may be, and the rest. */
    private static final int HEADER_LIMIT = 320 * 1024;

    private final HttpServer server;

    private WebServer(HttpServer server) {
        this.server = server;
    }

    /** A router with everything but the routes. */
    public static Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.route().handler(context -> {
            SecurityHeaders.put(context.response().headers());
            context.next();
        });
        router.route("/node/v1/orders/:order/result").handler(BodyHandler.create(false).setBodyLimit(PARTIAL_LIMIT));
        router.route().handler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT));
        router.errorHandler(400, context -> answer(context, ProblemCode.MALFORMED));
        router.errorHandler(404, context -> answer(context, ProblemCode.NOT_FOUND));
        router.errorHandler(405, context -> answer(context, ProblemCode.METHOD_NOT_ALLOWED));
        router.errorHandler(413, context -> answer(context, ProblemCode.TOO_LARGE));
        router.errorHandler(500, context -> answer(context, ProblemCode.INTERNAL));
        return router;
    }

    public static WebServer start(Vertx vertx, Router router, String host, int port) {
        requireNonNull(host, "host is null");
        var options = new HttpServerOptions().setHost(host).setPort(port).setMaxHeaderSize(HEADER_LIMIT).setMaxInitialLineLength(8192);
        try {
            HttpServer server = vertx.createHttpServer(options).requestHandler(router).listen().toCompletionStage().toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            return new WebServer(server);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("cannot listen on " + host + ":" + port + ": choose another address.port", e);
        }
    }

    public int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).exceptionally(error -> null).join();
    }

    private static void answer(RoutingContext context, ProblemCode code) {
        SecurityHeaders.put(context.response().headers());
        Dispatcher.whole(context.response(), ProblemJson.of(new Problem(code), ""));
    }
}
