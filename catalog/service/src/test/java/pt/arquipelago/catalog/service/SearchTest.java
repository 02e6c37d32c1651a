package pt.arquipelago.catalog.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pt.arquipelago.catalog.service.config.HarvestSource;

/** Finding by words, by what people call things, by codes, by facets, and by variable. */
class SearchTest {
    @TempDir
    static Path folder;

    private static RunningCatalog catalog;

    @BeforeAll
    static void start() {
        catalog = RunningCatalog.harvesting(folder, List.of(new HarvestSource("outro", "Outro", URI.create("https://outro.example/"), Optional.empty())));
        catalog.publish("uls-coimbra", RunningCatalog.COIMBRA);
        publish("source_pem", RunningCatalog.description("uls-sao-joao").replace("source_dem", "source_pem").replaceAll("(arq:view\\s+)\"dem\"", "$1\"pem\"").replaceAll("(arq:system\\s+)\"DEM\"", "$1\"PEM\"")
                .replace("Dispensa Eletrónica Médica", "Prescrição Eletrónica Médica").replace("Electronic dispensing of medicines", "Electronic prescribing").replace("PT192", "PT11A"));
        publish("source_hba1c", RunningCatalog.description("uls-sao-joao").replace("source_dem", "source_hba1c").replaceAll("(arq:view\\s+)\"dem\"", "$1\"hba1c\"").replaceAll("(arq:system\\s+)\"DEM\"", "$1\"MCDT\"")
                .replace("Dispensa Eletrónica Médica", "Resultados de diabetes").replace("Electronic dispensing of medicines", "Diabetes results").replace("Código ATC", "Hemoglobina glicada (HbA1c)")
                .replace("ATC code", "Glycated haemoglobin (HbA1c)").replace("valor_sns", "resultado_hba1c").replace("PT192", "PT11A").replace("health-theme/HEALTH_SYSTEMS", "health-theme/CANCER_DISEASE"));
    }

    private static void publish(String table, String turtle) {
        HttpResponse<String> response = catalog.publish("/datasets/uls-sao-joao/" + table, turtle, "uls-sao-joao", RunningCatalog.SAO_JOAO);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        catalog.close();
    }

