package pt.arquipelago.catalog.service.web;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCTerms;
import pt.arquipelago.catalog.service.view.ResourceView;
import pt.arquipelago.catalog.service.view.ResourceView.Link;
import pt.arquipelago.catalog.service.view.Words;

/** Answers for a resource of the catalogue itself in every form: the same graph as RDF, and as a page that carries it. */
final class Resources {
    static final List<MediaType> FORMS = List.of(MediaType.TURTLE, MediaType.HTML, MediaType.JSON_LD, MediaType.RDF_XML, MediaType.N_TRIPLES);
    private static final List<Property> NAMING = List.of(DCTerms.title, FOAF.name);
    private static final int SECONDS = 30;
    private static final Map<MediaType, String> NAMES = Map.of(MediaType.TURTLE, "Turtle", MediaType.JSON_LD, "JSON-LD", MediaType.RDF_XML, "RDF/XML", MediaType.N_TRIPLES, "N-Triples");

    private final String path;
    private final Pages pages;
    private final Exchange exchange;
    private final WorkerExecutor workers;

    /** @param path of the site's root as the browser sees it */
    Resources(String path, Pages pages, Exchange exchange, WorkerExecutor workers) {
        this.path = requireNonNull(path, "path is null");
        this.pages = requireNonNull(pages, "pages is null");
        this.exchange = requireNonNull(exchange, "exchange is null");
        this.workers = requireNonNull(workers, "workers is null");
    }

    /**
     * A thing with an address.
     *
     * @param key its words are {@code resource.{key}.title} and {@code resource.{key}.about}
     * @param schemaType its type at schema.org
     */
    record About(String iri, String key, String schemaType, Optional<Instant> modified, Map<String, String> headers) {}

    /** Lays the page out, given what it must carry: the thing in the terms of schema.org and of the graph, as JSON-LD. */
    @FunctionalInterface
    interface Layout {
        String page(String schemaJson, String dcatJson);
    }

    void serve(RoutingContext context, About about, Supplier<Model> graph) {
        serve(context, about, graph, Optional.empty());
    }

    void serve(RoutingContext context, About about, Supplier<Model> graph, Layout layout) {
        serve(context, about, graph, Optional.of(layout));
    }

    /** {@code ?format=ttl} and the like choose a form in a browser, which cannot set Accept. */
    private void serve(RoutingContext context, About about, Supplier<Model> graph, Optional<Layout> layout) {
        Optional<String> extension = context.queryParam("format").stream().findFirst();
        Optional<MediaType> form = extension.isPresent() ? MediaType.ofExtension(extension.get()).filter(FORMS::contains)
                : Negotiation.choose(context.request().getHeader("Accept"), FORMS);
        if (form.isEmpty()) {
            exchange.fail(context, Failure.notAcceptable(FORMS));
            return;
        }
        exchange.serve(context, workers, SECONDS, () -> {
            Model model = graph.get();
            Reply reply = form.get() == MediaType.HTML ? page(context, about, model, layout) : Reply.ok(form.get(), RdfText.write(model, form.get()));
            for (Map.Entry<String, String> header : about.headers().entrySet()) {
                reply = reply.with(header.getKey(), header.getValue());
            }
            return about.modified().isPresent() ? reply.modified(about.modified().get()) : reply;
        });
    }

    private Reply page(RoutingContext context, About about, Model model, Optional<Layout> layout) {
        Words words = pages.words(context);
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("@context", "https://schema.org/").put("@type", about.schemaType()).put("@id", about.iri())
                .put("url", about.iri()).put("name", name(about, model, words)).put("inLanguage", words.language());
        String schemaJson = SchemaOrg.inPage(schema.toPrettyString());
        String dcatJson = SchemaOrg.inPage(RdfText.text(model, MediaType.JSON_LD));
        return Reply.html(200, layout.map(own -> own.page(schemaJson, dcatJson)).orElseGet(() -> pages.resource(context, view(about, model, words), schemaJson, dcatJson)));
    }

    /** As the graph itself names the thing, in the language of the page; what it does not name is called what kind of thing it is. */
    private static String name(About about, Model model, Words words) {
        Resource thing = model.createResource(about.iri());
        return NAMING.stream().map(property -> Optional.ofNullable(thing.getProperty(property, words.language())).or(() -> Optional.ofNullable(thing.getProperty(property))))
                .flatMap(Optional::stream).filter(said -> said.getObject().isLiteral()).map(Statement::getString).findFirst()
                .orElseGet(() -> words.get("resource." + about.key() + ".title"));
    }

    private ResourceView view(About about, Model model, Words words) {
        List<Link> formats = Stream.of(MediaType.TURTLE, MediaType.JSON_LD, MediaType.RDF_XML, MediaType.N_TRIPLES)
                .map(type -> new Link(NAMES.get(type), "?format=" + type.extension())).toList();
        return ResourcePage.view(model, about.iri(), words.get("resource." + about.key() + ".title"), words.get("resource." + about.key() + ".about"), formats,
                List.of(new Link(words.get("site.datasets"), path + "/datasets"), new Link(words.get("site.variables"), path + "/variables"), new Link("/catalog", path + "/catalog"),
                        new Link("/profiles", path + "/profiles"), new Link("/openapi.json", path + "/openapi.json"), new Link("/changes", path + "/changes")));
    }
}
