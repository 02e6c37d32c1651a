package pt.arquipelago.catalog.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.util.SplitIRI;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a machine asks of a dataset's address to call it findable, accessible, interoperable and reusable (the checks of F-UJI), for every dataset that the catalogue lists. */
class FairChecksTest {
    private static final Pattern JSON_LD = Pattern.compile("<script type=\"application/ld\\+json\">(.*?)</script>", Pattern.DOTALL);
    private static final String PROV = "http://www.w3.org/ns/prov#";
    /** Vocabularies that registries (LOV, prefix.cc) list; the project's own terms are a URN, said in docs/catalogue.md. */
    private static final Set<String> REGISTERED = Set.of("http://purl.org/linked-data/sdmx/2009/attribute#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#", "http://www.w3.org/ns/dcat#",
            "http://purl.org/dc/terms/", "http://xmlns.com/foaf/0.1/", "http://www.w3.org/2006/vcard/ns#", "http://www.w3.org/ns/prov#", "http://www.w3.org/ns/dqv#", "http://www.w3.org/ns/oa#",
            "http://www.w3.org/ns/csvw#", "http://www.w3.org/2004/02/skos/core#", "http://www.w3.org/ns/adms#", "https://w3id.org/dpv#", "http://data.europa.eu/r5r/", "http://data.europa.eu/m8g/",
            "http://data.europa.eu/930/", "http://healthdataportal.eu/ns/health#", "https://schema.org/", "https://w3id.org/fdp/fdp-o#", "http://www.w3.org/ns/ldp#");

    @TempDir
    static Path folder;

    private static RunningCatalog catalog;

    @BeforeAll
    static void start() {
        catalog = new RunningCatalog(folder);
        catalog.publish("uls-coimbra", RunningCatalog.COIMBRA);
        catalog.publish("uls-sao-joao", RunningCatalog.SAO_JOAO);
    }

    @AfterAll
    static void stop() {
        catalog.close();
    }

