package pt.arquipelago.accessbody;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import pt.arquipelago.accessbody.json.Json;
import pt.arquipelago.analysis.partial.ArrowPartials;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.partial.PartialRow;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.partial.Reason;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Key;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Output;
import pt.arquipelago.analysis.query.Role;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.policies.permit.Outcome;
import pt.arquipelago.policies.permit.Thresholds;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;

/** What a researcher is told of the earlier rows that a question meets: by the forms of her own questions, before it runs and beside what is suppressed. */
class MeetingsTest {
    @TempDir
    private Path folder;
    private final TestClock clock = new TestClock(Instant.parse("2026-11-22T09:00:00Z"));
    private TestBody body;
    private String permit;

    @BeforeEach
    void start() {
        body = new TestBody(folder, clock);
        body.outputCheck = false;
        body.start();
        permit = body.permit();
    }

    @AfterEach
    void stop() {
        body.close();
    }

    private static ArrayNode node(String operator, Object... operands) {
        ArrayNode node = JsonNodeFactory.instance.arrayNode().add(operator);
        for (Object operand : operands) {
            if (operand instanceof JsonNode inner) {
                node.add(inner);
            } else {
                node.add(operand.toString());
            }
        }
        return node;
    }

    private static ArrayNode column(String name) {
        return node("column", "1." + name);
    }

    private static AggregateQuery query(List<Key> keys, JsonNode... where) {
        ObjectNode source = JsonNodeFactory.instance.objectNode();
        source.putArray("from").addObject().put("table", "dem").put("as", 1);
        source.putArray("where").addAll(List.of(where));
        List<Output> outputs = new java.util.ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            outputs.add(new Output(keys.get(i).name(), ValueType.STRING, Role.KEY, new Expr.KeyRef(i)));
        }
        outputs.add(new Output("n", ValueType.BIGINT, Role.MEASURE, new Expr.TermRef(0)));
        return new AggregateQuery(AggregateQuery.VERSION, source, keys, List.of(new Term(Kind.RECORDS, Optional.empty(), Optional.empty(), ValueType.BIGINT, true)), outputs,
                Optional.empty(), List.of(), Optional.empty(), 0);
    }

    private static Key code() {
        return new Key("cod_atc", ValueType.STRING, column("cod_atc"), Optional.empty());
    }

    private static JsonNode after(int year) {
        return node("lt", node("number", String.valueOf(year)), column("ano"));
    }

    private static Answers.Draft released(AggregateQuery query, Function<List<Object>, PartialCell> cell, List<List<Object>> rows) {
        PartialTable table = new PartialTable(query, rows.stream().map(row -> new PartialRow(row, List.of(cell.apply(row)))).toList());
        return new Answers.Draft(Outcome.RELEASED, Optional.of(query), ArrowPartials.write(table), Optional.empty(), Thresholds.DEFAULT);
    }

    private static Answers.Draft released(AggregateQuery query) {
        return released(query, row -> new PartialCell.Released(100L, 10), List.of(List.of("A10"), List.of("B01")));
    }

    private static Answers.Draft checked(AggregateQuery query) {
        return new Answers.Draft(Outcome.CHECKED, Optional.of(query), new byte[0], Optional.empty(), Thresholds.DEFAULT);
    }

    private JsonNode ask(String user, String sql, String mode, String ends, Answers.Draft draft) {
        clock.advance(Duration.ofSeconds(1));
        String task = body.as(user).post("/api/v1/tasks", ((ObjectNode) Json.read(TestBody.task(permit, sql))).put("mode", mode).toString()).json().path("id").asText();
        TestBody.NODES.forEach(id -> body.node(id).answer(body.node(id).order(task, body.orderKey), draft));
        Await.until(() -> body.as(user).get("/api/v1/tasks/" + task).json().path("state").asText().equals(ends));
        return body.as(user).get("/api/v1/tasks/" + task).json();
    }

    private String page(String path) {
        return Browser.of(body.url(), "marta").get(path).text();
    }

    private static String met(JsonNode meeting) {
        return meeting.path("number").asText() + meeting.path("keys") + (meeting.path("same").asBoolean() ? " = " : " ~ ") + meeting.path("task_keys");
    }

    @Test
    void aCheckTellsWhichEarlierRowsAQuestionMeets() {
        JsonNode first = ask("marta", "first", "run", "released", released(query(List.of(code()), after(2020))));
        assertThat(first.path("meets")).as("nothing was suppressed").isEmpty();
        JsonNode alone = ask("marta", "alone", "check", "checked", checked(query(List.of(), after(2020), node("eq", column("cod_atc"), node("text", "A10")))));
        assertThat(alone.path("meets")).extracting(MeetingsTest::met).containsExactly("n[] = [\"A10\"]");
        assertThat(alone.path("meets").get(0).path("task")).isEqualTo(first.path("id"));
        JsonNode moved = ask("marta", "moved", "check", "checked", checked(query(List.of(code()), after(2021))));
        assertThat(moved.path("meets")).extracting(MeetingsTest::met).containsExactly("n[\"A10\"] ~ [\"A10\"]", "n[\"B01\"] ~ [\"B01\"]");
        String page = page("/tasks/" + moved.path("id").asText());
        assertThat(page).contains("A10").contains(first.path("id").asText());
    }

    @Test
    void aSuppressedCellNamesTheRowThatItsFormIsNearestTo() {
        JsonNode first = ask("marta", "first", "run", "released", released(query(List.of(code()), after(2020))));
        JsonNode second = ask("marta", "second", "run", "released", released(query(List.of(code()), after(2021)),
                row -> row.contains("A10") ? new PartialCell.Suppressed(Reason.TOO_CLOSE) : new PartialCell.Released(90L, 10), List.of(List.of("A10"), List.of("B01"))));
        assertThat(second.path("meets")).extracting(MeetingsTest::met).containsExactly("n[\"A10\"] ~ [\"A10\"]");
        assertThat(second.path("meets").get(0).path("row").asInt()).isZero();
        assertThat(second.path("meets").get(0).path("column").asInt()).isEqualTo(1);
        assertThat(page("/results/" + second.path("id").asText())).contains(first.path("id").asText());
    }

    @Test
    void aPermitsPageSaysWhatIsLeft() {
        ask("marta", "first", "run", "released", released(query(List.of(code()))));
        assertThat(page("/permits/" + permit)).contains("responde a mais 499 perguntas diferentes");
    }

    @Test
    void anotherPermitsRowsAreNotNamed() {
        ask("marta", "first", "run", "released", released(query(List.of(code()), after(2020))));
        permit = body.permit();
        assertThat(ask("marta", "second", "check", "checked", checked(query(List.of(code()), after(2020)))).path("meets")).isEmpty();
    }
}
