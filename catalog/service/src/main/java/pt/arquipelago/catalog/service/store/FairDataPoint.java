package pt.arquipelago.catalog.service.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import pt.arquipelago.catalog.service.config.CatalogConfig;

/** The upper layers of the FAIR Data Point: its root, and the catalogue as the record that leads to the datasets. */
public final class FairDataPoint {
    private static final String EU = "http://publications.europa.eu/resource/authority/";

    private final CatalogConfig config;
    private final DatasetStore store;

    public FairDataPoint(CatalogConfig config, DatasetStore store) {
        this.config = requireNonNull(config, "config is null");
        this.store = requireNonNull(store, "store is null");
    }

    public String iri() {
        return config.base() + "/";
    }

    public String catalogIri() {
        return config.base() + "/catalog";
    }

    public Model root() {
        Model model = ModelFactory.createDefaultModel();
        CatalogGraph.prefixes(model);
        FdpTerms.prefixes(model);
        model.setNsPrefix("rdfs", RDFS.uri);
        Resource catalog = model.createResource(catalogIri());
        Resource root = model.createResource(iri()).addProperty(RDF.type, FdpTerms.FAIR_DATA_POINT).addProperty(RDF.type, DCAT.DataService)
                .addProperty(DCTerms.identifier, iri())
                .addProperty(model.createProperty(DCAT.NS + "endpointURL"), model.createResource(iri()))
                .addProperty(DCTerms.publisher, publisher(model))
                .addProperty(DCTerms.language, model.createResource(EU + "language/POR"))
                .addProperty(DCTerms.language, model.createResource(EU + "language/ENG"))
                .addProperty(DCTerms.license, model.createResource(config.licence().iri()))
                .addProperty(DCTerms.accessRights, model.createResource(EU + "access-right/PUBLIC"))
                .addProperty(DCTerms.conformsTo, model.createResource(config.base() + "/profiles/fdp"))
                .addProperty(RDFS.seeAlso, model.createResource(config.base() + "/profiles"))
                .addProperty(FdpTerms.CONFORMS_TO_SPECIFICATION, model.createResource("https://specs.fairdatapoint.org/fdp-specs-v1.2.html"))
                .addProperty(model.createProperty(DCAT.NS + "version"), "1")
                .addProperty(FdpTerms.CATALOG, catalog);
        CatalogGraph.text(root, DCTerms.title, config.title());
        CatalogGraph.text(root, RDFS.label, config.title());
        CatalogGraph.text(root, DCTerms.description, config.description());
        FdpTerms.record(root, store.opened(), modified());
        FdpTerms.container(root, "catalogs", "Catalogues", FdpTerms.CATALOG).addProperty(FdpTerms.CONTAINS, catalog);
        return model;
    }

    /** The catalogue's own record, with the address of every dataset. */
    public Model catalog() {
        Model model = store.head();
        FdpTerms.prefixes(model);
        Resource catalog = model.createResource(catalogIri())
                .addProperty(DCTerms.isPartOf, model.createResource(iri()))
                .addProperty(DCTerms.conformsTo, model.createResource(config.base() + "/profiles/catalog"));
        FdpTerms.record(catalog, store.opened(), modified());
        Resource container = FdpTerms.container(catalog, "datasets", "Datasets", DCAT.dataset);
        store.list().forEach(entry -> {
            Resource dataset = model.createResource(entry.iri().toString());
            catalog.addProperty(DCAT.dataset, dataset).addProperty(DCAT.record, model.createResource(entry.iri() + "#record"));
            container.addProperty(FdpTerms.CONTAINS, dataset);
        });
        return model;
    }

    public Instant modified() {
        return store.modified();
    }

    private Resource publisher(Model model) {
        Model head = store.head();
        Resource publisher = head.getProperty(head.createResource(catalogIri()), DCTerms.publisher).getResource();
        model.add(publisher.listProperties());
        return model.createResource(publisher.getURI());
    }
}
