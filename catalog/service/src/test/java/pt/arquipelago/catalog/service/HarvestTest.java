package pt.arquipelago.catalog.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What another catalogue takes away: by dump, by pages and by queries it is the same. */
class HarvestTest {
    private static final Map<String, Lang> SYNTAXES = Map.of("ttl", Lang.TURTLE, "jsonld", Lang.JSONLD, "rdf", Lang.RDFXML, "nt", Lang.NTRIPLES);
    /** More than a page holds. */
    private static final int DATASETS = 110;

    @TempDir
    static Path folder;

    private static RunningCatalog catalog;

    @BeforeAll
    static void start() {
        catalog = new RunningCatalog(folder);
        for (int i = 0; i < DATASETS; i++) {
            String table = "source_dem_" + i;
            String turtle = RunningCatalog.description("uls-coimbra").replace("source_dem", table).replace("arq:view                          \"dem\"", "arq:view \"dem_" + i + "\"");
            HttpResponse<String> response = catalog.publish("/datasets/uls-coimbra/" + table, turtle, "uls-coimbra", RunningCatalog.COIMBRA);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        }
    }

    @AfterAll
    static void stop() {
        catalog.close();
    }

    @Test
    void holdsTheSameInTheDumpOfEverySyntax() {
        Model turtle = parse(catalog.get("/catalog.ttl").body(), Lang.TURTLE);
        assertThat(turtle.listSubjectsWithProperty(RDF.type, DCAT.Dataset).toList()).hasSize(DATASETS);
        // There are no blank nodes, so two graphs are the same if each holds as many statements and the other's.
        SYNTAXES.forEach((extension, lang) -> {
            Model other = parse(catalog.get("/catalog." + extension).body(), lang);
            assertThat(other.size()).as(extension).isEqualTo(turtle.size());
            assertThat(other.containsAll(turtle)).as(extension).isTrue();
        });
    }

    @Test
    void givesByPagesWhatTheDumpGivesAndEachPageNeedsNoOther() {
        Model dump = parse(catalog.get("/catalog.ttl").body(), Lang.TURTLE);
        Map<String, Set<String>> whole = byDataset(dump);
        Model all = ModelFactory.createDefaultModel();
        Optional<String> next = Optional.of("/catalog?page=1");
        int pages = 0;
        while (next.isPresent()) {
            Model page = parse(catalog.get(next.get(), "Accept", "text/turtle").body(), Lang.TURTLE);
            Map<String, Set<String>> here = byDataset(page);
            page.listSubjectsWithProperty(RDF.type, DCAT.Dataset).forEachRemaining(dataset ->
                    assertThat(here.get(dataset.getURI())).as(dataset + " stands whole on its page").isEqualTo(whole.get(dataset.getURI())));
            next = page.listObjectsOfProperty(page.createProperty("http://www.w3.org/ns/hydra/core#next")).mapWith(RDFNode::toString).nextOptional()
                    .map(address -> address.substring(RunningCatalog.BASE.length()));
            all.add(page);
            pages++;
        }
        assertThat(pages).isEqualTo(2);
        assertThat(dump.difference(all).size()).as("statements of the dump that no page had").isZero();
        assertThat(all.listSubjectsWithProperty(RDF.type, DCAT.Dataset).toList()).hasSize(DATASETS);
    }

