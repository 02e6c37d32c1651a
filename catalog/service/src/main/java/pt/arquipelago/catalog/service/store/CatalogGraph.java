package pt.arquipelago.catalog.service.store;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.service.config.CatalogConfig;

/** The catalogue's description of itself: dcat:Catalog, its publisher, its services, and a record of each dataset. */
public final class CatalogGraph {
    private static final String EU = "http://publications.europa.eu/resource/authority/";
    private static final Property LEGISLATION = ResourceFactory.createProperty("http://data.europa.eu/r5r/applicableLegislation");
    private static final Resource REGULATION = ResourceFactory.createResource("http://data.europa.eu/eli/reg/2025/327/oj");
    private static final Resource LEGAL_RESOURCE = ResourceFactory.createResource("http://data.europa.eu/eli/ontology#LegalResource");
    private static final Property VERSION = ResourceFactory.createProperty(DCAT.NS + "version");
    private static final Property CHANGES = ResourceFactory.createProperty("urn:arquipelago:terms:changes");
    private static final Property IN_SERIES = ResourceFactory.createProperty(DCAT.NS + "inSeries");
    private static final Resource SERIES = ResourceFactory.createResource(DCAT.NS + "DatasetSeries");
    private static final Property ENDPOINT = ResourceFactory.createProperty(DCAT.NS + "endpointURL");
    /** What changes while the catalogue runs; all else of its own description follows from the settings. */
    private static final Set<Property> GROWING = Set.of(DCAT.dataset, DCAT.record, CHANGES, DCTerms.issued, DCTerms.modified);

    private final CatalogConfig config;

    public CatalogGraph(CatalogConfig config) {
        this.config = requireNonNull(config, "config is null");
    }

    public String iri() {
        return config.base() + "/catalog";
    }

    /** The graph of what was harvested from a source. */
    String foreign(String source) {
        return config.base() + "/elsewhere/" + source;
    }

    private static Resource record(Model model, URI dataset) {
        return model.createResource(dataset + "#record");
    }

    /** How many changes the store has committed. */
    long changes(Model own) {
        return Optional.ofNullable(own.getProperty(own.createResource(iri()), CHANGES)).map(Statement::getLong).orElse(0L);
    }

    void changes(Model own, long number, Instant at) {
        own.createResource(iri()).removeAll(CHANGES).addLiteral(CHANGES, number)
                .removeAll(DCTerms.modified).addProperty(DCTerms.modified, at.toString(), XSDDatatype.XSDdateTime);
    }

    Instant opened(Model own) {
        return Instant.parse(own.getRequiredProperty(own.createResource(iri()), DCTerms.issued).getString());
    }

    Instant modified(Model own) {
        return Instant.parse(own.getRequiredProperty(own.createResource(iri()), DCTerms.modified).getString());
    }

    /** When a version of a dataset came, as its record says. */
    Optional<Instant> received(Model own, URI dataset) {
        return text(own, dataset, DCTerms.modified).map(Instant::parse);
    }

    Optional<Instant> first(Model own, URI dataset) {
        return text(own, dataset, DCTerms.issued).map(Instant::parse);
    }

    Optional<Integer> version(Model own, URI dataset) {
        return text(own, dataset, VERSION).map(Integer::valueOf);
    }

    private static Optional<String> text(Model own, URI dataset, Property property) {
        return Optional.ofNullable(own.getProperty(record(own, dataset), property)).map(Statement::getString);
    }

    /** Writes the catalogue's own part anew, for settings may have changed; what it says of datasets stays. */
    void renew(Model own, Instant now) {
        Resource catalog = own.createResource(iri());
        if (!catalog.hasProperty(DCTerms.issued)) {
            catalog.addProperty(DCTerms.issued, now.toString(), XSDDatatype.XSDdateTime).addProperty(DCTerms.modified, now.toString(), XSDDatatype.XSDdateTime);
        }
        List<Statement> old = own.listStatements(own.createResource(iri()), null, (RDFNode) null)
                .filterDrop(statement -> GROWING.contains(statement.getPredicate())).toList();
        own.remove(old);
        List.of("#publisher", "#sparql").forEach(part -> own.remove(own.listStatements(own.createResource(iri() + part), null, (RDFNode) null).toList()));
        own.add(fixed());
    }

    /** The catalogue without its datasets, as its own graph has it now. */
    Model head(Model own) {
        Model model = fixed();
        own.listStatements(own.createResource(iri()), null, (RDFNode) null)
                .filterKeep(statement -> Set.of(DCTerms.issued, DCTerms.modified).contains(statement.getPredicate())).forEachRemaining(model::add);
        return model;
    }

    private Model fixed() {
        Model model = ModelFactory.createDefaultModel();
        prefixes(model);
        Resource catalog = model.createResource(iri()).addProperty(RDF.type, DCAT.Catalog)
                .addProperty(DCTerms.identifier, iri())
                .addProperty(DCTerms.publisher, publisher(model))
                .addProperty(LEGISLATION, model.createResource(REGULATION.getURI()).addProperty(RDF.type, LEGAL_RESOURCE))
                .addProperty(DCTerms.license, model.createResource(config.licence().iri()).addProperty(RDF.type, DCTerms.LicenseDocument))
                .addProperty(DCAT.themeTaxonomy, model.createResource(EU + "data-theme"))
                .addProperty(DCTerms.language, model.createResource(EU + "language/POR"))
                .addProperty(DCTerms.language, model.createResource(EU + "language/ENG"))
                .addProperty(FOAF.homepage, model.createResource(config.base() + "/datasets").addProperty(RDF.type, FOAF.Document));
        text(catalog, DCTerms.title, config.title());
        text(catalog, DCTerms.description, config.description());
        catalog.addProperty(model.createProperty(DCAT.NS + "service"), sparql(model));
        return model;
    }

