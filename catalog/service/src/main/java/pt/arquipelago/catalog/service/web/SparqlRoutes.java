package pt.arquipelago.catalog.service.web;

import static java.util.Objects.requireNonNull;

import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.service.query.QueryAnswer;
import pt.arquipelago.catalog.service.query.QueryRefused;
import pt.arquipelago.catalog.service.query.QueryRefused.Reason;
import pt.arquipelago.catalog.service.query.SparqlDoor;

/** SPARQL 1.1 Protocol, queries only; for browsers the same address is a page. */
final class SparqlRoutes {
    private static final List<String> ELSEWHERE = List.of("default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri");
    private static final int GRACE = 3;

    private final SparqlDoor door;
    private final SparqlPage page;
    private final Pages pages;
    private final Exchange exchange;
    private final WorkerExecutor workers;
    private final int seconds;

    SparqlRoutes(SparqlDoor door, SparqlPage page, Pages pages, Exchange exchange, WorkerExecutor workers, int querySeconds) {
        this.door = requireNonNull(door, "door is null");
        this.page = requireNonNull(page, "page is null");
        this.pages = requireNonNull(pages, "pages is null");
        this.exchange = requireNonNull(exchange, "exchange is null");
        this.workers = requireNonNull(workers, "workers is null");
        this.seconds = querySeconds + GRACE;
    }

    void addTo(Router router) {
        router.get("/sparql").handler(this::serve);
        router.head("/sparql").handler(this::serve);
        router.post("/sparql").handler(this::serve);
    }

    private void serve(RoutingContext context) {
        Optional<MediaType> asked = Optional.ofNullable(context.request().getParam("format")).flatMap(MediaType::ofExtension);
        boolean wantsPage = asked.isEmpty() && Negotiation.choose(context.request().getHeader("Accept"), List.of(MediaType.SPARQL_JSON, MediaType.HTML)).filter(MediaType.HTML::equals).isPresent();
        exchange.serve(context, workers, seconds, () -> {
            if (wantsPage) {
                return Reply.html(200, pages.sparql(context, page.view(query(context), pages.words(context), () -> answer(context))))
                        .with("Content-Security-Policy", CatalogRouter.POLICY + "; script-src 'self'");
            }
            Reply reply = SparqlText.reply(answer(context), asked.map(MediaType::toString).orElse(context.request().getHeader("Accept")));
            return asked.isEmpty() ? reply : reply.with("Content-Disposition", "attachment; filename=\"sparql." + asked.get().extension() + "\"");
        });
    }

    private QueryAnswer answer(RoutingContext context) {
        if (Stream.concat(context.queryParams().names().stream(), context.request().formAttributes().names().stream()).anyMatch(ELSEWHERE::contains)) {
            throw QueryRefused.datasetClause("default-graph-uri", "named-graph-uri");
        }
        if (context.request().getFormAttribute("update") != null || isType(context, "application/sparql-update")) {
            throw QueryRefused.update();
        }
        return door.ask(query(context).orElseThrow(() -> new QueryRefused(Reason.MISSING, new LocalText("Não há consulta.", "There is no query."),
                new LocalText("GET com ?query=, ou POST de um formulário com 'query', ou POST de application/sparql-query.", "GET with ?query=, or POST a form with 'query', or POST application/sparql-query."))));
    }

    private static Optional<String> query(RoutingContext context) {
        if (isType(context, "application/sparql-query")) {
            return Optional.ofNullable(context.body().asString("UTF-8"));
        }
        return Stream.of(context.queryParams().get("query"), context.request().getFormAttribute("query"))
                .filter(text -> text != null && !text.isBlank()).findFirst();
    }

    private static boolean isType(RoutingContext context, String type) {
        return Optional.ofNullable(context.request().getHeader("Content-Type")).filter(header -> header.split(";")[0].strip().equalsIgnoreCase(type)).isPresent();
    }
}
