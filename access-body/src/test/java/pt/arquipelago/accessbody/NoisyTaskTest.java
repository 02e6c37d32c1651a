package pt.arquipelago.accessbody;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import pt.arquipelago.accessbody.json.Json;
import pt.arquipelago.analysis.noise.Clip;
import pt.arquipelago.analysis.noise.Limits;
import pt.arquipelago.analysis.noise.NoisePlan;
import pt.arquipelago.analysis.noise.NoisyTable;
import pt.arquipelago.analysis.noise.Rho;
import pt.arquipelago.analysis.partial.NoisyPartials;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Key;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Output;
import pt.arquipelago.analysis.query.Role;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.policies.permit.Manifest;
import pt.arquipelago.policies.permit.Outcome;
import pt.arquipelago.policies.permit.Thresholds;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** A question under a permit with release {@code noisy}, from its check to page and files. */
class NoisyTaskTest {
    private static final AggregateQuery QUERY = query();
    private static final NoisePlan PLAN = NoisePlan.of(QUERY, new Limits(1, 4), Map.of(1, new Clip(0, 200)), Rho.of(0.01));

    @TempDir
    private Path folder;
    private TestBody body;
    private String permit;

    @BeforeEach
    void start() {
        body = new TestBody(folder, new TestClock(Instant.parse("2026-11-22T09:00:00Z"))).start();
        ObjectNode application = (ObjectNode) Json.read(TestBody.application());
        String id = body.as("marta").post("/api/v1/applications", application.put("release", "noisy").toString()).json().path("id").asText();
        permit = body.as("duarte").post("/api/v1/applications/" + id + "/decision", TestBody.permitDecision()).json().path("permit").asText();
    }

    @AfterEach
    void stop() {
        body.close();
    }

    private static AggregateQuery query() {
        var json = JsonNodeFactory.instance;
        return new AggregateQuery(AggregateQuery.VERSION, json.objectNode().put("relation", "dem"), List.of(new Key("cod_atc", ValueType.STRING, json.objectNode().put("column", "cod_atc"), Optional.empty())),
                List.of(new Term(Kind.RECORDS, Optional.empty(), Optional.empty(), ValueType.BIGINT, true),
                        new Term(Kind.SUM, Optional.of(json.arrayNode().add("column").add("1.custo")), Optional.empty(), ValueType.BIGINT, true)),
                List.of(new Output("cod_atc", ValueType.STRING, Role.KEY, new Expr.KeyRef(0)), new Output("n", ValueType.BIGINT, Role.MEASURE, new Expr.TermRef(0)),
                        new Output("custos", ValueType.BIGINT, Role.MEASURE, new Expr.TermRef(1))),
                Optional.empty(), List.of(), Optional.empty(), 0);
    }

    private static Manifest.Noise cost(double highest, boolean repeat) {
        List<Manifest.Deviation> deviations = PLAN.numbers().stream().map(number -> new Manifest.Deviation(number.term(), number.part().name().toLowerCase(java.util.Locale.ROOT), number.deviation())).toList();
        return new Manifest.Noise(0.01, 1e-9, 1, 4, Optional.of(PLAN.threshold()), deviations, Optional.of(List.of(new Manifest.Range(1, "custo", 0, highest, List.of("profile")))),
                List.of(new Manifest.Budget("source_dem", 1, 0.25, 8)), repeat ? Optional.of(true) : Optional.empty());
    }

    private static Answers.Draft checked(boolean repeat) {
        return new Answers.Draft(Outcome.CHECKED, Optional.of(QUERY), new byte[0], Optional.empty(), Thresholds.DEFAULT).noise(cost(200, repeat));
    }

    private static Answers.Draft released(double highest, Map<String, Long> records) {
        List<NoisyTable.Row> rows = new TreeMap<>(records).entrySet().stream()
                .map(entry -> new NoisyTable.Row(List.of(entry.getKey()), List.of(256 * entry.getValue(), Math.round(10 * entry.getValue() / PLAN.numbers().get(1).unit()), entry.getValue()))).toList();
        return new Answers.Draft(Outcome.RELEASED, Optional.of(QUERY), NoisyPartials.write(new NoisyTable(QUERY, PLAN, rows)), Optional.empty(), Thresholds.DEFAULT).noise(cost(highest, false));
    }

