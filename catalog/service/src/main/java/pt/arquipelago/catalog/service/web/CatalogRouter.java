package pt.arquipelago.catalog.service.web;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.service.config.CatalogConfig;
import pt.arquipelago.catalog.service.harvest.Harvests;
import pt.arquipelago.catalog.service.intake.DescriptionIntake;
import pt.arquipelago.catalog.service.intake.Validation;
import pt.arquipelago.catalog.service.query.SparqlDoor;
import pt.arquipelago.catalog.service.search.Search;
import pt.arquipelago.catalog.service.store.DatasetStore;
import pt.arquipelago.catalog.service.store.FairDataPoint;

/** All addresses of the catalogue, and what every answer carries. */
public final class CatalogRouter {
    /** Nothing inline, nothing from elsewhere, and no script but that of the query editor, whose page allows it. JSON-LD in a page is data, which script-src does not govern. */
    static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final int WORKERS = 4;
    private static final int DUMPS = 4;
    private static final Duration LONGEST_DUMP = Duration.ofHours(1);

    private CatalogRouter() {}

    public static Router create(Vertx vertx, CatalogConfig config, DatasetStore store, Search search, Harvests harvests, DescriptionIntake intake) {
        Pages pages = new Pages(config);
        Exchange exchange = new Exchange(pages);
        // Queries have workers of their own: a slow one keeps nobody from reading a page.
        WorkerExecutor readers = vertx.createSharedWorkerExecutor("catalog-reader", WORKERS);
        // So have dumps: they last as long as who reads them takes.
        WorkerExecutor dumps = vertx.createSharedWorkerExecutor("catalog-dump", DUMPS, LONGEST_DUMP.toMinutes(), TimeUnit.MINUTES);
        WorkerExecutor queries = vertx.createSharedWorkerExecutor("catalog-query", config.limits().queriesAtOnce() + 1);
        Router router = Router.router(vertx);
        router.route().handler(CatalogRouter::guard);
        router.route().handler(BodyHandler.create(false).setBodyLimit(config.limits().descriptionBytes()));
        router.get("/health").handler(context -> Reply.ok(MediaType.JSON, ("{\"status\":\"up\",\"datasets\":" + store.list().size() + "}").getBytes(StandardCharsets.UTF_8)).send(context));
        new Assets().addTo(router);
        FairDataPoint point = new FairDataPoint(config, store);
        Resources resources = new Resources(config.base().getPath(), pages, exchange, readers);
        new FdpRoutes(config.base(), point, new Profiles(), resources, exchange).addTo(router);
        new HarvestRoutes(config.base(), store, point, pages, resources, exchange, readers, dumps).addTo(router);
        new HistoryRoutes(config.base(), store, pages, resources, exchange, readers).addTo(router);
        new DatasetRoutes(config.base(), store, intake, pages, exchange, readers).addTo(router);
        new CatalogRoutes(config, store, search, harvests, pages, exchange, readers).addTo(router);
        new SearchRoutes(config.base(), search, pages, exchange, readers).addTo(router);
        new ElsewhereRoutes(harvests, pages, exchange, readers).addTo(router);
        new GroupRoutes(config.base(), store, pages, resources, exchange).addTo(router);
        new ValidateRoutes(new Validation(), pages, exchange, readers).addTo(router);
        new SparqlRoutes(new SparqlDoor(store.forQueries(), config.limits()), new SparqlPage(config.base().getPath(), new ExampleQueries(), new Vocabulary(store)), pages, exchange, queries,
                config.limits().querySeconds()).addTo(router);
        Map.of(404, Failure.notFound(),
                405, Failure.of(405, "method", new LocalText("Este endereço não responde a esse método.", "This address does not answer to that method."),
                        new LocalText("docs/catalogue.md traz os métodos.", "docs/catalogue.md lists the methods.")),
                413, Failure.of(413, "too-large", new LocalText("O corpo tem mais de " + config.limits().descriptionBytes() + " bytes.", "The body is larger than " + config.limits().descriptionBytes() + " bytes."),
                        new LocalText("Envie um mais pequeno.", "Send a smaller one.")),
                400, Failure.of(400, "bad-request", new LocalText("O pedido não se consegue ler.", "The request cannot be read."),
                        new LocalText("Corrija o endereço, os cabeçalhos ou o formulário.", "Mend its address, headers or form.")),
                500, Failure.internal())
                .forEach((status, failure) -> router.errorHandler(status, context -> exchange.fail(context, failure)));
        return router;
    }

    private static void guard(RoutingContext context) {
        HttpServerResponse response = context.response();
        response.putHeader("Content-Security-Policy", POLICY).putHeader("X-Content-Type-Options", "nosniff").putHeader("Referrer-Policy", "no-referrer");
        String method = context.request().method().name();
        if (method.equals("GET") || method.equals("HEAD") || method.equals("POST")) {
            // The catalogue is public and knows no cookies, so any page may read it.
            response.putHeader("Access-Control-Allow-Origin", "*").putHeader("Access-Control-Expose-Headers", "ETag, Last-Modified, Link, Location");
        } else if (method.equals("OPTIONS")) {
            response.putHeader("Access-Control-Allow-Origin", "*").putHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, OPTIONS")
                    .putHeader("Access-Control-Allow-Headers", "Accept, Accept-Language, Content-Type, If-None-Match, If-Modified-Since")
                    .putHeader("Access-Control-Max-Age", "86400").setStatusCode(204).end();
            return;
        }
        context.next();
    }
}
