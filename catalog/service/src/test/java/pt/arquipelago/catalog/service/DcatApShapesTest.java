package pt.arquipelago.catalog.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.RDFS;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a harvester takes away, against the shapes of DCAT-AP 3.0.1, which general catalogues check with. */
class DcatApShapesTest {
    private static final String SETTING = "ARQUIPELAGO_TEST_DATA";
    private static final String SH = "http://www.w3.org/ns/shacl#";

    @TempDir
    private static Path folder;
    private static Path official;
    private static Model catalogue;

    @BeforeAll
    static void harvest() {
        official = official();
        try (RunningCatalog catalog = new RunningCatalog(folder)) {
            catalog.publish("uls-coimbra", RunningCatalog.COIMBRA);
            catalog.publish("uls-sao-joao", RunningCatalog.SAO_JOAO);
            catalogue = ModelFactory.createDefaultModel();
            RDFDataMgr.read(catalogue, new StringReader(catalog.get("/catalog.ttl").body()), RunningCatalog.BASE, Lang.TURTLE);
        }
        // As DCAT itself says, and whoever loads its vocabulary knows.
        List.of(DCAT.Dataset, DCAT.DataService, DCAT.Catalog).forEach(type -> catalogue.add(type, RDFS.subClassOf, DCAT.Resource));
        read(catalogue, "healthdcat-ap-r8/vocab/eu-nal-minimal.DERIVED.ttl", "healthdcat-ap-r8/vocab/health-authority-vocabularies.DERIVED.ttl");
    }

    @AfterAll
    static void forget() {
        catalogue = null;
    }

    @Test
    void nothingIsBrokenButTheListsOfPublishersThatHealthDcatApDoesNotKeepTo() {
        Model rules = ModelFactory.createDefaultModel();
        read(rules, "dcat-ap-3.0.1/shacl/dcat-ap-SHACL.ttl", "dcat-ap-3.0.1/shacl/range.ttl", "dcat-ap-3.0.1/shacl/mdr-vocabularies.shape.ttl", "dcat-ap-3.0.1/shacl/deprecateduris.ttl");
        // Shapes of a data service that name no property say nothing; Jena does not read them.
        assertThat(dropPathless(rules)).hasSize(2).allSatisfy(shape -> assertThat(shape).contains("#dcat:DataServiceShape/"));
        // Publishers are national bodies with a type of HealthDCAT-AP's, not of the EU's tables of corporate bodies and of ADMS types: a warning each.
        assertThat(results(rules)).containsExactlyInAnyOrder("Warning publisher of /catalog: CorporateBodyRestriction", "Warning publisher of /catalog#sparql: CorporateBodyRestriction",
                "Warning publisher of /datasets/source_dem: CorporateBodyRestriction", "Warning publisher of /datasets/source_dem: Publisher_ShapeCV");
    }

    @Test
    void leavesOutOnlyTheRecommendedPropertiesThatWeDoNotHave() {
        Model rules = ModelFactory.createDefaultModel();
        read(rules, "dcat-ap-3.0.1/shacl/shapes_recommended.ttl");
        assertThat(results(rules)).containsExactlyInAnyOrder(
                // HealthDCAT-AP has no use for them, or no table to take them from.
                "Warning availability of /datasets/source_dem#distribution: missing", "Warning availability of /datasets/source_dem#analytics: missing",
                "Warning status of /datasets/source_dem#record: missing", "Warning type of /datasets/source_dem#licence: missing", "Warning type of /catalog#publisher: missing",
                // Terms of use stand beside the figures as dct:rights.
                "Warning license of /datasets/source_dem#analytics: missing",
                // A service is described by the dataset it serves, to which it leads; its endpoint is a page for people.
                "Warning keyword of /datasets/source_dem#service: missing", "Warning theme of /datasets/source_dem#service: missing", "Warning publisher of /datasets/source_dem#service: missing",
                "Warning contactPoint of /datasets/source_dem#service: missing", "Warning conformsTo of /datasets/source_dem#service: missing",
                "Warning endpointDescription of /datasets/source_dem#service: missing",
                // The catalogue's own query service serves no dataset but the catalogue, whose contact is its publisher's.
                "Warning keyword of /catalog#sparql: missing", "Warning theme of /catalog#sparql: missing", "Warning servesDataset of /catalog#sparql: missing",
                "Warning contactPoint of /catalog#sparql: missing", "Warning endpointDescription of /catalog#sparql: missing",
                // A series has a publisher and a contact for each of its datasets, not one of its own; where data are from, datasets say.
                "Warning publisher of /systems/dem: missing", "Warning contactPoint of /systems/dem: missing", "Warning spatial of /catalog: missing");
    }

    @Test
    void theseShapesDoRefuse() {
        Model rules = ModelFactory.createDefaultModel();
        read(rules, "dcat-ap-3.0.1/shacl/dcat-ap-SHACL.ttl");
        dropPathless(rules);
        Model broken = ModelFactory.createDefaultModel().add(catalogue);
        broken.removeAll(null, org.apache.jena.vocabulary.DCTerms.title, null);
        assertThat(results(rules, broken)).anySatisfy(one -> assertThat(one).startsWith("Violation title of /datasets/source_dem"));
    }

    private static Set<String> results(Model rules) {
        return results(rules, catalogue);
    }

    /** Of our own resources; those of the vocabularies are the EU's. */
    private static Set<String> results(Model rules, Model data) {
        return ShaclValidator.get().validate(Shapes.parse(rules), data.getGraph()).getEntries().stream().filter(entry -> entry.focusNode().isURI() && entry.focusNode().getURI().startsWith(RunningCatalog.BASE))
                .map(DcatApShapesTest::text).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(ReportEntry entry) {
        String message = entry.message().replaceAll(".*r5r#(\\w+)>.*", "$1").replaceAll("minCount.*", "missing");
        return entry.severity().level().getLocalName() + " " + entry.resultPath().toString().replaceAll(".*[/#](\\w+)>?$", "$1") + " of "
                + entry.focusNode().getURI().substring(RunningCatalog.BASE.length()).replaceAll("/uls-[a-z-]+", "") + ": " + message;
    }

    /** Property shapes that name no property: there is nothing that they could say. */
    private static Set<String> dropPathless(Model rules) {
        Property property = rules.createProperty(SH + "property");
        Property path = rules.createProperty(SH + "path");
        List<Resource> pathless = rules.listObjectsOfProperty(property).filterKeep(RDFNode::isResource).mapWith(RDFNode::asResource).filterDrop(shape -> shape.hasProperty(path)).toList();
        pathless.forEach(shape -> rules.removeAll(null, property, shape).removeAll(shape, null, null));
        return pathless.stream().map(Resource::toString).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void read(Model model, String... names) {
        for (String name : names) {
            RDFDataMgr.read(model, official.resolve(name).toUri().toString());
        }
    }

    private static Path official() {
        Optional<Path> found = Optional.ofNullable(System.getenv(SETTING)).filter(path -> !path.isBlank()).map(Path::of);
        if (found.isEmpty()) {
            System.out.println("DcatApShapesTest: not run: folder not set (" + SETTING + ")");
            abort("not run: folder not set");
        }
        return found.get();
    }
}
