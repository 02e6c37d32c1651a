package pt.arquipelago.catalog.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What became of a description over time. */
class HistoryTest {
    private static final String PATH = "/datasets/uls-coimbra/source_dem";
    private static final String REASON = "{\"reason\": {\"pt\": \"Extrato com erro.\", \"en\": \"A faulty extract.\"}}";

    @TempDir
    Path folder;

    private RunningCatalog catalog;

    @BeforeEach
    void start() {
        catalog = new RunningCatalog(folder);
        catalog.publish("uls-coimbra", RunningCatalog.COIMBRA);
        String changed = RunningCatalog.description("uls-coimbra").replace("1234500", "2000000");
        assertThat(catalog.publish(PATH, changed, "uls-coimbra", RunningCatalog.COIMBRA).statusCode()).isEqualTo(204);
    }

    @AfterEach
    void stop() {
        catalog.close();
    }

    @Test
    void keepsEveryVersionAndTellsWhatDiffers() throws Exception {
        JsonNode history = json(PATH + "/versions").at("/history");
        assertThat(history).hasSize(2);
        assertThat(history.at("/0/kind").asText()).isEqualTo("create");
        assertThat(history.at("/1/version").asInt()).isEqualTo(2);
        assertThat(catalog.get(PATH + "/versions/1", "Accept", "text/turtle").body()).contains("1234500").doesNotContain("2000000");
        JsonNode difference = json(PATH + "/versions/2/from/1");
        assertThat(difference.at("/removed")).singleElement().satisfies(line -> assertThat(line.asText()).contains("numberOfRecords").contains("1234500"));
        assertThat(difference.at("/added")).singleElement().satisfies(line -> assertThat(line.asText()).contains("2000000"));
        assertThat(catalog.get(PATH + "/versions/2/from/1?lang=en", "Accept", "text/html").body()).contains("No longer said").contains("2000000");
        assertThat(catalog.get(PATH + "/versions/3", "Accept", "text/turtle").statusCode()).isEqualTo(404);
    }

    @Test
    void leavesATombstoneWithTheReasonAndNothingElse() throws Exception {
        assertThat(catalog.withdraw(PATH, REASON, "uls-coimbra", RunningCatalog.COIMBRA).statusCode()).isEqualTo(204);
        HttpResponse<String> gone = catalog.get(PATH, "Accept", "application/json");
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(gone.body()).contains("A faulty extract.").contains("Extrato com erro.");
        assertThat(catalog.get(PATH + "?lang=en", "Accept", "text/html").body()).contains("was withdrawn: A faulty extract.");
        assertThat(catalog.get(PATH, "Accept", "text/html").body()).contains("foi retirado: Extrato com erro.").doesNotContain("A faulty");
        assertThat(catalog.get("/catalog.ttl").body()).doesNotContain("source_dem").doesNotContain("DatasetSeries");
        assertThat(catalog.get("/sparql?query=ASK%7B%3Cx:a%3E%20%3Cx:b%3E%20%3Cx:c%3E%7D", "Accept", "application/sparql-results+json").statusCode()).isEqualTo(200);
        assertThat(catalog.get("/sparql?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%20FILTER(contains(str(%3Fs),%22source_dem%22))%7D", "Accept", "text/csv").body().lines()).hasSize(1);
        JsonNode changes = json("/changes?after=2").at("/changes");
        assertThat(changes).singleElement().satisfies(change -> assertThat(change.at("/reason/en").asText()).isEqualTo("A faulty extract."));
        assertThat(catalog.get(PATH + "/versions/1", "Accept", "text/turtle").statusCode()).as("earlier versions stay").isEqualTo(200);
        assertThat(catalog.withdraw(PATH, REASON, "uls-coimbra", RunningCatalog.COIMBRA).statusCode()).isEqualTo(410);
    }

