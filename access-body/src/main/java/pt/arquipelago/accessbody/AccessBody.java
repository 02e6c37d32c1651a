package pt.arquipelago.accessbody;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import pt.arquipelago.accessbody.account.DemonstrationAccounts;
import pt.arquipelago.accessbody.api.ApiRoutes;
import pt.arquipelago.accessbody.config.AccessBodyConfig;
import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.accessbody.http.Authentication;
import pt.arquipelago.accessbody.http.Dispatcher;
import pt.arquipelago.accessbody.http.ProblemJson;
import pt.arquipelago.accessbody.http.WebServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static java.util.Objects.requireNonNull;

/**
 * The data access body's service, put together by hand: state, use cases ({@link Services}), and over them the API for
 * programs, the exchange with nodes and the portal for people.
 */
public final class AccessBody implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccessBody.class);
    private static final int WORKERS = 32;

    private final Vertx vertx;
    private final Database database;
    private final Services services;
    private final WebServer server;

    private AccessBody(Vertx vertx, Database database, Services services, WebServer server) {
        this.vertx = vertx;
        this.database = database;
        this.services = services;
        this.server = server;
    }

    /** @param environment where the passwords of keystores are, by the names that the settings give */
    public static AccessBody start(AccessBodyConfig config, Map<String, String> environment, Clock clock) {
        requireNonNull(config, "config is null");
        config.unsafe().forEach(setting -> LOG.warn("unsafe setting: {}", setting));
        createFolder(config);
        Database database = Database.open(config.state(), config.database().url());
        Vertx vertx = Vertx.vertx(new VertxOptions().setWorkerPoolSize(WORKERS));
        try {
            if (config.demo()) {
                DemonstrationAccounts.seed(database, config.state(), config.accounts(), clock);
            }
            Services services = Services.of(config, environment, database, clock);
            Router router = WebServer.router(vertx);
            Dispatcher dispatcher = new Dispatcher(new Authentication(services.sessions()));
            dispatcher.mount(router, ApiRoutes.of(services, database, clock), new ProblemJson());
            dispatcher.mount(router, services.nodeRoutes().routes(), new ProblemJson());
            WebServer server = WebServer.start(vertx, router, config.address().host(), config.address().port());
            services.start();
            LOG.info("access body listens on http://{}:{}", config.address().host(), server.port());
            return new AccessBody(vertx, database, services, server);
        } catch (RuntimeException e) {
            vertx.close();
            database.close();
            throw e;
        }
    }

    private static void createFolder(AccessBodyConfig config) {
        try {
            Files.createDirectories(config.state());
        } catch (IOException e) {
            throw new UncheckedIOException("the state folder " + config.state() + " cannot be made", e);
        }
    }

    public int port() {
        return server.port();
    }

    /** The use cases, for whoever sits in the same process. */
    public Services services() {
        return services;
    }

    @Override
    public void close() {
        services.stop();
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).exceptionally(error -> null).join();
        database.close();
    }
}