    static Stream<String> datasets() throws Exception {
        JsonNode list = new ObjectMapper().readTree(catalog.get("/datasets", "Accept", "application/json").body());
        assertThat(list).isNotEmpty();
        return Stream.iterate(0, i -> i < list.size(), i -> i + 1).map(i -> list.get(i).at("/iri").asText());
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void isFoundByOneAddressThatLeadsToItsMetadata(String iri) throws Exception {
        assertThat(URI.create(iri).getScheme()).isIn("https", "http");
        assertThat(URI.create(iri).getQuery()).as("no parameters that could go stale").isNull();
        HttpResponse<String> page = page(iri);
        assertThat(page.statusCode()).isEqualTo(200);
        JsonNode schema = embedded(page.body()).get(0);
        assertThat(schema.at("/@id").asText()).isEqualTo(iri);
        assertThat(schema.at("/identifier").asText()).isEqualTo(iri);
        assertThat(turtle(iri).createResource(iri).hasProperty(RDF.type, DCAT.Dataset)).isTrue();
        assertThat(page.body()).contains("<link rel=\"canonical\" href=\"" + iri + "\"").contains("rel=\"alternate\" type=\"text/turtle\"");
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void saysTheCoreOfItsMetadataTwice(String iri) throws Exception {
        JsonNode schema = embedded(page(iri).body()).get(0);
        for (String field : List.of("/name", "/description", "/creator/name", "/publisher/name", "/datePublished", "/dateModified", "/keywords/0", "/license", "/conditionsOfAccess", "/@type", "/version",
                "/includedInDataCatalog/@id", "/distribution/0/contentUrl", "/distribution/0/encodingFormat", "/variableMeasured/0/name", "/temporalCoverage", "/spatialCoverage")) {
            assertThat(schema.at(field).asText()).as(field).isNotBlank();
        }
        Resource dataset = turtle(iri).createResource(iri);
        for (var property : List.of(DCTerms.title, DCTerms.description, DCTerms.creator, DCTerms.publisher, DCTerms.issued, DCTerms.modified, DCAT.keyword, DCTerms.identifier, DCTerms.accessRights, DCAT.distribution)) {
            assertThat(dataset.hasProperty(property)).as(property.toString()).isTrue();
        }
        assertThat(dataset.getProperty(DCTerms.title, schema.at("/inLanguage").asText()).getString()).isEqualTo(schema.at("/name").asText());
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void carriesInItsPageTheGraphThatIsNegotiated(String iri) throws Exception {
        Model embedded = ModelFactory.createDefaultModel();
        RDFDataMgr.read(embedded, new StringReader(embedded(page(iri).body()).get(1).toString()), iri, Lang.JSONLD);
        assertThat(embedded.isIsomorphicWith(turtle(iri))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void speaksInRegisteredVocabulariesAndLinksToWhatItNames(String iri) throws Exception {
        Model graph = turtle(iri);
        Set<String> foreign = new TreeSet<>();
        graph.listStatements().forEachRemaining(statement -> {
            String property = statement.getPredicate().getURI();
            foreign.add(property.startsWith("urn:arquipelago:terms:") ? "urn:arquipelago:terms:" : property.substring(0, SplitIRI.splitpoint(property)));
        });
        foreign.removeAll(REGISTERED);
        assertThat(foreign).containsExactly("urn:arquipelago:terms:");
        Resource dataset = graph.createResource(iri);
        assertThat(dataset.hasProperty(DCTerms.relation) || dataset.hasProperty(DCTerms.isReferencedBy) || dataset.hasProperty(FOAF.page)).isTrue();
        assertThat(dataset.getRequiredProperty(DCTerms.accessRights).getResource().getURI()).startsWith("http://publications.europa.eu/resource/authority/access-right/");
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void saysWhereItCameFromAndWhatMayBeDoneWithIt(String iri) throws Exception {
        Model graph = turtle(iri);
        Resource dataset = graph.createResource(iri);
        Resource activity = dataset.getRequiredProperty(graph.createProperty(PROV + "wasGeneratedBy")).getResource();
        assertThat(activity.hasProperty(RDF.type, graph.createResource(PROV + "Activity"))).isTrue();
        assertThat(activity.hasProperty(graph.createProperty(PROV + "endedAtTime"))).isTrue();
        Resource distribution = dataset.getRequiredProperty(DCAT.distribution).getResource();
        assertThat(distribution.getRequiredProperty(DCTerms.license).getResource().hasProperty(RDF.type, DCTerms.LicenseDocument)).isTrue();
        assertThat(distribution.getRequiredProperty(DCTerms.format).getResource().getURI()).endsWith("file-type/PARQUET");
        assertThat(distribution.hasProperty(graph.createProperty(DCAT.NS + "accessService"))).isTrue();
        assertThat(catalog.get(URI.create(iri).getPath()).headers().firstValue("Link").orElse("")).as("the community's schema").contains("rel=\"profile\"");
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void showsThePointsOfItsMetadataAndWhatWouldRaiseThem(String iri) {
        String page = catalog.get(URI.create(iri).getPath() + "?lang=en", "Accept", "text/html").body();
        assertThat(page).contains("<strong>290</strong> / 405").contains("good").contains("Would rise with:").contains("download address +20").contains("measured at data.europa.eu only");
        assertThat(catalog.get("/search?quality=good").body()).contains(iri).contains("\"metadata_points\" : 290");
    }

    private static HttpResponse<String> page(String iri) {
        return catalog.get(URI.create(iri).getPath(), "Accept", "text/html");
    }

    private static List<JsonNode> embedded(String page) {
        return JSON_LD.matcher(page).results().map(hit -> {
            try {
                return new ObjectMapper().readTree(hit.group(1));
            } catch (Exception e) {
                throw new AssertionError("JSON-LD that cannot be read", e);
            }
        }).toList();
    }

    private static Model turtle(String iri) {
        Model model = ModelFactory.createDefaultModel();
        RDFDataMgr.read(model, new StringReader(catalog.get(URI.create(iri).getPath(), "Accept", "text/turtle").body()), iri, Lang.TURTLE);
        return model;
    }
}
