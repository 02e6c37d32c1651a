package pt.arquipelago.catalog.service.web;

import static java.util.Objects.requireNonNull;

import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import pt.arquipelago.catalog.service.config.CatalogConfig;
import pt.arquipelago.catalog.service.harvest.Harvests;
import pt.arquipelago.catalog.service.search.Search;
import pt.arquipelago.catalog.service.search.Selection;
import pt.arquipelago.catalog.service.store.DatasetStore;

/** The list of datasets, narrowed by words and choices: a page, plain JSON, or RDF in pages of whole datasets. */
final class CatalogRoutes {
    private static final int SECONDS = 60;

    private final CatalogConfig config;
    private final DatasetStore store;
    private final Search search;
    private final Harvests harvests;
    private final Pages pages;
    private final Exchange exchange;
    private final WorkerExecutor workers;

    CatalogRoutes(CatalogConfig config, DatasetStore store, Search search, Harvests harvests, Pages pages, Exchange exchange, WorkerExecutor workers) {
        this.config = requireNonNull(config, "config is null");
        this.store = requireNonNull(store, "store is null");
        this.search = requireNonNull(search, "search is null");
        this.harvests = requireNonNull(harvests, "harvests is null");
        this.pages = requireNonNull(pages, "pages is null");
        this.exchange = requireNonNull(exchange, "exchange is null");
        this.workers = requireNonNull(workers, "workers is null");
    }

    void addTo(Router router) {
        router.get("/datasets").handler(this::list);
        router.head("/datasets").handler(this::list);
    }

    private void list(RoutingContext context) {
        Optional<MediaType> form = Negotiation.choose(context.request().getHeader("Accept"), DatasetRoutes.FORMS);
        if (form.isEmpty()) {
            exchange.fail(context, Failure.notAcceptable(DatasetRoutes.FORMS));
            return;
        }
        exchange.serve(context, workers, SECONDS, () -> {
            Selection selection = Choices.selection(context);
            Search.Result result = search.find(selection);
            return switch (form.get()) {
                case JSON -> Reply.ok(MediaType.JSON, SummaryJson.list(result.datasets()));
                case HTML -> Reply.html(200, pages.list(context, new Choices(selection, result, pages.words(context), config.base().getPath()).view(HarvestRoutes.page(context)),
                        harvests.find(Choices.parameter(context, "q").orElse(""), Optional.empty()).size()));
                default -> Reply.ok(form.get(), RdfText.write(HydraPage.of(store, result.datasets(), config.base() + "/datasets", selection.parameters(), HarvestRoutes.page(context)), form.get()));
            };
        });
    }
}
