package pt.arquipelago.catalog.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.catalog.description.DescriptionShapes;

/** Walks the layers as a FAIR Data Point client does: from the root, by containers, down to a distribution, and from a record to the rules it keeps to. */
class FairDataPointTest {
    private static final String FDP = "https://w3id.org/fdp/fdp-o#";
    private static final String LDP = "http://www.w3.org/ns/ldp#";
    private static final String PROF = "http://www.w3.org/ns/dx/prof/";

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

    @Test
    void leadsFromTheRootByContainersToEveryDatasetAndDistribution() {
        Resource root = read(RunningCatalog.BASE + "/");
        assertThat(root.hasProperty(RDF.type, root.getModel().createResource(FDP + "FAIRDataPoint"))).isTrue();
        Resource catalogue = read(member(root, FDP + "metadataCatalog"));
        Resource container = container(catalogue);
        assertThat(container.listProperties(property(container, LDP + "contains")).toList()).hasSize(2);
        container.listProperties(property(container, LDP + "contains")).forEachRemaining(statement -> {
            assertThat(catalogue.hasProperty(DCAT.dataset, statement.getObject())).isTrue();
            Resource dataset = read(statement.getObject().toString());
            assertThat(dataset.getModel().contains(dataset.getModel().createResource(member(dataset, DCAT.distribution.getURI())), RDF.type, DCAT.Distribution)).isTrue();
        });
    }

    @Test
    void saysOfEveryRecordWhatItsMetadataAreAndWhenTheyCame() {
        for (String iri : new String[] {RunningCatalog.BASE + "/", RunningCatalog.BASE + "/catalog", RunningCatalog.BASE + "/datasets/uls-coimbra/source_dem"}) {
            Resource record = read(iri);
            Resource identifier = record.getRequiredProperty(property(record, FDP + "metadataIdentifier")).getResource();
            assertThat(identifier.getRequiredProperty(DCTerms.identifier).getString()).isEqualTo(iri);
            for (String property : new String[] {"metadataIssued", "metadataModified"}) {
                assertThat(record.getRequiredProperty(property(record, FDP + property)).getLiteral().getDatatypeURI()).endsWith("#dateTime");
            }
        }
    }

    @Test
    void leadsFromEachRecordToItsProfileAndFromThereToRulesThatTheRecordKeeps() {
        follow(read(RunningCatalog.BASE + "/"), read(RunningCatalog.BASE + "/").getRequiredProperty(DCTerms.conformsTo).getResource().getURI());
        follow(read(RunningCatalog.BASE + "/catalog"), read(RunningCatalog.BASE + "/catalog").getRequiredProperty(DCTerms.conformsTo).getResource().getURI());
        HttpResponse<String> dataset = catalog.get("/datasets/uls-coimbra/source_dem");
        String link = dataset.headers().firstValue("Link").orElseThrow();
        assertThat(link).contains("rel=\"profile\"");
        Resource record = read(RunningCatalog.BASE + "/datasets/uls-coimbra/source_dem");
        Resource of = record.getModel().createResource(record.getURI() + "#record").getRequiredProperty(DCTerms.conformsTo).getResource();
        assertThat(link).contains("<" + of.getURI() + ">; rel=\"profile\"");
        follow(record, of.getURI());
    }

    @Test
    void keepsToTheRulesOfTheFairDataPoint() {
        assertThat(DescriptionShapes.fairDataPoint().check(read(RunningCatalog.BASE + "/").getModel()).text()).isEmpty();
        assertThat(DescriptionShapes.fairDataPoint().check(read(RunningCatalog.BASE + "/catalog").getModel()).text()).isEmpty();
        assertThat(DescriptionShapes.release8Catalog().check(parse(catalog.get("/catalog.ttl").body())).text()).isEmpty();
    }

