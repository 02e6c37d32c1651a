package pt.arquipelago.catalog.service.web;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.riot.Lang;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.service.intake.NotAccepted;
import pt.arquipelago.catalog.service.intake.Validation;
import pt.arquipelago.catalog.service.view.ValidateView;

/** {@code POST /validate}: any RDF of anyone, checked and not kept; and a page to paste it into. */
final class ValidateRoutes {
    private static final List<MediaType> REPORTS = List.of(MediaType.JSON, MediaType.HTML, MediaType.TURTLE, MediaType.JSON_LD, MediaType.RDF_XML, MediaType.N_TRIPLES);
    private static final Map<String, Lang> SYNTAXES = Map.of("text/turtle", Lang.TURTLE, "application/ld+json", Lang.JSONLD, "application/rdf+xml", Lang.RDFXML,
            "application/n-triples", Lang.NTRIPLES);
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int SECONDS = 30;
    private static final int EXCERPT = 200;

    private final Validation validation;
    private final Pages pages;
    private final Exchange exchange;
    private final WorkerExecutor workers;

    ValidateRoutes(Validation validation, Pages pages, Exchange exchange, WorkerExecutor workers) {
        this.validation = requireNonNull(validation, "validation is null");
        this.pages = requireNonNull(pages, "pages is null");
        this.exchange = requireNonNull(exchange, "exchange is null");
        this.workers = requireNonNull(workers, "workers is null");
    }

    void addTo(Router router) {
        router.get("/validate").handler(this::page);
        router.head("/validate").handler(this::page);
        router.post("/validate").handler(this::check);
    }

    private void page(RoutingContext context) {
        exchange.serve(context, workers, SECONDS, () -> Reply.html(200, pages.validate(context, new ValidateView("", "", "dataset", Optional.empty(), Optional.empty()))));
    }

    private void check(RoutingContext context) {
        Optional<MediaType> form = Negotiation.choose(context.request().getHeader("Accept"), REPORTS);
        if (form.isEmpty()) {
            exchange.fail(context, Failure.notAcceptable(REPORTS));
            return;
        }
        exchange.serve(context, workers, SECONDS, () -> form.get() == MediaType.HTML ? onPage(context) : answer(context, form.get()));
    }

    private Reply answer(RoutingContext context, MediaType form) {
        Validation.Report report = report(context, text(context), syntax(context));
        if (form != MediaType.JSON) {
            return Reply.ok(form, RdfText.write(report.rules().report(), form));
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("conforms", report.rules().conforms()).put("profile", report.profile()).put("statements", report.statements());
        ArrayNode findings = json.putArray("findings");
        report.rules().findings().forEach(finding -> Failure.add(findings.addObject(), finding));
        ArrayNode advice = json.putArray("advice");
        report.advice().forEach(finding -> Failure.add(advice.addObject(), finding));
        return Reply.ok(MediaType.JSON, json.toPrettyString().getBytes(StandardCharsets.UTF_8));
    }

    private Reply onPage(RoutingContext context) {
        String text = new String(text(context), StandardCharsets.UTF_8);
        String syntax = Optional.ofNullable(context.request().getFormAttribute("syntax")).orElse("");
        try {
            Validation.Report report = report(context, text(context), syntax(context));
            return Reply.html(200, pages.validate(context, new ValidateView(text, syntax, report.profile(),
                    Optional.of(new ValidateView.Report(report.rules().conforms(), report.statements(), report.rules().findings(), report.advice())), Optional.empty())));
        } catch (NotAccepted e) {
            return Reply.html(e.reason().status(), pages.validate(context, new ValidateView(text, syntax, profile(context), Optional.empty(),
                    Optional.of(pages.words(context).get(e.detail()) + " " + pages.words(context).get(e.remedy())))));
        }
    }

    private Validation.Report report(RoutingContext context, byte[] text, Lang syntax) {
        return validation.check(profile(context), text, syntax).orElseThrow(() -> new Exchange.NotServed(Failure.of(400, "bad-request",
                new LocalText("Não há perfil com esse nome.", "There is no profile of that name."),
                new LocalText("Dê profile=dataset, catalog ou fdp, ou não o dê.", "Give profile=dataset, catalog or fdp, or leave it out."))));
    }

    private static String profile(RoutingContext context) {
        return Optional.ofNullable(context.request().getFormAttribute("profile")).or(() -> context.queryParam("profile").stream().findFirst()).orElse("dataset");
    }

    private static byte[] text(RoutingContext context) {
        if (isForm(context)) {
            return Optional.ofNullable(context.request().getFormAttribute("text")).orElse("").getBytes(StandardCharsets.UTF_8);
        }
        return Optional.ofNullable(context.body().buffer()).map(buffer -> buffer.getBytes()).orElse(new byte[0]);
    }

    /** By Content-Type, or for a form by what is chosen, or by how the text begins. */
    private static Lang syntax(RoutingContext context) {
        String type = isForm(context) ? Optional.ofNullable(context.request().getFormAttribute("syntax")).orElse("") : contentType(context);
        if (isForm(context) && type.isEmpty()) {
            return guess(new String(text(context), StandardCharsets.UTF_8).strip());
        }
        String shown = type.length() <= EXCERPT ? type : type.substring(0, EXCERPT) + "…";
        String known = String.join(", ", SYNTAXES.keySet().stream().sorted().toList());
        return Optional.ofNullable(SYNTAXES.get(type)).orElseThrow(() -> new Exchange.NotServed(Failure.of(415, "description.type",
                new LocalText("'" + shown + "' não é uma sintaxe de RDF que aqui se leia.", "'" + shown + "' is not a syntax of RDF that is read here."),
                new LocalText("Envie " + known + ".", "Send " + known + "."))));
    }

    private static Lang guess(String text) {
        if (text.startsWith("{") || text.matches("(?s)\\[\\s*[\\[{].*")) {
            return Lang.JSONLD;
        }
        return text.startsWith("<?xml") || text.startsWith("<rdf:RDF") || text.startsWith("<!") ? Lang.RDFXML : Lang.TURTLE;
    }

    private static boolean isForm(RoutingContext context) {
        return contentType(context).equals(FORM);
    }

    private static String contentType(RoutingContext context) {
        return Optional.ofNullable(context.request().getHeader("Content-Type")).orElse("").split(";")[0].strip().toLowerCase(java.util.Locale.ROOT);
    }
}
