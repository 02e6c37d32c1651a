package pt.arquipelago.catalog.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import pt.arquipelago.catalog.service.config.CatalogConfig;

class SparqlTest {
    @TempDir
    static Path folder;

    private static RunningCatalog catalog;

    @BeforeAll
    static void start() {
        catalog = new RunningCatalog(folder, new CatalogConfig.Limits(200_000, 5_000, 2, 1_000, 2));
        catalog.publish("uls-coimbra", RunningCatalog.COIMBRA);
        catalog.publish("uls-sao-joao", RunningCatalog.SAO_JOAO);
    }

    @AfterAll
    static void stop() {
        catalog.close();
    }

    @Test
    void answersOverAllDatasetsAtOnceAndByGraph() throws Exception {
        JsonNode all = json("SELECT ?d { ?d a <http://www.w3.org/ns/dcat#Dataset> } ORDER BY ?d");
        assertThat(all.at("/results/bindings")).hasSize(2);
        JsonNode graphs = json("SELECT ?g { GRAPH ?g { ?d a <http://www.w3.org/ns/dcat#Dataset> } } ORDER BY ?g");
        assertThat(graphs.at("/results/bindings/0/g/value").asText()).isEqualTo(RunningCatalog.BASE + "/datasets/uls-coimbra/source_dem");
    }

    @Test
    void answersInTheFormatsOfTheRecommendation() {
        String select = "SELECT ?d { ?d a <http://www.w3.org/ns/dcat#Dataset> } ORDER BY ?d";
        assertThat(get(select, "text/csv").body()).startsWith("d\r\nhttps://catalogo.example/datasets/uls-coimbra/source_dem");
        assertThat(get(select, "application/sparql-results+xml").body()).contains("<sparql");
        assertThat(get("ASK { ?d a <http://www.w3.org/ns/dcat#Dataset> }", "application/sparql-results+json").body()).contains("true");
        assertThat(get("CONSTRUCT { ?d a <urn:x> } WHERE { ?d a <http://www.w3.org/ns/dcat#Dataset> }", "*/*").headers().firstValue("Content-Type")).contains("text/turtle; charset=utf-8");
        assertThat(get("DESCRIBE <https://catalogo.example/datasets/uls-coimbra/source_dem>", "application/ld+json").statusCode()).isEqualTo(200);
        assertThat(get(select, "application/ld+json").statusCode()).isEqualTo(406);
    }

    @Test
    void saysWhereAQueryDoesNotParse() {
        assertThat(get("SELECT ?d WHERE {\n  ?d a <urn:a>\n  ?d <urn:b> ?t }", "*/*").body()).contains("line 3, column 3. '?d' does not fit there.");
        assertThat(get("SELECT ?x WHERE { ?x a }", "*/*").body()).contains("line 1, column 24. '}' does not fit there.");
        assertThat(get("SELECT ?d WHERE {\n  ?d a dcat:Dataset }", "*/*").body()).contains("line 2, column 8. Unresolved prefixed name: dcat:Dataset");
        assertThat(get("SELECT ?d WHERE { ?d a 'x }", "*/*").body()).contains("line 1, column ");
        String wrong = "/sparql?query=" + encode("SELECT ?d WHERE {\n  ?d nonsense ?t }");
        String page = catalog.get(wrong + "&lang=en", "Accept", "text/html").body();
        assertThat(page).contains("data-line=\"2\" data-column=\"6\"").contains("  ?d nonsense ?t }\n     ^</pre>").contains("'nonsense' is no word of SPARQL");
        assertThat(catalog.get(wrong, "Accept", "text/html").body()).contains("linha 2, coluna 6. 'nonsense' não é palavra de SPARQL");
        assertThat(get("SELECT ?d { ?d a <urn:" + "x".repeat(4_000) + " y> }", "*/*").body().length()).as("what was sent does not come back whole").isLessThan(2_000);
    }

    @Test
    void givesTheWholeAnswerAsAFile() {
        HttpResponse<String> csv = catalog.get("/sparql?format=csv&query=" + URLEncoder.encode("SELECT ?d { ?d a <http://www.w3.org/ns/dcat#Dataset> }", StandardCharsets.UTF_8), "Accept", "text/html");
        assertThat(csv.body()).startsWith("d\r\nhttps://");
        assertThat(csv.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"sparql.csv\"");
        assertThat(catalog.get("/sparql?format=ttl&query=ASK%7B%7D", "Accept", "text/html").statusCode()).isEqualTo(406);
    }

    @Test
    void offersTheTermsInUseToTheEditorWhoseScriptsAreTheOnlyOnes() {
        HttpResponse<String> page = catalog.get("/sparql", "Accept", "text/html");
        assertThat(page.body()).contains("&#34;dcat:Dataset&#34;").contains("http://www.w3.org/ns/dcat#");
        assertThat(page.headers().firstValue("Content-Security-Policy")).get().asString().endsWith("script-src 'self'");
        assertThat(catalog.get("/datasets", "Accept", "text/html").headers().firstValue("Content-Security-Policy")).get().asString().doesNotContain("script-src");
        assertThat(catalog.get("/assets/editor.js").body()).contains("CodeMirror");
    }

