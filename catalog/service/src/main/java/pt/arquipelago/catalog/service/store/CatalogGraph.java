package pt.arquipelago.catalog.service.store;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.service.config.CatalogConfig;

/** The catalogue's description of itself: dcat:Catalog, its publisher, and a record of each dataset. */
public final class CatalogGraph {
    private static final String EU = "http://publications.europa.eu/resource/authority/";
    private static final Property LEGISLATION = ResourceFactory.createProperty("http://data.europa.eu/r5r/applicableLegislation");
    private static final Resource REGULATION = ResourceFactory.createResource("http://data.europa.eu/eli/reg/2025/327/oj");
    private static final Resource LEGAL_RESOURCE = ResourceFactory.createResource("http://data.europa.eu/eli/ontology#LegalResource");

    private final CatalogConfig config;

    public CatalogGraph(CatalogConfig config) {
        this.config = requireNonNull(config, "config is null");
    }

    public String iri() {
        return config.base() + "/catalog";
    }

    private static String record(URI dataset) {
        return dataset + "#record";
    }

    /** When a dataset came, as its record says. */
    Optional<Instant> received(Model own, URI dataset) {
        return Optional.ofNullable(own.getProperty(own.createResource(record(dataset)), DCTerms.modified)).map(statement -> Instant.parse(statement.getString()));
    }

    Model describe(List<PublishedDataset> datasets) {
        Model model = ModelFactory.createDefaultModel();
        model.setNsPrefix("dcat", DCAT.NS).setNsPrefix("dct", DCTerms.NS).setNsPrefix("foaf", FOAF.NS).setNsPrefix("dcatap", "http://data.europa.eu/r5r/")
                .setNsPrefix("xsd", "http://www.w3.org/2001/XMLSchema#");
        Resource catalog = model.createResource(iri()).addProperty(RDF.type, DCAT.Catalog)
                .addProperty(DCTerms.publisher, publisher(model))
                .addProperty(LEGISLATION, model.createResource(REGULATION.getURI()).addProperty(RDF.type, LEGAL_RESOURCE))
                .addProperty(DCAT.themeTaxonomy, model.createResource(EU + "data-theme"))
                .addProperty(DCTerms.language, model.createResource(EU + "language/POR"))
                .addProperty(DCTerms.language, model.createResource(EU + "language/ENG"))
                .addProperty(FOAF.homepage, model.createResource(config.base() + "/datasets").addProperty(RDF.type, FOAF.Document));
        text(catalog, DCTerms.title, config.title());
        text(catalog, DCTerms.description, config.description());
        datasets.forEach(entry -> catalog.addProperty(DCAT.dataset, model.createResource(entry.iri().toString())).addProperty(DCAT.record, record(model, entry)));
        return model;
    }

    /** The record of one dataset, taken from the catalogue's own graph. */
    Model recordOf(Model own, URI dataset) {
        return own.listStatements(own.createResource(record(dataset)), null, (RDFNode) null).toModel();
    }

    private Resource record(Model model, PublishedDataset entry) {
        return model.createResource(record(entry.iri())).addProperty(RDF.type, DCAT.CatalogRecord)
                .addProperty(FOAF.primaryTopic, model.createResource(entry.iri().toString()))
                .addProperty(DCTerms.modified, entry.received().toString(), XSDDatatype.XSDdateTime);
    }

    private Resource publisher(Model model) {
        Resource publisher = model.createResource(iri() + "#publisher").addProperty(RDF.type, FOAF.Agent);
        text(publisher, FOAF.name, config.publisher());
        config.contact().email().ifPresent(address -> publisher.addProperty(FOAF.mbox, model.createResource("mailto:" + address)));
        config.contact().page().ifPresent(page -> publisher.addProperty(FOAF.homepage, model.createResource(page.toString())));
        return publisher;
    }

    private static void text(Resource subject, Property property, LocalText text) {
        subject.addProperty(property, text.pt(), "pt").addProperty(property, text.en(), "en");
    }
}
