package pt.arquipelago.catalog.service;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pt.arquipelago.catalog.description.DescriptionShapes;
import pt.arquipelago.catalog.description.HealthDcatApMapper;
import pt.arquipelago.catalog.description.release8.Release8Mapper;
import pt.arquipelago.catalog.service.config.CatalogConfig;
import pt.arquipelago.catalog.service.harvest.Fetch;
import pt.arquipelago.catalog.service.harvest.HarvestReport;
import pt.arquipelago.catalog.service.harvest.Harvests;
import pt.arquipelago.catalog.service.intake.DescriptionIntake;
import pt.arquipelago.catalog.service.intake.DumpLoad;
import pt.arquipelago.catalog.service.intake.Publisher;
import pt.arquipelago.catalog.service.search.Search;
import pt.arquipelago.catalog.service.search.SearchIndex;
import pt.arquipelago.catalog.service.store.CatalogGraph;
import pt.arquipelago.catalog.service.store.DatasetStore;
import pt.arquipelago.catalog.service.web.CatalogRouter;

/** A running catalogue: everything is put together here, by hand. */
public final class Catalog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Catalog.class);
    private static final int LONGEST_REQUEST_LINE = 32 * 1024;
    private static final int LONGEST_HEADERS = 32 * 1024;
    private static final int SECONDS = 30;
    private static final Duration PAGE = Duration.ofSeconds(60);

    private final CatalogConfig config;
    private final Vertx vertx;
    private final DatasetStore store;
    private final SearchIndex index;
    private final Harvests harvests;
    private final HttpServer server;

    private Catalog(CatalogConfig config, Vertx vertx, DatasetStore store, SearchIndex index, Harvests harvests, HttpServer server) {
        this.config = config;
        this.vertx = vertx;
        this.store = store;
        this.index = index;
        this.harvests = harvests;
        this.server = server;
    }

    /** Opens the store and the port; returns when both are open. */
    public static Catalog start(CatalogConfig config, Clock clock) {
        requireNonNull(config, "config is null");
        requireNonNull(clock, "clock is null");
        HealthDcatApMapper mapper = new Release8Mapper();
        DatasetStore store = new DatasetStore(config.state(), mapper, new CatalogGraph(config), clock);
        if (store.needsCompacting()) {
            LOG.info("Compacting the store, since many descriptions were replaced; with many datasets this takes a few minutes");
            store.compact();
        }
        DescriptionIntake intake = new DescriptionIntake(config.base(), new Publisher(config.nodes(), clock), DescriptionShapes.release8NonPublic(), mapper, store, clock);
        SearchIndex index = new SearchIndex(config.state().resolve("search"), store);
        store.watch(index);
        Harvests harvests = new Harvests(config, store, new Fetch(PAGE), clock);
        Vertx vertx = Vertx.vertx();
        try {
            HttpServer server = await(vertx.createHttpServer(new HttpServerOptions().setHost(config.address().host()).setPort(config.address().port())
                            .setMaxInitialLineLength(LONGEST_REQUEST_LINE).setMaxFormAttributeSize(config.limits().descriptionBytes()).setMaxHeaderSize(LONGEST_HEADERS).setHttp2ClearTextEnabled(false).setIdleTimeout(60))
                    .requestHandler(CatalogRouter.create(vertx, config, store, new Search(store, index), harvests, intake)).listen());
            config.index().ifPresent(address -> new IndexPing(address, config.base()).every(vertx));
            new HarvestSchedule(harvests).every(vertx);
            return new Catalog(config, vertx, store, index, harvests, server);
        } catch (RuntimeException e) {
            await(vertx.close());
            index.close();
            store.close();
            throw e;
        }
    }

    /**
     * Takes a dump into the store of a catalogue that does not run.
     *
     * @return how many datasets were taken
     * @throws pt.arquipelago.catalog.service.intake.NotAccepted at the first that is not as it must be
     */
    public static int load(CatalogConfig config, Clock clock, Path dump) {
        HealthDcatApMapper mapper = new Release8Mapper();
        try (DatasetStore store = new DatasetStore(config.state(), mapper, new CatalogGraph(config), clock)) {
            return new DumpLoad(config.base(), DescriptionShapes.release8NonPublic(), mapper, store, clock).load(dump);
        }
    }

    /** Compacts the store of a catalogue that does not run. */
    public static void compact(CatalogConfig config, Clock clock) {
        try (DatasetStore store = new DatasetStore(config.state(), new Release8Mapper(), new CatalogGraph(config), clock)) {
            store.compact();
        }
    }

    /**
     * Harvests other catalogues into the store of one that does not run.
     *
     * @param only the id of one; all that the settings name if it is absent
     */
    public static List<HarvestReport> harvest(CatalogConfig config, Clock clock, Optional<String> only) {
        return harvest(config, clock, only, PAGE);
    }

    static List<HarvestReport> harvest(CatalogConfig config, Clock clock, Optional<String> only, Duration patience) {
        try (DatasetStore store = new DatasetStore(config.state(), new Release8Mapper(), new CatalogGraph(config), clock); Harvests harvests = new Harvests(config, store, new Fetch(patience), clock)) {
            return config.sources().stream().filter(source -> only.isEmpty() || source.id().equals(only.get())).map(harvests::run).toList();
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
        harvests.close();
        await(vertx.close());
        index.close();
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