    @ParameterizedTest(name = "{0} finds {1} first")
    @CsvSource(delimiter = '|', textBlock = """
            receita                        | source_pem
            prescriptions                  | source_pem
            prescrições                    | source_pem
            PRESCRICAO                     | source_pem
            E11                            | source_hba1c
            e11.9                          | source_hba1c
            diabetes                       | source_hba1c
            4548-4                         | source_hba1c
            hemoglobina glicada            | source_hba1c
            glycated haemoglobin           | source_hba1c
            farmácia                       | source_dem
            cancro                         | source_hba1c
            dispensed at pharmacies coimbra | source_dem
            """)
    void findsWhatPeopleMean(String words, String first) throws Exception {
        assertThat(search("q=" + encode(words)).at("/results/0/table").asText()).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xyzzy", "receita xyzzy", "e99", "prescription AND NOT x", "\"((", "*:*", "title:[* TO *]"})
    void findsNothingForWhatNobodySaysAndTakesNoWordForSyntax(String words) throws Exception {
        assertThat(search("q=" + encode(words)).at("/total").asInt()).isZero();
    }

    @Test
    void refusesMoreWordsThanItReadsInsteadOfFindingEverything() {
        for (String address : new String[] {"/search?q=", "/datasets?q=", "/variables?q=", "/elsewhere?q=", "/search?nuts="}) {
            HttpResponse<String> response = catalog.get(address + "a".repeat(201), "Accept", "application/json");
            assertThat(response.statusCode()).as(address).isEqualTo(400);
            assertThat(response.body()).contains("has more than 200 characters.", "tem mais de 200 caracteres.");
            assertThat(catalog.get(address + "a".repeat(200), "Accept", "application/json").statusCode()).as(address).isEqualTo(200);
        }
    }

    @Test
    void countsWhatEachFacetWouldFindIfItAloneChoseNothing() throws Exception {
        JsonNode all = search("");
        assertThat(all.at("/total").asInt()).isEqualTo(3);
        assertThat(all.at("/records").asLong()).isEqualTo(3 * 1_234_500L);
        assertThat(count(all, "system", "PEM")).isEqualTo(1);
        assertThat(count(all, "year", "2024")).isEqualTo(3);
        assertThat(count(all, "coding", "ATC")).isEqualTo(3);
        JsonNode pem = search("system=PEM&node=uls-sao-joao");
        assertThat(pem.at("/total").asInt()).isEqualTo(1);
        assertThat(count(pem, "system", "MCDT")).as("another system of the same institution").isEqualTo(1);
        assertThat(count(pem, "system", "DEM")).as("a system that the institution does not have").isZero();
        assertThat(search("variable=resultado_hba1c").at("/total").asInt()).isEqualTo(1);
        assertThat(search("nuts=PT11A&year=2023&theme=health_products&rights=non_public").at("/total").asInt()).isEqualTo(2);
        assertThat(search("year=1999").at("/total").asInt()).isZero();
    }

    @Test
    void saysWhichDatasetsHoldAVariableAndWhere() throws Exception {
        JsonNode found = json("/variables?q=hba1c");
        assertThat(names(found)).contains("resultado_hba1c", "atc");
        assertThat(json("/variables?q=hba1c&nuts=PT11").at("/results/0/datasets/0/node").asText()).isEqualTo("uls-sao-joao");
        assertThat(json("/variables?q=hba1c&nuts=PT19").at("/total").asInt()).isZero();
        assertThat(json("/variables?q=sexo").at("/results/0/datasets")).hasSize(3);
        assertThat(catalog.get("/variables?q=hba1c&lang=en", "Accept", "text/html").body()).contains("Glycated haemoglobin").contains("#column-resultado_hba1c");
    }

    @Test
    void showsAVariableWithItsPublishedCountsAddedUp() throws Exception {
        JsonNode sex = json("/variables/sexo");
        assertThat(sex.at("/datasets")).hasSize(3);
        assertThat(sex.at("/values/1/value").asText()).isEqualTo("F");
        assertThat(sex.at("/values/1/individuals").asLong()).isEqualTo(3 * 54_100L);
        assertThat(sex.at("/values/1/telling").asInt()).isEqualTo(3);
        assertThat(sex.at("/regions/0/individuals").asLong()).isPositive();
        assertThat(json("/variables/escalao").at("/values/0/individuals").isNull()).as("nobody published it").isTrue();
        assertThat(catalog.get("/variables/sexo?lang=pt", "Accept", "text/html").body()).contains("feminino").contains("3 / 3").contains("Pessoas por região");
        assertThat(catalog.get("/variables/none").statusCode()).isEqualTo(404);
        assertThat(catalog.get("/variables/sexo", "Accept", "image/png").statusCode()).isEqualTo(406);
    }

    @Test
    void findsDatasetsOfARegionByTheWiderOnes() throws Exception {
        assertThat(search("nuts=PT1").at("/total").asInt()).isEqualTo(3);
        assertThat(search("nuts=PT15").at("/total").asInt()).isEqualTo(3);
        assertThat(search("nuts=PT3").at("/total").asInt()).isZero();
        assertThat(catalog.get("/datasets", "Accept", "text/html").body()).contains("PT150 · Algarve");
    }

    @Test
    void putsDatasetsTogetherForOneApplication() {
        String basket = catalog.get("/basket?at=uls-coimbra/source_dem&at=uls-sao-joao/source_pem&at=../../etc&at=uls-x/none&lang=en", "Accept", "text/html").body();
        assertThat(basket).contains("https://acesso.example/candidaturas?dataset=https%3A%2F%2Fcatalogo.example%2Fdatasets%2Fuls-coimbra%2Fsource_dem&amp;dataset=").contains("· 2 datasets");
        assertThat(catalog.get("/basket?lang=en", "Accept", "text/html").body()).contains("You have not chosen any yet.");
        assertThat(catalog.get("/datasets?lang=en", "Accept", "text/html").body()).contains("type=\"checkbox\" name=\"at\" value=\"uls-coimbra/source_dem\"");
    }

    @Test
    void showsInstitutionsAndSystemsWithTheirDatasets() {
        String holder = catalog.get("/holders/uls-sao-joao?lang=en", "Accept", "text/html").body();
        assertThat(holder).contains("Diabetes results").contains("Electronic prescribing").doesNotContain("Electronic dispensing of medicines").contains("<rect class=\"bar\"");
        assertThat(catalog.get("/holders/uls-sao-joao").body()).contains("foaf:made").contains("source_pem");
        assertThat(catalog.get("/systems/pem?lang=pt", "Accept", "text/html").body()).contains("Prescrição Eletrónica Médica").contains("application/ld+json");
        assertThat(catalog.get("/systems/pem").body()).contains("dcat:DatasetSeries");
        assertThat(catalog.get("/systems/none").statusCode()).isEqualTo(404);
        assertThat(catalog.get("/holders/..%2f..").statusCode()).isEqualTo(404);
    }

    @Test
    void describesItselfAndAnswersAsDescribed() throws Exception {
        JsonNode api = json("/openapi.json");
        List<String> required = StreamSupport.stream(api.at("/components/schemas/Dataset/required").spliterator(), false).map(JsonNode::asText).toList();
        JsonNode one = search("").at("/results/0");
        assertThat(required).allSatisfy(field -> assertThat(one.has(field)).as(field).isTrue());
        assertThat(one.size()).isEqualTo(required.size());
        api.at("/paths").fieldNames().forEachRemaining(path -> {
            String address = path.replace("{node}", "uls-coimbra").replace("{table}", "source_dem").replace("{version}", "1").replace("{other}", "1").replace("{form}", "ttl").replace("{source}", "outro").replace("{name}", "sexo").replace("{profile}", "fdp").replace("{system}", "dem");
            assertThat(catalog.get(address).statusCode()).as(address).isNotEqualTo(404);
        });
        for (JsonNode parameter : api.at("/paths/~1search/get/parameters")) {
            assertThat(catalog.get("/search?" + parameter.at("/name").asText() + "=1", "Accept", "application/json").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void findsTheSameAfterItsIndexWasLost() throws Exception {
        Path other = Files.createTempDirectory("catalog-search");
        try {
            try (RunningCatalog first = new RunningCatalog(other)) {
                first.publish("uls-coimbra", RunningCatalog.COIMBRA);
                assertThat(first.get("/search?q=dispensa").body()).contains("source_dem");
            }
            delete(other.resolve("search"));
            try (RunningCatalog again = new RunningCatalog(other)) {
                assertThat(again.get("/search?q=dispensa").body()).contains("source_dem");
                again.withdraw("/datasets/uls-coimbra/source_dem", "{\"reason\":{\"pt\":\"x\",\"en\":\"y\"}}", "uls-coimbra", RunningCatalog.COIMBRA);
                assertThat(again.get("/search?q=dispensa").body()).doesNotContain("source_dem");
            }
        } finally {
            delete(other);
        }
    }

    private static void delete(Path folder) throws Exception {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static long count(JsonNode found, String facet, String value) {
        return StreamSupport.stream(found.at("/facets/" + facet).spliterator(), false).filter(entry -> entry.at("/value").asText().equals(value))
                .mapToLong(entry -> entry.at("/count").asLong()).sum();
    }

    private static List<String> names(JsonNode found) {
        return StreamSupport.stream(found.at("/results").spliterator(), false).map(entry -> entry.at("/name").asText()).toList();
    }

    private static JsonNode search(String query) throws Exception {
        return json("/search?" + query);
    }

    private static JsonNode json(String path) throws Exception {
        return new ObjectMapper().readTree(catalog.get(path, "Accept", "application/json").body());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
