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
import pt.arquipelago.accessbody.http.Route;
import pt.arquipelago.accessbody.http.WebServer;
import pt.arquipelago.accessbody.portal.Portal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import static java.util.Objects.requireNonNull;

/**
 * The data access body's service, put together by hand: state, use cases ({@link Services}), and over them the API for
 * programs, the exchange with nodes and the portal for people.
 */
public final class AccessBody implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccessBody.class);
    private static final int WORKERS = 32;
    private static final Duration HOLD = Duration.ofSeconds(25);

    private final Vertx vertx;
    private final Database database;
    private final Services services;
    private final WebServer server;
    private final List<Route> apiRoutes;
    private final AtomicBoolean closed = new AtomicBoolean();

    private AccessBody(Vertx vertx, Database database, Services services, WebServer server, List<Route> apiRoutes) {
        this.vertx = vertx;
        this.database = database;
        this.services = services;
        this.server = server;
        this.apiRoutes = List.copyOf(apiRoutes);
    }

    /** @param environment where the passwords of keystores are, by the names that the settings give */
    public static AccessBody start(AccessBodyConfig config, Map<String, String> environment, Clock clock) {
        return start(config, environment, clock, HOLD);
    }

    /** @param hold how long the poll of a node is held while there is nothing for it */
    static AccessBody start(AccessBodyConfig config, Map<String, String> environment, Clock clock, Duration hold) {
        requireNonNull(config, "config is null");
        config.unsafe().forEach(setting -> LOG.warn("unsafe setting: {}", setting));
        createFolder(config);
        Database database = Database.open(config.state(), config.database(), environment);
        Vertx vertx = Vertx.vertx(new VertxOptions().setWorkerPoolSize(WORKERS));
        try {
            if (config.demo()) {
                DemonstrationAccounts.seed(database, config.state(), config.accounts(), clock);
            }
            Services services = Services.of(config, environment, database, clock, hold);
            Router router = WebServer.router(vertx);
            Dispatcher dispatcher = new Dispatcher(new Authentication(services.sessions()));
            List<Route> api = new ArrayList<>(ApiRoutes.of(services, database, clock));
            api.addAll(services.nodeRoutes().routes());
            dispatcher.mount(router, api, new ProblemJson());
            Portal portal = new Portal(services, config.demo(), clock);
            dispatcher.mount(router, portal.routes(), portal.problems());
            WebServer server = WebServer.start(vertx, router, config.address().host(), config.address().port());
            services.start();
            LOG.info("access body listens on http://{}:{}", config.address().host(), server.port());
            return new AccessBody(vertx, database, services, server, api);
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

    /** Every route for programs: the API and the exchange with nodes. */
    public List<Route> apiRoutes() {
        return apiRoutes;
    }

    /** The use cases, for whoever sits in the same process. */
    public Services services() {
        return services;
    }

    /** Once; a second call does nothing. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        services.stop();
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).exceptionally(error -> null).join();
        database.close();
    }
}
