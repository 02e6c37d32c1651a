package pt.arquipelago.catalog.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not be taken, wherever it is sent: a clear refusal with the place, nothing fetched, nothing kept, and the next reader is served. */
class BadInputTest {
    private static final String PATH = "/datasets/uls-coimbra/source_dem";
    private static final String TURTLE = "text/turtle";
    private static final String JSON_LD = "application/ld+json";
    private static final String RDF_XML = "application/rdf+xml";
    private static final String N_TRIPLES = "application/n-triples";

    @TempDir
    static Path folder;

    private static RunningCatalog catalog;
    private static String before;

    @BeforeAll
    static void start() {
        catalog = new RunningCatalog(folder);
        catalog.publish("uls-coimbra", RunningCatalog.COIMBRA);
        before = catalog.get("/catalog.nt").body().lines().sorted().collect(Collectors.joining("\n"));
    }

    @AfterAll
    static void stop() {
        catalog.close();
    }

    @AfterEach
    void theStoreIsAsItWasAndTheServerAlive() {
        assertThat(catalog.get("/catalog.nt").body().lines().sorted().collect(Collectors.joining("\n"))).isEqualTo(before);
        assertThat(catalog.get("/health").statusCode()).isEqualTo(200);
    }

    static Stream<Arguments> malformed() {
        String xml = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:d=\"http://purl.org/dc/terms/\">\n";
        return Stream.of(
                Arguments.of(TURTLE, "<ex:a> <ex:b> .", "line: 1"),
                Arguments.of(TURTLE, "<ex:a>\n <ex:b> \"no end", "line: 2"),
                Arguments.of(TURTLE, "@prefix x: <ex:x> .\nx:a y:b x:c .", "line: 2"),
                Arguments.of(TURTLE, "<ex:a> <ex:b> <http://a.example/with space> .", "line: 1"),
                Arguments.of(TURTLE, "<ex:a> <ex:b> \"text\"@not_a_language .", "line: 1"),
                Arguments.of(TURTLE, "<ex:a> <ex:b> \"text\"@abcdefghijk .", "line: 1"),
                Arguments.of(TURTLE, "<ex:a> <ex:b> \"2026-13-45\"^^<http://www.w3.org/2001/XMLSchema#date> .", "line: 1"),
                Arguments.of(N_TRIPLES, "<ex:a> <ex:b> <http://catalogo.example/datasets/../../etc/passwd> .", "climbs out"),
                Arguments.of(TURTLE, "<http://catalogo.example/datasets/%2e%2e/%2e%2e/etc/passwd> <ex:b> <ex:c> .", "climbs out"),
                Arguments.of(TURTLE, "<ex:a> <ex:b> " + "[ <ex:b> ".repeat(15_000), "Turtle"),
                Arguments.of(TURTLE, "<ex:a> <ex:b> " + "( ".repeat(60_000), "Turtle"),
                Arguments.of(TURTLE, "<ex:a> <ex:b> \"\\u0000\" .", "control characters"),
                Arguments.of(TURTLE, "<ex:a> <ex:b> \"" + "x".repeat(30_000) + "\" .", "longer than 20000"),
                Arguments.of(TURTLE, "<ex:a> <ex:b> <ex:" + "x".repeat(3_000) + "> .", "longer than 2000"),
                Arguments.of(TURTLE, IntStream.range(0, 10_500).mapToObj(i -> "[]<a:>[].").collect(Collectors.joining()), "blank nodes"),
                Arguments.of(N_TRIPLES, "<ex:a> <ex:b> <ex:c> .\n<ex:a> <ex:b> <relative> .", "line: 2"),
                Arguments.of(N_TRIPLES, "<ex:a> <ex:b> \"x\"@pt-PT-\n .", "line: 1"),
                Arguments.of(RDF_XML, xml + "<rdf:Description rdf:about=\"ex:a\"><d:title>x</d:titel></rdf:Description></rdf:RDF>", "line: 2"),
                Arguments.of(RDF_XML, xml + "<rdf:Description rdf:about=\"http://a.example/with space\"><d:title>x</d:title></rdf:Description></rdf:RDF>", "line: 2"),
                Arguments.of(RDF_XML, "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n" + xml + "</rdf:RDF>", "encoding"),
                Arguments.of(RDF_XML, "<?xml version=\"1.0\"?>\n<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>\n" + xml
                        + "<rdf:Description rdf:about=\"ex:a\"><d:title>&x;</d:title></rdf:Description></rdf:RDF>", "DOCTYPE declaration (line 2)"),
                Arguments.of(RDF_XML, "<!DOCTYPE bomb [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>\n" + xml + "</rdf:RDF>",
                        "DOCTYPE declaration (line 1)"),
                Arguments.of(RDF_XML, "", "RDF/XML"),
                Arguments.of(JSON_LD, "{\"@id\": \"ex:a\", ", "JSON-LD"),
                Arguments.of(JSON_LD, "{\"@context\": 17, \"@id\": \"ex:a\"}", "JSON-LD"),
                Arguments.of(JSON_LD, "[".repeat(90_000), "JSON-LD"));
    }

