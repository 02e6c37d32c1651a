package pt.arquipelago.accessbody.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import pt.arquipelago.accessbody.portal.view.Chart;
import pt.arquipelago.accessbody.portal.view.Words;
import pt.arquipelago.analysis.query.Role;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.analysis.result.Column;
import pt.arquipelago.analysis.result.Provenance;
import pt.arquipelago.analysis.result.ResultTable;
import pt.arquipelago.analysis.result.SuppressedCell;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class ChartOfTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Words WORDS = Words.english();

    private static Column key(String name) {
        return new Column(name, ValueType.STRING, Role.KEY, Optional.empty());
    }

    private static Column measure(String name) {
        return new Column(name, ValueType.BIGINT, Role.MEASURE, Optional.empty());
    }

    private static ResultTable table(List<Column> columns, List<List<Object>> rows, SuppressedCell... suppressed) {
        String digest = "sha256:" + "0".repeat(64);
        return new ResultTable(columns, rows, List.of(suppressed), List.of(), List.of(), new Provenance("p-1", digest, digest, List.of(), Map.of(), Map.of(), Map.of(), true));
    }

    private static List<Object> row(Object... values) {
        return Arrays.asList(values);
    }

    @Test
    void aSuppressedValueIsACrossAndNeverABarOfNothing() throws Exception {
        Chart chart = ChartOf.result(table(List.of(key("atc"), measure("n")), List.of(row("A10", 40L), row("C09", null), row("R03", 0L)), new SuppressedCell(1, 1, "threshold")),
                WORDS, 0, 0).orElseThrow();
        JsonNode specification = JSON.readTree(chart.specification());
        assertThat(specification.at("/data/values").findValuesAsText("text")).containsExactly("A10: 40", "C09: suppressed", "R03: 0");
        assertThat(specification.at("/data/values/1/value").isNull()).isTrue();
        assertThat(specification.at("/layer/0/mark/type").asText()).isEqualTo("bar");
        assertThat(specification.at("/layer/1/transform/0/filter").asText()).isEqualTo("datum.value === null");
        assertThat(chart.gaps()).isTrue();
    }

    @Test
    void monthsRunAlongALine() throws Exception {
        Chart chart = ChartOf.result(table(List.of(key("month"), key("sex"), measure("days")),
                List.of(row("2025-01", "F", 10L), row("2025-02", "F", 12L), row("2025-03", "F", null), row("2025-04", "F", 9L), row("2025-05", "F", 8L)),
                new SuppressedCell(2, 2, "disclosure")), WORDS, 0, 0).orElseThrow();
        JsonNode specification = JSON.readTree(chart.specification());
        assertThat(specification.at("/layer/0/mark/type").asText()).isEqualTo("line");
        assertThat(specification.at("/layer/0/encoding/x/field").asText()).isEqualTo("label");
        assertThat(specification.at("/data/values/2/text").asText()).isEqualTo("2025-03, F: suppressed");
    }

    @Test
    void theOtherKeysAreTheSeriesAndTheChoiceIsTheReaders() throws Exception {
        ResultTable table = table(List.of(key("atc"), key("sex"), measure("n"), measure("persons")),
                List.of(row("A10", "F", 4L, 3L), row("A10", "M", 5L, 4L), row("C09", "F", 6L, 5L)));
        assertThat(series(ChartOf.result(table, WORDS, 0, 0).orElseThrow())).containsExactly("F", "M", "F");
        Chart other = ChartOf.result(table, WORDS, 1, 1).orElseThrow();
        assertThat(series(other)).containsExactly("A10", "A10", "C09");
        assertThat(other.title()).isEqualTo("persons by sex");
        assertThat(ChartOf.result(table, WORDS, 99, 99).orElseThrow().key()).isZero();
    }

    @Test
    void whatIsTooMuchToDrawIsCutAndSaid() throws Exception {
        List<List<Object>> rows = IntStream.range(0, 100).mapToObj(i -> row("code " + i, (long) i)).toList();
        Chart chart = ChartOf.result(table(List.of(key("atc"), measure("n")), rows), WORDS, 0, 0).orElseThrow();
        assertThat(chart.cut()).isTrue();
        assertThat(JSON.readTree(chart.specification()).at("/data/values")).hasSize(40);
    }

    @Test
    void textOfAResultStaysText() throws Exception {
        Chart chart = ChartOf.result(table(List.of(key("atc"), measure("n")), List.of(row("\"}],\"url\":\"http://x\"", 1L))), WORDS, 0, 0).orElseThrow();
        assertThat(JSON.readTree(chart.specification()).path("data").fieldNames()).toIterable().containsExactly("values");
    }

    private static List<String> series(Chart chart) throws Exception {
        return JSON.readTree(chart.specification()).at("/data/values").findValuesAsText("series");
    }

    @Test
    void withoutAKeyOrANumberThereIsNothingToDraw() {
        assertThat(ChartOf.result(table(List.of(measure("n")), List.of(row(5L))), WORDS, 0, 0)).isEmpty();
        assertThat(ChartOf.result(table(List.of(key("atc")), List.of(row("A10"))), WORDS, 0, 0)).isEmpty();
    }
}