    @Test
    void makesNoVersionOfWhatSaysTheSameAgain() throws Exception {
        String changed = RunningCatalog.description("uls-coimbra").replace("1234500", "2000000");
        String tag = catalog.get(PATH).headers().firstValue("ETag").orElseThrow();
        assertThat(catalog.publish(PATH, changed + "\n# the same in other words\n", "uls-coimbra", RunningCatalog.COIMBRA).statusCode()).isEqualTo(204);
        assertThat(json(PATH + "/versions").at("/history")).hasSize(2);
        assertThat(json("/changes?after=2").at("/changes")).isEmpty();
        assertThat(catalog.get(PATH).headers().firstValue("ETag")).contains(tag);
        assertThat(catalog.publish("uls-coimbra", RunningCatalog.COIMBRA).statusCode()).as("what was said before, but not last, is a version").isEqualTo(204);
        assertThat(json(PATH + "/versions").at("/history/2/version").asInt()).isEqualTo(3);
    }

    @Test
    void leadsFromTheTombstoneAndFromTheChangesToWhatWas() {
        catalog.withdraw(PATH, REASON, "uls-coimbra", RunningCatalog.COIMBRA);
        for (String address : new String[] {PATH, PATH + ".html"}) {
            HttpResponse<String> gone = catalog.get(address + "?lang=en", "Accept", "text/html");
            assertThat(gone.statusCode()).isEqualTo(410);
            assertThat(gone.body()).contains("href=\"" + PATH + "/versions?lang=en\"");
        }
        String changes = catalog.get("/changes?lang=en", "Accept", "text/html").body();
        assertThat(changes).contains("published again", "withdrawn: A faulty extract.", "href=\"" + PATH + "/versions?lang=en\"");
        assertThat(catalog.get("/changes?after=3&lang=pt", "Accept", "text/html").body()).contains("Nada aconteceu desde então.");
        assertThat(catalog.get("/changes?after=1&lang=pt", "Accept", "text/html").body()).contains("retirado: Extrato com erro.").doesNotContain("<th scope=\"row\">1</th>");
    }

    @Test
    void countsOnAfterAWithdrawal() throws Exception {
        catalog.withdraw(PATH, REASON, "uls-coimbra", RunningCatalog.COIMBRA);
        assertThat(catalog.publish("uls-coimbra", RunningCatalog.COIMBRA).statusCode()).isEqualTo(201);
        assertThat(json(PATH + "/versions").at("/history/3/version").asInt()).isEqualTo(3);
    }

    @Test
    void letsOnlyTheNodeItselfWithdrawAndOnlyWithAReason() {
        assertThat(catalog.withdraw(PATH, REASON, "uls-sao-joao", RunningCatalog.SAO_JOAO).statusCode()).isEqualTo(403);
        assertThat(catalog.withdraw(PATH, REASON, "uls-coimbra", RunningCatalog.SAO_JOAO).statusCode()).isEqualTo(403);
        assertThat(catalog.withdraw("/datasets/uls-coimbra/source_none", REASON, "uls-coimbra", RunningCatalog.COIMBRA).statusCode()).isEqualTo(404);
        assertThat(catalog.get(PATH, "Accept", "text/turtle").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "not json", "{\"reason\": \"x\"}", "{\"reason\": {\"pt\": \"só português\"}}", "[]"})
    void asksForTheReasonInBothLanguages(String body) {
        HttpResponse<String> response = catalog.withdraw(PATH, body, "uls-coimbra", RunningCatalog.COIMBRA);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("description.reason");
    }

    @Test
    void remembersAllOverARestartAndForgetsWhatWasNeverCommitted() throws Exception {
        String before = catalog.get(PATH + "/versions", "Accept", "application/json").body();
        catalog.close();
        Path changes = folder.resolve("changes.jsonl");
        Files.writeString(changes, Files.readAllLines(changes, StandardCharsets.UTF_8).get(1).replace("\"number\":2", "\"number\":3") + "\n", StandardOpenOption.APPEND);
        catalog = new RunningCatalog(folder);
        assertThat(catalog.get(PATH + "/versions", "Accept", "application/json").body()).isEqualTo(before);
        assertThat(Files.readAllLines(changes)).hasSize(2);
    }

    private JsonNode json(String path) throws Exception {
        return new ObjectMapper().readTree(catalog.get(path, "Accept", "application/json").body());
    }
}