    @ParameterizedTest(name = "{index} {0}")
    @MethodSource("malformed")
    void isRefusedWithItsPlaceWhenAnyoneHasItChecked(String type, String body, String place) {
        HttpResponse<String> response = catalog.post("/validate", type, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).contains("description.malformed").contains("remedy").contains(place).contains("\"pt\"").doesNotContain("..\"");
        assertThat(response.body().length()).as("no flood comes back").isLessThan(6_000);
    }

    @ParameterizedTest(name = "{index} {0}")
    @MethodSource("malformed")
    void isRefusedAlikeWhenANodePublishesIt(String type, String body, String place) {
        if (type.equals(TURTLE)) {
            HttpResponse<String> response = catalog.publish(PATH, body, "uls-coimbra", RunningCatalog.COIMBRA);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
            assertThat(response.body()).contains("description.malformed").contains(place);
        }
    }

    @Test
    void thatClimbsIntoAnothersPlaceIsTakenForWhatItLeadsTo() {
        String climbing = RunningCatalog.description("uls-coimbra") + "\n<" + RunningCatalog.BASE + PATH + "/../../uls-sao-joao/source_dem> dct:title \"mine\"@en .\n";
        HttpResponse<String> response = catalog.publish(PATH, climbing, "uls-coimbra", RunningCatalog.COIMBRA);
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("description.scope").contains("uls-sao-joao/source_dem");
    }

    @Test
    void isRefusedInBothLanguagesWhereTheWordsAreOurs() throws Exception {
        String remote = "{\"@context\": \"https://elsewhere.example/context\", \"@id\": \"x:a\", \"b\": \"c\"}";
        JsonNode of = new ObjectMapper().readTree(catalog.post("/validate", "application/ld+json", remote).body());
        assertThat(of.at("/detail").asText()).contains("the context <https://elsewhere.example/context> is elsewhere");
        assertThat(of.at("/pt/detail").asText()).contains("o contexto <https://elsewhere.example/context> está noutro lado").doesNotContain("elsewhere,");
        JsonNode nested = new ObjectMapper().readTree(catalog.post("/validate", "text/turtle", "<x:a> <x:b> " + "[<x:c> ".repeat(20_000) + "1" + "]".repeat(20_000) + " .").body());
        assertThat(nested.at("/detail").asText()).contains("it is nested too deeply");
        assertThat(nested.at("/pt/detail").asText()).contains("tem demasiados níveis").doesNotContain("nested");
        assertThat(catalog.post("/validate", "application/ld+json", "null").body()).contains("that can be read: JSON document").doesNotContain("JsonLdError");
    }

    @Test
    void neverFetchesAnything() throws Exception {
        try (ServerSocket listener = new ServerSocket(0)) {
            listener.setSoTimeout(300);
            String here = "http://127.0.0.1:" + listener.getLocalPort() + "/";
            assertThat(catalog.post("/validate", JSON_LD, "{\"@context\": \"" + here + "\", \"@id\": \"ex:a\", \"name\": \"x\"}").body()).contains("nothing is fetched");
            catalog.post("/validate", JSON_LD, "{\"@context\": {\"@import\": \"" + here + "\", \"@version\": 1.1}, \"@id\": \"ex:a\"}");
            catalog.post("/validate", RDF_XML, "<!DOCTYPE x SYSTEM \"" + here + "\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/>");
            catalog.post("/sparql", "application/sparql-query", "SELECT * { SERVICE <" + here + "> { ?s ?p ?o } }");
            catalog.post("/sparql", "application/sparql-query", "SELECT * FROM <" + here + "> { ?s ?p ?o }");
            catalog.get("/sparql?query=ASK%7B%7D&default-graph-uri=" + here);
            catalog.post("/sparql", "application/sparql-update", "LOAD <" + here + ">");
            assertThat(connected(listener)).as("somebody called " + here).isFalse();
        }
    }

