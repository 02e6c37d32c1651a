package pt.arquipelago.catalog.service.web;

import static java.util.Objects.requireNonNull;

import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import pt.arquipelago.catalog.service.search.Facet;
import pt.arquipelago.catalog.service.search.Search;
import pt.arquipelago.catalog.service.search.Selection;
import pt.arquipelago.catalog.service.store.PublishedDataset;
import pt.arquipelago.catalog.service.view.BasketView;
import pt.arquipelago.catalog.service.view.VariableView;
import pt.arquipelago.catalog.service.view.VariablesView;

/** Search for programs ({@code /search}), search for variables, and the basket that leads to an application. */
final class SearchRoutes {
    private static final List<MediaType> FORMS = List.of(MediaType.JSON, MediaType.HTML);
    private static final int SECONDS = 30;
    private static final int VARIABLES = 100;
    private static final int LARGEST_BASKET = 100;

    private final URI base;
    private final Search search;
    private final Pages pages;
    private final Exchange exchange;
    private final WorkerExecutor workers;

    SearchRoutes(URI base, Search search, Pages pages, Exchange exchange, WorkerExecutor workers) {
        this.base = requireNonNull(base, "base is null");
        this.search = requireNonNull(search, "search is null");
        this.pages = requireNonNull(pages, "pages is null");
        this.exchange = requireNonNull(exchange, "exchange is null");
        this.workers = requireNonNull(workers, "workers is null");
    }

    void addTo(Router router) {
        Reply description = Reply.ok(MediaType.JSON, openApi());
        router.get("/openapi.json").handler(description::send);
        router.head("/openapi.json").handler(description::send);
        router.get("/search").handler(this::datasets);
        router.head("/search").handler(this::datasets);
        router.get("/variables").handler(this::variables);
        router.head("/variables").handler(this::variables);
        router.get("/variables/:name").handler(this::variable);
        router.head("/variables/:name").handler(this::variable);
        router.get("/basket").handler(this::basket);
        router.head("/basket").handler(this::basket);
    }

    private void datasets(RoutingContext context) {
        exchange.serve(context, workers, SECONDS, () -> {
            Selection selection = Choices.selection(context);
            return Reply.ok(MediaType.JSON, SearchJson.datasets(search.find(selection), HarvestRoutes.page(context)));
        });
    }

    /** One variable in all datasets that hold it. */
    private void variable(RoutingContext context) {
        Optional<MediaType> form = Negotiation.choose(context.request().getHeader("Accept"), FORMS);
        if (form.isEmpty()) {
            exchange.fail(context, Failure.notAcceptable(FORMS));
            return;
        }
        exchange.serve(context, workers, SECONDS, () -> {
            String name = context.pathParam("name");
            VariableView view = VariableView.of(name, search.find(new Selection("", Map.of(Facet.VARIABLE, name))).datasets());
            if (view.held().isEmpty()) {
                throw new Exchange.NotServed(Failure.notFound());
            }
            return form.get() == MediaType.HTML ? Reply.html(200, pages.variable(context, view)) : Reply.ok(MediaType.JSON, SearchJson.variable(view));
        });
    }

    private void variables(RoutingContext context) {
        Optional<MediaType> form = Negotiation.choose(context.request().getHeader("Accept"), FORMS);
        if (form.isEmpty()) {
            exchange.fail(context, Failure.notAcceptable(FORMS));
            return;
        }
        exchange.serve(context, workers, SECONDS, () -> {
            String words = Choices.parameter(context, "q").orElse("");
            Optional<String> nuts = Choices.parameter(context, "nuts");
            List<Search.VariableHits> found = search.variables(words, nuts);
            List<Search.VariableHits> shown = found.subList(0, Math.min(VARIABLES, found.size()));
            return form.get() == MediaType.HTML ? Reply.html(200, pages.variables(context, new VariablesView(words, nuts.orElse(""), shown, found.size())))
                    : Reply.ok(MediaType.JSON, SearchJson.variables(shown, found.size()));
        });
    }

    /** What is in it stands in its address ({@code ?at=node/table}, again and again), so nothing need be remembered about anyone. */
    private void basket(RoutingContext context) {
        exchange.serve(context, workers, SECONDS, () -> {
            List<PublishedDataset> chosen = context.queryParam("at").stream().distinct().limit(LARGEST_BASKET).filter(at -> at.matches("[a-z0-9-]{2,40}/[a-z][a-z0-9_]{0,63}"))
                    .map(at -> search.dataset(URI.create(base + "/datasets/" + at))).flatMap(Optional::stream).toList();
            Map<URI, List<PublishedDataset>> byBody = new LinkedHashMap<>();
            chosen.forEach(entry -> byBody.computeIfAbsent(entry.description().access().applyAt(), address -> new ArrayList<>()).add(entry));
            List<BasketView.Application> applications = byBody.entrySet().stream().map(entry -> new BasketView.Application(
                    pages.words(context).get(entry.getValue().get(0).description().parties().accessBody().name()), address(entry.getKey(), entry.getValue()), entry.getValue().size())).toList();
            return Reply.html(200, pages.basket(context, new BasketView(chosen, applications)));
        });
    }

    private static String address(URI applyAt, List<PublishedDataset> datasets) {
        String named = datasets.stream().map(entry -> Pages.query(Map.of("dataset", entry.iri().toString()))).collect(java.util.stream.Collectors.joining("&"));
        return applyAt + (applyAt.getQuery() == null ? "?" : "&") + named;
    }

    private static byte[] openApi() {
        try (InputStream in = Objects.requireNonNull(SearchRoutes.class.getResourceAsStream("openapi.json"), "openapi.json is missing")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
