package pt.arquipelago.catalog.service.web;

import static java.util.Objects.requireNonNull;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.RDF;
import pt.arquipelago.catalog.service.store.DatasetStore;
import pt.arquipelago.catalog.service.store.PublishedDataset;
import pt.arquipelago.catalog.service.view.GroupView;
import pt.arquipelago.catalog.service.view.Timeline;

/** An institution ({@code /holders/uls-coimbra}) or a system ({@code /systems/dem}) with its datasets. */
final class GroupRoutes {
    private static final String SEVERAL = DCAT.NS + "inSeries";

    private final URI base;
    private final DatasetStore store;
    private final Pages pages;
    private final Resources resources;
    private final Exchange exchange;

    GroupRoutes(URI base, DatasetStore store, Pages pages, Resources resources, Exchange exchange) {
        this.base = requireNonNull(base, "base is null");
        this.store = requireNonNull(store, "store is null");
        this.pages = requireNonNull(pages, "pages is null");
        this.resources = requireNonNull(resources, "resources is null");
        this.exchange = requireNonNull(exchange, "exchange is null");
    }

    void addTo(Router router) {
        router.get("/systems/:name").handler(this::system);
        router.head("/systems/:name").handler(this::system);
        router.get("/holders/:name").handler(this::holder);
        router.head("/holders/:name").handler(this::holder);
    }

    private void system(RoutingContext context) {
        String name = context.pathParam("name");
        answer(context, "system", base + "/systems/" + name, "DataCatalog", entry -> entry.description().classification().system().toLowerCase(Locale.ROOT).equals(name),
                datasets -> series(base + "/systems/" + name, datasets), datasets -> datasets.get(0).description().classification().system());
    }

    private void holder(RoutingContext context) {
        String name = context.pathParam("name");
        answer(context, "holder", base + "/holders/" + name, "Organization", entry -> entry.description().key().node().equals(name),
                datasets -> organisation(base + "/holders/" + name, datasets), datasets -> pages.words(context).get(datasets.get(0).description().parties().custodian().name()));
    }

    private interface Graph {
        Model of(List<PublishedDataset> datasets);
    }

    private interface Name {
        String of(List<PublishedDataset> datasets);
    }

    private void answer(RoutingContext context, String kind, String iri, String schemaType, Predicate<PublishedDataset> belongs, Graph graph, Name name) {
        List<PublishedDataset> datasets = store.list().stream().filter(belongs).toList();
        if (datasets.isEmpty()) {
            exchange.fail(context, Failure.notFound());
            return;
        }
        Resources.About about = new Resources.About(iri, kind, schemaType,
                datasets.stream().map(PublishedDataset::received).max(java.util.Comparator.naturalOrder()), Map.of());
        resources.serve(context, about, () -> graph.of(datasets), (schema, dcat) -> pages.group(context, new GroupView(kind, name.of(datasets),
                kind.equals("holder") ? Optional.of(datasets.get(0).description().parties().custodian().contact()) : Optional.empty(), datasets,
                Timeline.of(datasets, pages.words(context))), schema, dcat));
    }

    /** The series as the store has it, with its datasets. */
    private Model series(String iri, List<PublishedDataset> datasets) {
        Model whole = store.graph(datasets.subList(0, 1));
        Model model = ModelFactory.createDefaultModel();
        model.setNsPrefixes(whole.getNsPrefixMap());
        model.add(whole.listStatements(whole.createResource(iri), null, (RDFNode) null));
        datasets.forEach(entry -> model.createResource(entry.iri().toString()).addProperty(model.createProperty(SEVERAL), model.createResource(iri)));
        return model;
    }

    /** The institution as its first dataset describes its holder. */
    private Model organisation(String iri, List<PublishedDataset> datasets) {
        Model whole = store.graph(datasets.subList(0, 1));
        Model model = ModelFactory.createDefaultModel();
        model.setNsPrefixes(whole.getNsPrefixMap());
        Resource holder = model.createResource(iri);
        whole.createResource(datasets.get(0).iri() + "#custodian").listProperties().forEachRemaining(statement -> {
            holder.addProperty(statement.getPredicate(), statement.getObject());
            if (statement.getObject().isURIResource() && statement.getObject().asResource().getURI().startsWith(datasets.get(0).iri() + "#")) {
                model.add(statement.getObject().asResource().listProperties());
            }
        });
        datasets.forEach(entry -> holder.addProperty(FOAF.made, model.createResource(entry.iri().toString()).addProperty(RDF.type, DCAT.Dataset)));
        return model;
    }
}