    @Test
    void keepsTheConnectionAfterAStreamedAnswer() throws Exception {
        URI address = URI.create(catalog.address());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(20_000);
            for (String extension : SYNTAXES.keySet()) {
                // A moment to come, so that each answer is short; what matters is that the next is given on the same connection.
                socket.getOutputStream().write(("GET /catalog." + extension + "?since=2099-01-01 HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                StringBuilder answer = new StringBuilder();
                while (!answer.toString().endsWith("\r\n0\r\n\r\n")) {
                    int read = socket.getInputStream().read();
                    assertThat(read).as(extension + ": " + answer).isNotNegative();
                    answer.append((char) read);
                }
                assertThat(answer).startsWith("HTTP/1.1 200");
            }
            socket.getOutputStream().write("GET /health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void countsTheSameByQuery() throws Exception {
        String query = "/sparql?query=SELECT+(count(*)+AS+?n)+%7B+?d+a+%3Chttp://www.w3.org/ns/dcat%23Dataset%3E+%7D".replace("?n", "%3Fn").replace("?d", "%3Fd").replace("/sparql%3F", "/sparql?");
        JsonNode answer = new ObjectMapper().readTree(catalog.get(query, "Accept", "application/sparql-results+json").body());
        assertThat(answer.at("/results/bindings/0/n/value").asInt()).isEqualTo(DATASETS);
    }

    @Test
    void narrowsPagesLikeTheList() {
        Model page = parse(catalog.get("/datasets?node=uls-coimbra&page=2", "Accept", "text/turtle").body(), Lang.TURTLE);
        assertThat(page.listSubjectsWithProperty(RDF.type, DCAT.Dataset).toList()).hasSize(DATASETS - 100);
        assertThat(page.listObjectsOfProperty(page.createProperty("http://www.w3.org/ns/hydra/core#previous")).next().toString()).contains("node=uls-coimbra").contains("page=1");
    }

    @Test
    void givesOnlyWhatCameSinceAMoment() {
        assertThat(catalog.get("/catalog.ttl?since=2026-11-22T10:00:00Z").body()).contains("source_dem_1");
        assertThat(catalog.get("/catalog.ttl?since=2026-11-23").body()).doesNotContain("source_dem_1").contains("dcat:Catalog");
        HttpResponse<String> wrong = catalog.get("/catalog.ttl?since=yesterday", "Accept", "application/json");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("since");
    }

    @Test
    void tellsOfTheStateItHasAndOfNothingNew() {
        HttpResponse<String> dump = catalog.get("/catalog.ttl");
        String tag = dump.headers().firstValue("ETag").orElseThrow();
        assertThat(catalog.get("/catalog.ttl", "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(catalog.get("/catalog.rdf", "If-None-Match", tag).statusCode()).as("another form").isEqualTo(200);
        assertThat(catalog.get("/catalog.ttl", "If-Modified-Since", dump.headers().firstValue("Last-Modified").orElseThrow()).statusCode()).isEqualTo(304);
        assertThat(catalog.head("/catalog.ttl").headers().firstValue("ETag")).contains(tag);
    }

    @Test
    void listsChangesFromAnyPointOnwards() throws Exception {
        JsonNode all = new ObjectMapper().readTree(catalog.get("/changes", "Accept", "application/json").body());
        assertThat(all.at("/changes")).hasSize(DATASETS);
        assertThat(all.at("/complete").asBoolean()).isTrue();
        JsonNode few = new ObjectMapper().readTree(catalog.get("/changes?after=" + (DATASETS - 2), "Accept", "application/json").body());
        assertThat(few.at("/changes")).hasSize(2);
        assertThat(few.at("/changes/1/kind").asText()).isEqualTo("create");
        assertThat(new ObjectMapper().readTree(catalog.get("/changes?after=999999", "Accept", "application/json").body()).at("/changes")).isEmpty();
        Model activities = parse(catalog.get("/changes", "Accept", "text/turtle").body(), Lang.TURTLE);
        assertThat(activities.listSubjectsWithProperty(RDF.type, activities.createResource("https://www.w3.org/ns/activitystreams#Create")).toList()).hasSize(DATASETS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/catalog?page=0", "/catalog?page=x", "/changes?after=-1", "/changes?after=abc"})
    void saysWhatIsWrongWithAnAddress(String path) {
        assertThat(catalog.get(path, "Accept", "application/json;q=0.9, text/turtle").statusCode()).isEqualTo(400);
    }

    /** The statements of each dataset and its parts, which are fragments of its address. */
    private static Map<String, Set<String>> byDataset(Model model) {
        return model.listStatements().toList().stream().collect(Collectors.groupingBy(statement -> statement.getSubject().toString().replaceAll("#.*", ""),
                Collectors.mapping(Object::toString, Collectors.toSet())));
    }

    private static Model parse(String text, Lang lang) {
        Model model = ModelFactory.createDefaultModel();
        RDFDataMgr.read(model, new StringReader(text), RunningCatalog.BASE, lang);
        return model;
    }
}
