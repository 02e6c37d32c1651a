package pt.arquipelago.catalog.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {
    private static final String PATH = "/datasets/uls-coimbra/source_dem";

    @TempDir
    static Path folder;

    private static RunningCatalog catalog;

    @BeforeAll
    static void start() {
        catalog = new RunningCatalog(folder);
        assertThat(catalog.publish("uls-coimbra", RunningCatalog.COIMBRA).statusCode()).isEqualTo(201);
        assertThat(catalog.publish("uls-sao-joao", RunningCatalog.SAO_JOAO).statusCode()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        catalog.close();
    }

    @ParameterizedTest(name = "Accept: {0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            */*                                                             | text/turtle
            text/turtle                                                     | text/turtle
            text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | text/html
            application/ld+json                                             | application/ld+json
            application/rdf+xml                                             | application/rdf+xml
            application/n-triples                                           | application/n-triples
            application/json                                                | application/json
            text/turtle;q=0.2, application/ld+json;q=0.7                    | application/ld+json
            application/*                                                   | application/ld+json
            text/turtle;q=0, */*;q=0.1                                      | text/html
            """)
    void answersInTheFormThatIsAskedFor(String accept, String expected) {
        for (String path : new String[] {PATH, "/datasets", "/catalog", "/", "/profiles/dataset", "/profiles/dataset/shapes", PATH + "/versions/1"}) {
            if (expected.equals("application/json") && !path.startsWith("/datasets") || path.endsWith("versions/1") && expected.equals("application/json")) {
                continue;
            }
            HttpResponse<String> response = catalog.get(path, "Accept", accept);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).get().asString().startsWith(expected);
            assertThat(response.headers().firstValue("Vary")).get().asString().contains("Accept");
        }
    }

    @Test
    void says406WhenNoFormWillDo() {
        HttpResponse<String> response = catalog.get(PATH, "Accept", "image/png");
        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(response.body()).contains("not-acceptable").contains("text/turtle");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/datasets/uls-coimbra/source_xyz", "/datasets/uls-coimbra/source_dem.exe", "/datasets/..%2f..%2fetc/passwd", "/datasets/A/b", "/nothing", "/catalog.exe"})
    void says404WhereNothingIs(String path) {
        HttpResponse<String> response = catalog.get(path, "Accept", "application/json");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        HttpResponse<String> page = catalog.get(path, "Accept", "text/html");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.body()).contains("Não há nada neste endereço.");
        assertThat(catalog.get(path, "Accept", "text/html", "Accept-Language", "en").body()).contains("There is nothing at this address.");
    }

    @Test
    void holdsTheSameGraphInEverySyntax() {
        Model turtle = parse(catalog.get(PATH, "Accept", "text/turtle").body(), Lang.TURTLE);
        assertThat(turtle.size()).isGreaterThan(100);
        assertThat(turtle.isIsomorphicWith(parse(catalog.get(PATH, "Accept", "application/ld+json").body(), Lang.JSONLD))).isTrue();
        assertThat(turtle.isIsomorphicWith(parse(catalog.get(PATH, "Accept", "application/rdf+xml").body(), Lang.RDFXML))).isTrue();
        assertThat(turtle.isIsomorphicWith(parse(catalog.get(PATH + ".nt").body(), Lang.NTRIPLES))).isTrue();
    }

    @Test
    void tagsEachRepresentationAndAnswers304ToTheOneKnown() {
        Set<String> tags = new HashSet<>();
        for (String type : new String[] {"text/turtle", "application/ld+json", "application/rdf+xml", "text/html", "application/json"}) {
            String tag = catalog.get(PATH, "Accept", type).headers().firstValue("ETag").orElseThrow();
            assertThat(tags.add(tag)).as("a tag of its own for " + type).isTrue();
            HttpResponse<String> again = catalog.get(PATH, "Accept", type, "If-None-Match", tag);
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers().firstValue("ETag")).contains(tag);
        }
        assertThat(catalog.get(PATH, "Accept", "text/turtle", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {PATH, "/datasets", "/catalog.ttl", "/sparql?query=ASK%7B%7D", "/", "/catalog", "/changes", PATH + "/versions", "/assets/arquipelago.css"})
    void answersHeadLikeGetWithoutABody(String path) {
        HttpResponse<String> get = catalog.get(path, "Accept", "*/*", "Accept-Encoding", "identity");
        HttpResponse<String> head = catalog.head(path, "Accept", "*/*", "Accept-Encoding", "identity");
        assertThat(head.statusCode()).isEqualTo(get.statusCode());
        assertThat(head.body()).isEmpty();
        for (String header : new String[] {"Content-Type", "ETag", "Vary", "Content-Length", "Content-Security-Policy"}) {
            assertThat(head.headers().firstValue(header)).as(header).isEqualTo(get.headers().firstValue(header));
        }
    }

    @Test
    void givesHarvestersEverythingInOneGraph() {
        for (String extension : new String[] {"ttl", "jsonld", "rdf", "nt"}) {
            Lang lang = extension.equals("ttl") ? Lang.TURTLE : extension.equals("jsonld") ? Lang.JSONLD : extension.equals("rdf") ? Lang.RDFXML : Lang.NTRIPLES;
            Model all = parse(catalog.get("/catalog." + extension).body(), lang);
            assertThat(all.listSubjectsWithProperty(RDF.type, DCAT.Dataset).toList()).hasSize(2);
            assertThat(all.listSubjectsWithProperty(RDF.type, DCAT.CatalogRecord).toList()).hasSize(2);
            assertThat(all.listObjectsOfProperty(all.createResource(RunningCatalog.BASE + "/catalog"), DCAT.dataset).toList()).hasSize(2);
        }
    }

    @Test
    void summarisesInPlainJson() throws Exception {
        JsonNode list = new ObjectMapper().readTree(catalog.get("/datasets", "Accept", "application/json").body());
        assertThat(list).hasSize(2);
        JsonNode one = list.get(0);
        assertThat(one.at("/iri").asText()).isEqualTo(RunningCatalog.BASE + PATH);
        assertThat(one.at("/view").asText()).isEqualTo("dem");
        assertThat(one.at("/category").asText()).isEqualTo("e");
        assertThat(one.at("/records").asLong()).isEqualTo(1_234_500);
        assertThat(one.at("/period/start").asText()).isEqualTo("2023-01-01");
        assertThat(one.at("/variables/1/name").asText()).isEqualTo("sexo");
        assertThat(one.at("/variables/0/class").asText()).isEqualTo("identifier");
        assertThat(one.at("/variables/1/codes/0/title/en").asText()).isEqualTo("male");
        assertThat(new ObjectMapper().readTree(catalog.get(PATH, "Accept", "application/json").body())).isEqualTo(one);
    }

    @ParameterizedTest(name = "{0} finds {1}")
    @CsvSource(delimiter = '|', textBlock = """
            q=medicamentos                  | 2
            q=ELETRONICA+medica             | 2
            q=valor_sns                     | 2
            q=masculino                     | 2
            q=atc                           | 2
            q=uls-sao-joao                  | 1
            q=nonsense                      | 0
            q=medicamentos+nonsense         | 0
            system=DEM                      | 2
            system=PEM                      | 0
            node=uls-coimbra                | 1
            category=e                      | 2
            category=A                      | 0
            q=sexo&node=uls-coimbra         | 1
            """)
    void findsByWordsAndFacets(String query, int expected) throws Exception {
        assertThat(new ObjectMapper().readTree(catalog.get("/datasets?" + query, "Accept", "application/json").body())).hasSize(expected);
    }

    private static Model parse(String text, Lang lang) {
        Model model = ModelFactory.createDefaultModel();
        RDFDataMgr.read(model, new StringReader(text), RunningCatalog.BASE, lang);
        return model;
    }
}