    @Test
    void listsItsProfilesAndNamesTheListAtTheRoot() {
        Resource root = read(RunningCatalog.BASE + "/");
        assertThat(root.hasProperty(RDFS.seeAlso, root.getModel().createResource(RunningCatalog.BASE + "/profiles"))).isTrue();
        Resource list = read(RunningCatalog.BASE + "/profiles");
        assertThat(list.listProperties(property(list, LDP + "contains")).mapWith(statement -> statement.getResource().getURI()).toList())
                .containsExactlyInAnyOrder(RunningCatalog.BASE + "/profiles/dataset", RunningCatalog.BASE + "/profiles/catalog", RunningCatalog.BASE + "/profiles/fdp")
                .allSatisfy(profile -> assertThat(list.getModel().containsAll(read(profile).getModel())).as(profile + " is said alike").isTrue());
        assertThat(catalog.get("/profiles", "Accept", "text/html", "Accept-Language", "pt").body()).contains("<h1>Perfis</h1>", RunningCatalog.BASE + "/profiles/dataset");
    }

    @Test
    void answersTurtleToWhoeverStatesNoPreference() {
        for (String path : new String[] {"/", "/catalog", "/datasets/uls-coimbra/source_dem", "/profiles", "/profiles/catalog"}) {
            assertThat(catalog.get(path).headers().firstValue("Content-Type")).contains("text/turtle; charset=utf-8");
            assertThat(catalog.get(path, "Accept", "text/csv").statusCode()).isEqualTo(406);
        }
    }

    @Test
    void letsPagesOfOtherSitesReadIt() {
        HttpResponse<String> allowed = catalog.options("/catalog");
        assertThat(allowed.statusCode()).isEqualTo(204);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Methods")).get().asString().contains("GET").doesNotContain("PUT");
        assertThat(catalog.get("/catalog").headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    }

    @Test
    void tellsAnIndexThatItIsHereIfASettingAsksForIt(@TempDir Path other) throws Exception {
        CompletableFuture<String> told = new CompletableFuture<>();
        HttpServer index = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        index.createContext("/", exchange -> {
            told.complete(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        index.start();
        try (RunningCatalog another = RunningCatalog.told(other, URI.create("http://127.0.0.1:" + index.getAddress().getPort() + "/"))) {
            assertThat(another.get("/health").statusCode()).isEqualTo(200);
            assertThat(told.get(20, TimeUnit.SECONDS)).isEqualTo("{\"clientUrl\": \"" + RunningCatalog.BASE + "/\"}");
        } finally {
            index.stop(0);
        }
    }

    private static void follow(Resource record, String profile) {
        Resource described = read(profile);
        Resource artefact = described.getModel().listObjectsOfProperty(property(described, PROF + "hasArtifact")).mapWith(RDFNode::asResource).next();
        Model shapes = parse(catalog.get(artefact.getURI().substring(RunningCatalog.BASE.length())).body());
        assertThat(shapes.listSubjectsWithProperty(RDF.type, shapes.createResource("http://www.w3.org/ns/shacl#NodeShape")).toList()).isNotEmpty();
        assertThat(org.apache.jena.shacl.ShaclValidator.get().conforms(shapes.getGraph(), record.getModel().getGraph())).as(record + " keeps to " + profile).isTrue();
    }

    private static Resource container(Resource record) {
        Model model = record.getModel();
        return model.listSubjectsWithProperty(property(record, LDP + "membershipResource"), record).filterKeep(one -> one.hasProperty(RDF.type, model.createResource(LDP + "DirectContainer"))).next();
    }

    /** The first member of the record's container, which the record itself names by the container's relation. */
    private static String member(Resource record, String relation) {
        Resource container = container(record);
        assertThat(container.getRequiredProperty(property(record, LDP + "hasMemberRelation")).getResource().getURI()).isEqualTo(relation);
        assertThat(container.hasProperty(DCTerms.title)).isTrue();
        RDFNode member = container.getRequiredProperty(property(record, LDP + "contains")).getObject();
        assertThat(record.hasProperty(property(record, relation), member)).isTrue();
        return member.toString();
    }

    private static Resource read(String iri) {
        return parse(catalog.get(iri.substring(RunningCatalog.BASE.length())).body()).createResource(iri);
    }

    private static org.apache.jena.rdf.model.Property property(Resource any, String iri) {
        return any.getModel().createProperty(iri);
    }

    private static Model parse(String turtle) {
        Model model = ModelFactory.createDefaultModel();
        RDFDataMgr.read(model, new StringReader(turtle), RunningCatalog.BASE, Lang.TURTLE);
        return model;
    }
}