    private JsonNode ask(String mode, String ends, Map<String, Answers.Draft> drafts) {
        ObjectNode task = ((ObjectNode) Json.read(TestBody.task(permit, "SELECT cod_atc, count(*) AS n, sum(custo) AS custos FROM dem GROUP BY cod_atc"))).put("mode", mode);
        ((ObjectNode) task.path("question")).putObject("noise").put("rho", 0.01).put("rows", 1).put("records", 4);
        String id = body.as("marta").post("/api/v1/tasks", task.toString()).json().path("id").asText();
        drafts.forEach((node, draft) -> assertThat(body.node(node).answer(body.node(node).order(id, body.orderKey), draft).status()).isEqualTo(200));
        Await.until(() -> body.as("marta").get("/api/v1/tasks/" + id).json().path("state").asText().equals(ends));
        return body.as("marta").get("/api/v1/tasks/" + id).json();
    }

    @Test
    void aCheckTellsOnPageAndToProgramsWhatItCostsHowUncertainItIsAndWhatRemains() {
        JsonNode task = ask("check", "checked", Map.of("uls-coimbra", checked(false), "uls-santa-maria", checked(true), "uls-sao-joao", checked(false)));
        JsonNode noise = task.path("nodes").get(0).path("noise");
        assertThat(noise.path("ranges").toString()).isEqualTo("[{\"term\":1,\"name\":\"custo\",\"low\":0.0,\"high\":200.0,\"from\":[\"profile\"]}]");
        assertThat(noise.has("repeat")).isFalse();
        assertThat(task.path("nodes").get(1).path("noise").path("repeat").asBoolean()).isTrue();

        String page = Browser.of(body.url(), "marta").get("/tasks/" + task.path("id").asText() + "?lang=en").text();
        assertThat(page).contains("Costs 0.01 of the budget, 0.75 left.").contains("Answered before: costs nothing more, 0.75 left.")
                .contains("n ± 49, custos (sum) ± 9,800.")
                .contains("custo from 0 to 200 (profile)").contains("from a noisy number of " + PLAN.threshold() + " persons on");
    }

    @Test
    void theAnswersOfInstitutionsAddUpAtOnceWithIntervalsOnPageAndInFiles() {
        JsonNode task = ask("run", "released", Map.of("uls-coimbra", released(200, Map.of("A10", 500L, "C09", 90L)), "uls-santa-maria", released(300, Map.of("A10", 300L)),
                "uls-sao-joao", Answers.refused("permit.budget-spent")));
        String path = "/api/v1/tasks/" + task.path("id").asText() + "/result";
        JsonNode result = body.as("marta").get(path).json();
        assertThat(result.path("rows").toString()).isEqualTo("[[\"A10\",\"800\",\"8000\"],[\"C09\",\"90\",\"900\"]]");
        assertThat(result.path("suppressed")).isEmpty();
        assertThat(result.path("marks").toString()).contains("nodes: 2 of 3", "nodes: 1 of 3");
        assertThat(result.path("notes").toString()).contains("each record's custo is cut to 0 to 200 at uls-coimbra", "each record's custo is cut to 0 to 300 at uls-santa-maria");
        JsonNode both = result.path("intervals").get(0);
        assertThat((both.path("high").asDouble() - both.path("low").asDouble()) / 2).isCloseTo(1.959964 * Math.sqrt(2) * PLAN.numbers().get(0).deviation(), within(1e-6));

        String csv = body.as("marta").get(path + "?format=csv").text();
        assertThat(csv).contains("_intervals").contains("n: " + both.path("low").asText().substring(0, 5));
        byte[] arrow = body.as("marta").get(path + "?format=arrow").body();
        assertThat(new String(arrow, StandardCharsets.UTF_8)).contains("intervals").contains("custos");
        String page = Browser.of(body.url(), "marta").get("/results/" + task.path("id").asText() + "?lang=en").text();
        assertThat(page).contains("(95 %)").contains("each record's custo is cut to 0 to 200 at uls-coimbra");
    }

    @Test
    void anExactAnswerUnderItsPermitIsNotTaken() {
        ObjectNode task = (ObjectNode) Json.read(TestBody.task(permit, TestBody.SQL));
        String id = body.as("marta").post("/api/v1/tasks", task.toString()).json().path("id").asText();
        assertThat(body.node("uls-coimbra").answer(body.node("uls-coimbra").order(id, body.orderKey), Answers.counts(Map.of("A10", 100L))).status()).isEqualTo(422);
    }
}