    @Test
    void takesQueriesByPostInBothWaysOfTheProtocol() {
        assertThat(catalog.post("/sparql", "application/sparql-query", "ASK {}").body()).contains("true");
        assertThat(catalog.post("/sparql", "application/x-www-form-urlencoded", "query=" + encode("ASK {}")).body()).contains("true");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            sparql.federation     | SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }
            sparql.federation     | SELECT * { { SELECT * { OPTIONAL { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } } } } }
            sparql.federation     | SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } }
            sparql.dataset-clause | SELECT * FROM <http://127.0.0.1:1/> { ?s ?p ?o }
            sparql.dataset-clause | SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }
            sparql.not-read-only  | INSERT DATA { <urn:a> <urn:b> <urn:c> }
            sparql.not-read-only  | DELETE WHERE { ?s ?p ?o }
            sparql.not-read-only  | PREFIX x: <urn:x> DROP ALL
            sparql.not-read-only  | LOAD <http://127.0.0.1:1/> INTO GRAPH <urn:g>
            sparql.function       | SELECT (<java:java.lang.System.exit>(1) AS ?x) {}
            sparql.function       | SELECT * { ?s ?p ?o FILTER (<http://jena.apache.org/ARQ/function#sha1sum>(?o) = 1) }
            sparql.pattern        | SELECT * { ?s ?p ?o FILTER regex(str(?o), "(a+)+$") }
            sparql.pattern        | SELECT * { ?s ?p ?o FILTER regex(str(?o), str(?p)) }
            sparql.pattern        | SELECT (replace("aaaa", "(aa*)+$", "b") AS ?x) {}
            sparql.pattern        | SELECT * { ?s ?p ?o FILTER NOT EXISTS { ?s ?q ?r FILTER regex(str(?r), "(.*)*x") } }
            sparql.pattern        | SELECT (count(*) AS ?n) { ?s ?p ?o } GROUP BY (regex(str(?s), "(a+)+$"))
            sparql.syntax         | SELECT * { ?s ?p }
            sparql.row-limit      | SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 5000
            sparql.row-limit      | CONSTRUCT { ?s ?p ?c } WHERE { ?s ?p ?o . ?a ?b ?c }
            sparql.time-limit     | SELECT (count(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER (?a != ?l) }
            sparql.time-limit     | SELECT (count(*) AS ?n) { ?a (!<urn:x>/!<urn:y>)* ?b . ?c (!<urn:x>/!<urn:y>)* ?d . ?e (!<urn:x>)+ ?f }
            """)
    void refusesWhatReachesBeyondTheStoreOrItsLimitsAndSaysSo(String code, String query) throws Exception {
        HttpResponse<String> response = get(query, "application/sparql-results+json");
        assertThat(response.statusCode()).as(response.body()).isBetween(400, 503);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).contains("\"code\" : \"" + code + "\"").contains("remedy");
        JsonNode problem = new ObjectMapper().readTree(response.body());
        assertThat(problem.at("/pt/detail").asText()).isNotBlank().isNotEqualTo(problem.at("/detail").asText());
        assertThat(problem.at("/pt/remedy").asText()).isNotBlank().isNotEqualTo(problem.at("/remedy").asText());
    }

    @Test
    void refusesGraphsNamedInTheRequestUpdatesAndNothing() {
        assertThat(catalog.get("/sparql?query=ASK%7B%7D&default-graph-uri=http://127.0.0.1:1/").body()).contains("sparql.dataset-clause");
        assertThat(catalog.post("/sparql", "application/x-www-form-urlencoded", "update=" + encode("CLEAR ALL")).body()).contains("sparql.not-read-only");
        assertThat(catalog.post("/sparql", "application/sparql-update", "CLEAR ALL").body()).contains("sparql.not-read-only");
        assertThat(catalog.get("/sparql").body()).contains("sparql.missing");
        assertThat(get("ASK {} #" + "x".repeat(6_000), "*/*").statusCode()).isEqualTo(413);
        assertThat(get("ASK { " + "{".repeat(2_400) + "}".repeat(2_400) + " }", "*/*").body()).contains("nested too deeply");
    }

    @Test
    void letsPlainPatternsThrough() throws Exception {
        assertThat(json("SELECT ?n { ?c <http://www.w3.org/ns/csvw#name> ?n FILTER regex(?n, \"^VALOR_.*\", \"i\") }").at("/results/bindings")).hasSize(2);
    }

    static Stream<Path> examples() throws Exception {
        return Files.list(Path.of("src/main/resources/pt/arquipelago/catalog/service/web/examples")).sorted();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void answersEachExampleOfThePageWithRows(Path example) throws Exception {
        String query = Files.readString(example);
        assertThat(json(query).at("/results/bindings").size()).isGreaterThan(0);
        assertThat(catalog.get("/sparql?lang=en&query=" + encode(query), "Accept", "text/html").body()).contains("<tbody>").doesNotContain("class=\"wrong\"");
    }

    @Test
    void showsTheRefusalOnThePage() {
        String address = "/sparql?query=" + encode("INSERT DATA { <urn:a> <urn:b> <urn:c> }");
        assertThat(catalog.get(address, "Accept", "text/html").body()).contains("sparql.not-read-only").contains("role=\"alert\"").contains("Aqui não se aceitam alterações.");
        assertThat(catalog.get(address + "&lang=en", "Accept", "text/html").body()).contains("Updates are not answered here.").doesNotContain("alterações");
    }

    private static JsonNode json(String query) throws Exception {
        HttpResponse<String> response = get(query, "application/sparql-results+json");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    private static HttpResponse<String> get(String query, String accept) {
        return catalog.get("/sparql?query=" + encode(query), "Accept", accept);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
