package pt.arquipelago.accessbody.portal;

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
    void aSuppressedValueIsAGapAndNeverABarOfNothing() {
        Chart chart = ChartOf.result(table(List.of(key("atc"), measure("n")), List.of(row("A10", 40L), row("C09", null), row("R03", 0L)), new SuppressedCell(1, 1, "threshold")),
                WORDS, 0, 0).orElseThrow();
        assertThat(chart.bars()).extracting(Chart.Bar::text).containsExactly("A10: 40", "R03: 0");
        assertThat(chart.gaps()).extracting(Chart.Gap::text).containsExactly("C09: suppressed");
        assertThat(chart.labels()).hasSize(3);
    }

    @Test
    void barsAreAsLongAsTheirValues() {
        Chart chart = ChartOf.result(table(List.of(key("atc"), measure("n")), List.of(row("A10", 100L), row("C09", 50L))), WORDS, 0, 0).orElseThrow();
        assertThat(chart.bars().get(0).width()).isEqualTo(2 * chart.bars().get(1).width());
        assertThat(chart.bars().get(0).x()).isEqualTo(chart.left());
    }

    @Test
    void valuesBelowZeroLieLeftOfIt() {
        Chart chart = ChartOf.result(table(List.of(key("atc"), measure("n")), List.of(row("A10", 100L), row("C09", -50L))), WORDS, 0, 0).orElseThrow();
        Chart.Bar below = chart.bars().get(1);
        assertThat(below.x() + below.width()).isEqualTo(chart.bars().get(0).x());
        assertThat(below.x()).isGreaterThanOrEqualTo(chart.left());
    }

    @Test
    void monthsRunAlongALineThatBreaksWhereAValueIsSuppressed() {
        Chart chart = ChartOf.result(table(List.of(key("month"), key("sex"), measure("days")),
                List.of(row("2025-01", "F", 10L), row("2025-02", "F", 12L), row("2025-03", "F", null), row("2025-04", "F", 9L), row("2025-05", "F", 8L)),
                new SuppressedCell(2, 2, "disclosure")), WORDS, 0, 0).orElseThrow();
        assertThat(chart.line()).isTrue();
        assertThat(chart.paths()).hasSize(2);
        assertThat(chart.dots()).hasSize(4);
        assertThat(chart.gaps()).extracting(Chart.Gap::text).containsExactly("2025-03, F: suppressed");
    }

    @Test
    void theOtherKeysAreTheSeriesAndTheChoiceIsTheReaders() {
        ResultTable table = table(List.of(key("atc"), key("sex"), measure("n"), measure("persons")),
                List.of(row("A10", "F", 4L, 3L), row("A10", "M", 5L, 4L), row("C09", "F", 6L, 5L)));
        assertThat(ChartOf.result(table, WORDS, 0, 0).orElseThrow().series()).containsExactly("F", "M");
        Chart other = ChartOf.result(table, WORDS, 1, 1).orElseThrow();
        assertThat(other.series()).containsExactly("A10", "C09");
        assertThat(other.title()).isEqualTo("persons by sex");
        assertThat(ChartOf.result(table, WORDS, 99, 99).orElseThrow().key()).isZero();
    }

    @Test
    void whatIsTooMuchToDrawIsCutAndSaid() {
        List<List<Object>> rows = IntStream.range(0, 100).mapToObj(i -> row("code " + i, (long) i)).toList();
        Chart chart = ChartOf.result(table(List.of(key("atc"), measure("n")), rows), WORDS, 0, 0).orElseThrow();
        assertThat(chart.cut()).isTrue();
        assertThat(chart.labels()).hasSize(40);
    }

    @Test
    void withoutAKeyOrANumberThereIsNothingToDraw() {
        assertThat(ChartOf.result(table(List.of(measure("n")), List.of(row(5L))), WORDS, 0, 0)).isEmpty();
        assertThat(ChartOf.result(table(List.of(key("atc")), List.of(row("A10"))), WORDS, 0, 0)).isEmpty();
    }
}