    private static boolean connected(ServerSocket listener) throws IOException {
        try {
            listener.accept().close();
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        }
    }

    @Test
    void ofThousandsOfDatasetsIsRefusedWithoutListingThem() {
        String flood = RunningCatalog.description("uls-coimbra") + IntStream.range(0, 2_000).mapToObj(i -> "<urn:example:d" + i + "> a dcat:Dataset .\n").collect(Collectors.joining());
        HttpResponse<String> response = catalog.publish(PATH, flood, "uls-coimbra", RunningCatalog.COIMBRA);
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("description.scope").contains("describes 2001 dataset(s), among them <urn:example:d").hasSizeLessThan(2_000);
    }

    @Test
    void thatIsNotUtf8IsNamedByItsByte() throws Exception {
        HttpResponse<String> response = catalog.postBytes("/validate", TURTLE, new byte[] {'<', 'u', 'r', 'n', ':', (byte) 0xff, '>'});
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("byte 5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json", "image/png", "text/turtle2", ""})
    void ofAnotherTypeIsRefused(String type) {
        assertThat(catalog.post("/validate", type.isEmpty() ? "x/y" : type, "x").statusCode()).isEqualTo(415);
    }

    @Test
    void withoutAnyDatasetDoesNotPass() {
        assertThat(catalog.post("/validate", TURTLE, "").body()).contains("\"conforms\" : false").contains("no dcat:Dataset");
        assertThat(catalog.post("/validate", TURTLE, "<ex:a> <ex:b> <ex:c> .").body()).contains("\"conforms\" : false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/datasets/%2e%2e/%2e%2e/etc/passwd", "/datasets/..%2f..%2fetc/passwd", "/catalog.ttl/..%2f..", "/assets/..%2farquipelago.css", "/assets/%2e%2e%2fcatalog.yaml", "/profiles/..%2f..",
        "/datasets/uls-coimbra/source_dem/versions/..%2f1", "/datasets/uls-coimbra/source_dem/versions/99999999999"})
    void addressesThatClimbOutLeadNowhere(String path) {
        assertThat(catalog.get(path, "Accept", "application/json").statusCode()).isBetween(400, 499);
    }

    @Test
    void hugeBodiesAndHeadersAreRefusedAndNotRead() {
        assertThat(catalog.post("/validate", TURTLE, "#".repeat(300_000)).statusCode()).isEqualTo(413);
        assertThat(catalog.get("/datasets?q=" + "x".repeat(40_000), "Accept", "application/json").statusCode()).isIn(414, 431, 400);
    }

    @Test
    void goodDescriptionsPassInEverySyntaxAndGetAdvice() throws Exception {
        for (String extension : new String[] {"ttl", "jsonld", "rdf", "nt"}) {
            String type = extension.equals("ttl") ? TURTLE : extension.equals("jsonld") ? JSON_LD : extension.equals("rdf") ? RDF_XML : N_TRIPLES;
            HttpResponse<String> response = catalog.post("/validate", type, catalog.get(PATH + "." + extension).body());
            assertThat(response.body()).as(extension).contains("\"conforms\" : true").contains("adms#sample");
        }
        String form = "text=" + java.net.URLEncoder.encode(Files.readString(Path.of("../description/src/test/resources/golden/release8-dispensing.ttl")).replace("dct:accessRights", "dct:rights"), StandardCharsets.UTF_8);
        HttpResponse<String> page = catalog.post("/validate?lang=en", "application/x-www-form-urlencoded", form, "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("It breaks rules.").contains("Access rights are exactly one").contains("What would make it better");
        assertThat(catalog.post("/validate", "application/x-www-form-urlencoded", "text=%3Cbroken", "Accept", "text/html").body()).contains("role=\"alert\"").contains("Corrija o Turtle nesse lugar.");
        assertThat(catalog.post("/validate?lang=en", "application/x-www-form-urlencoded", "text=%3Cbroken", "Accept", "text/html").body()).contains("Mend the Turtle at that place.");
        assertThat(catalog.post("/validate", TURTLE, "", "Accept", "text/turtle").body()).contains("ValidationReport");
    }
}