    private Resource sparql(Model model) {
        Resource service = model.createResource(iri() + "#sparql").addProperty(RDF.type, DCAT.DataService)
                .addProperty(ENDPOINT, model.createResource(config.base() + "/sparql"))
                .addProperty(DCTerms.conformsTo, model.createResource("http://www.w3.org/TR/sparql11-protocol/").addProperty(RDF.type, DCTerms.Standard))
                .addProperty(LEGISLATION, REGULATION)
                .addProperty(DCTerms.publisher, model.createResource(iri() + "#publisher"));
        text(service, DCTerms.title, new LocalText("Consulta do catálogo em SPARQL", "The catalogue in SPARQL"));
        return service;
    }

    static void prefixes(Model model) {
        model.setNsPrefix("dcat", DCAT.NS).setNsPrefix("dct", DCTerms.NS).setNsPrefix("foaf", FOAF.NS).setNsPrefix("dcatap", "http://data.europa.eu/r5r/")
                .setNsPrefix("xsd", "http://www.w3.org/2001/XMLSchema#");
        FdpTerms.prefixes(model);
    }

    /** Puts the record of a dataset in place of the one before; what stays is not touched. */
    void enter(Model own, PublishedDataset entry) {
        become(own, entry.iri(), recordOf(entry).add(link(entry)));
    }

    /** Takes out what the catalogue says of a dataset. */
    void strike(Model own, URI dataset) {
        become(own, dataset, ModelFactory.createDefaultModel());
    }

    private void become(Model own, URI dataset, Model wanted) {
        Model had = ModelFactory.createDefaultModel();
        List.of("", "#record", "#identifier", "#distributions").forEach(part -> had.add(own.listStatements(own.createResource(dataset + part), null, (RDFNode) null)));
        List<Resource> series = had.listObjectsOfProperty(IN_SERIES).mapWith(RDFNode::asResource).toList();
        series.forEach(one -> had.add(own.listStatements(one, null, (RDFNode) null)));
        had.add(own.listStatements(own.createResource(iri()), DCAT.dataset, own.createResource(dataset.toString())));
        had.add(own.listStatements(own.createResource(iri()), DCAT.record, record(own, dataset)));
        own.add(wanted.difference(had));
        Model gone = had.difference(wanted);
        series.stream().filter(one -> !wanted.contains(null, IN_SERIES, one)).forEach(one -> {
            own.removeAll(own.createResource(dataset.toString()), IN_SERIES, one);
            if (own.contains(null, IN_SERIES, one)) {
                gone.removeAll(one, null, null);
            }
        });
        own.remove(gone);
    }

    /** That the dataset is in the catalogue. */
    Model link(PublishedDataset entry) {
        Model model = ModelFactory.createDefaultModel();
        model.createResource(iri()).addProperty(DCAT.dataset, model.createResource(entry.iri().toString())).addProperty(DCAT.record, record(model, entry.iri()));
        return model;
    }

    /** What the catalogue says of the description, not the dataset: when it came, which version it is, and what it keeps to. */
    Model recordOf(PublishedDataset entry) {
        Model model = ModelFactory.createDefaultModel();
        prefixes(model);
        Resource dataset = model.createResource(entry.iri().toString()).addProperty(IN_SERIES, series(model, entry.description().classification().system()));
        FdpTerms.record(dataset, entry.first(), entry.received());
        FdpTerms.container(dataset, "distributions", "Distributions", DCAT.distribution).addProperty(FdpTerms.CONTAINS, model.createResource(entry.iri() + "#distribution"));
        record(model, entry.iri()).addProperty(RDF.type, DCAT.CatalogRecord)
                .addProperty(FOAF.primaryTopic, model.createResource(entry.iri().toString()))
                .addProperty(DCTerms.identifier, entry.iri() + "#record")
                .addProperty(DCTerms.conformsTo, model.createResource(config.base() + "/profiles/dataset").addProperty(RDF.type, DCTerms.Standard))
                .addProperty(DCTerms.issued, entry.first().toString(), XSDDatatype.XSDdateTime)
                .addProperty(DCTerms.modified, entry.received().toString(), XSDDatatype.XSDdateTime)
                .addProperty(VERSION, Integer.toString(entry.version()));
        return model;
    }

    /** All institutions' datasets of one source system. */
    private Resource series(Model model, String system) {
        Resource series = model.createResource(config.base() + "/systems/" + system.toLowerCase(Locale.ROOT)).addProperty(RDF.type, SERIES)
                .addProperty(LEGISLATION, REGULATION);
        text(series, DCTerms.title, new LocalText(system + ": todas as instituições", system + ": all institutions"));
        text(series, DCTerms.description, new LocalText("Os conjuntos de dados do sistema " + system + ", um por instituição e tabela.",
                "The datasets of the system " + system + ", one for each institution and table."));
        return series;
    }

    private Resource publisher(Model model) {
        Resource publisher = model.createResource(iri() + "#publisher").addProperty(RDF.type, FOAF.Agent);
        text(publisher, FOAF.name, config.publisher());
        config.contact().email().ifPresent(address -> publisher.addProperty(FOAF.mbox, model.createResource("mailto:" + address)));
        config.contact().page().ifPresent(page -> publisher.addProperty(FOAF.homepage, model.createResource(page.toString())));
        return publisher;
    }

    static void text(Resource subject, Property property, LocalText text) {
        subject.addProperty(property, text.pt(), "pt").addProperty(property, text.en(), Locale.ENGLISH.getLanguage());
    }
}
