package pt.arquipelago.catalog.service;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import pt.arquipelago.catalog.description.DescriptionShapes;
import pt.arquipelago.catalog.description.HealthDcatApMapper;
import pt.arquipelago.catalog.description.release8.Release8Mapper;
import pt.arquipelago.catalog.service.config.CatalogConfig;
import pt.arquipelago.catalog.service.intake.DescriptionIntake;
import pt.arquipelago.catalog.service.intake.Publisher;
import pt.arquipelago.catalog.service.store.CatalogGraph;
import pt.arquipelago.catalog.service.store.DatasetStore;
import pt.arquipelago.catalog.service.web.CatalogRouter;

/** A running catalogue: everything is put together here, by hand. */
public final class Catalog implements AutoCloseable {
    private static final int LONGEST_REQUEST_LINE = 32 * 1024;
    private static final int LONGEST_HEADERS = 32 * 1024;
    private static final int SECONDS = 30;

    private final CatalogConfig config;
    private final Vertx vertx;
    private final DatasetStore store;
    private final HttpServer server;

    private Catalog(CatalogConfig config, Vertx vertx, DatasetStore store, HttpServer server) {
        this.config = config;
        this.vertx = vertx;
        this.store = store;
        this.server = server;
    }

    /** Opens the store and the port; returns when both are open. */
    public static Catalog start(CatalogConfig config, Clock clock) {
        requireNonNull(config, "config is null");
        requireNonNull(clock, "clock is null");
        HealthDcatApMapper mapper = new Release8Mapper();
        DatasetStore store = new DatasetStore(config.state(), mapper, new CatalogGraph(config), clock);
        DescriptionIntake intake = new DescriptionIntake(config.base(), new Publisher(config.nodes(), clock), DescriptionShapes.release8NonPublic(), mapper, store, clock);
        Vertx vertx = Vertx.vertx();
        try {
            HttpServer server = await(vertx.createHttpServer(new HttpServerOptions().setHost(config.address().host()).setPort(config.address().port())
                            .setMaxInitialLineLength(LONGEST_REQUEST_LINE).setMaxHeaderSize(LONGEST_HEADERS).setHttp2ClearTextEnabled(false).setIdleTimeout(60))
                    .requestHandler(CatalogRouter.create(vertx, config, store, intake)).listen());
            return new Catalog(config, vertx, store, server);
        } catch (RuntimeException e) {
            await(vertx.close());
            store.close();
            throw e;
        }
    }

    public int port() {
        return server.actualPort();
    }

    /** Where it listens, which behind a proxy is not its base. */
    public String address() {
        return "http://" + config.address().host() + ":" + port();
    }

    public int datasets() {
        return store.list().size();
    }

    @Override
    public void close() {
        await(vertx.close());
        store.close();
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(SECONDS, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("It took more than " + SECONDS + " seconds", e);
        }
    }
}
