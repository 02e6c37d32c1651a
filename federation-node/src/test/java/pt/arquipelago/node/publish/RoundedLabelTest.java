package pt.arquipelago.node.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pt.arquipelago.catalog.description.QualityDimension;
import pt.arquipelago.catalog.description.QualityLabel;
import pt.arquipelago.catalog.description.QualityLabel.Measure;
import pt.arquipelago.node.lake.Text;
import pt.arquipelago.node.quality.Measurement;
import pt.arquipelago.node.quality.Measurement.Checks;
import pt.arquipelago.node.quality.Measurement.ColumnCount;
import pt.arquipelago.node.quality.Measurement.Coverage;
import pt.arquipelago.node.quality.Measurement.KeyCount;
import pt.arquipelago.node.quality.Measurement.Lag;
import pt.arquipelago.node.quality.Measurement.ReferenceCount;
import pt.arquipelago.node.quality.Measurement.RuleCount;
import pt.arquipelago.node.quality.Measurement.Size;
import pt.arquipelago.node.quality.Targets;

/** What of a measurement leaves. The threshold is 10 persons. */
class RoundedLabelTest {
    private static final Instant AT = Instant.parse("2026-01-20T12:00:00Z");

    /** A table of 10,000 rows of which the column has so many; a person has so many rows at most. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            values |  most rows of one | percent
             10000 |                 5 | 100
              9999 |                 5 | 100
              9901 |                 5 | 100
              9900 |                 5 | 99
              9850 |                 5 | 98
              5049 |                 5 | 50
               100 |                 5 | 1
                99 |                 5 | -
                 1 |                 5 | -
                 0 |                 5 | -
              9700 |                40 | 100
              9600 |                40 | 96
               399 |                40 | -
             10000 |              1001 | -
            """, useHeadersInDisplayName = true)
    void aShareHasTheThresholdBehindItOnBothSides(long values, long most, Integer percent) {
        QualityLabel label = label(size(10_000, 500, most), new ColumnCount("atc", values, false));
        assertThat(measure(label, "completeness-atc").value()).isEqualTo(Optional.ofNullable(percent));
    }

    @Test
    void noneAndFewLookAlike() {
        for (long few : List.of(1L, 2L, 9L, 99L)) {
            assertThat(label(size(10_000, 500, 1), new ColumnCount("a", few, true))).isEqualTo(label(size(10_000, 500, 1), new ColumnCount("a", 0, true)));
            assertThat(label(size(10_000, 500, 1), new ColumnCount("a", 10_000 - few, true))).isEqualTo(label(size(10_000, 500, 1), new ColumnCount("a", 10_000, true)));
        }
    }

    @ParameterizedTest
    @CsvSource({"99", "9", "0"})
    void ofATableWithFewPersonsNoNumberLeaves(long persons) {
        QualityLabel label = full(size(50_000, persons, 1));
        assertThat(label.measures()).isNotEmpty().allSatisfy(measure -> assertThat(measure.value()).isEmpty());
    }

    @Test
    void allDimensionsAreShownRounded() {
        QualityLabel label = full(size(50_000, 3_000, 20));
        assertThat(label.measures()).extracting(measure -> measure.name() + " " + measure.value().map(Object::toString).orElse("-") + " " + measure.target().map(Object::toString).orElse("-"))
                .containsExactly("completeness 90 95", "completeness-atc 80 -", "completeness-person 100 -", "uniqueness 98 100", "validity 98 -",
                        "consistency 95 -", "consistency-0 99 -", "consistency-1 95 -", "timeliness 90 60", "timeliness-median 30 -",
                        "coverage 50 -", "coverage-F-0 - -", "coverage-F-40 60 -", "coverage-M-80 100 -", "coverage-days 120 -");
        assertThat(label.standing()).isEqualTo(QualityLabel.Standing.TARGETS_MISSED);
        assertThat(label.whole(QualityDimension.TIMELINESS).orElseThrow().met()).contains(false);
    }

    @Test
    void aQuantileLeavesOnlyWithEnoughRecordsOnBothSides() {
        Measurement few = measurement(size(50_000, 3_000, 20), List.of(new ColumnCount("atc", 1, false)),
                Optional.of(new Lag("dia", 1_999, 12, 400, List.of(0L, 1_999L, 0L, 0L, 0L, 0L))), Optional.empty());
        QualityLabel label = new RoundedLabel(few, 10).label();
        assertThat(measure(label, "timeliness").value()).as("199 records are beyond nine of ten").isEmpty();
        assertThat(measure(label, "timeliness-median").value()).contains(30);
    }

    @Test
    void whatLeftStaysForAMonth() {
        PublishedLabel first = new PublishedLabel(AT, label(size(10_000, 500, 1), new ColumnCount("a", 9_000, false), new ColumnCount("b", 9_000, false)));
        PublishedLabel next = new PublishedLabel(AT.plus(Duration.ofDays(29)), label(size(10_000, 500, 1), new ColumnCount("a", 5_000, false)));
        assertThat(measure(next.orKept(Optional.of(first), Set.of("a")).label(), "completeness-a").value()).contains(90);
        assertThat(next.orKept(Optional.of(first), Set.of("a")).label().measures()).as("a column that went").noneMatch(measure -> measure.name().equals("completeness-b"));
        PublishedLabel later = new PublishedLabel(AT.plus(Duration.ofDays(30)), next.label());
        assertThat(measure(later.orKept(Optional.of(first), Set.of("a")).label(), "completeness-a").value()).contains(50);
        PublishedLabel nothing = new PublishedLabel(AT.plus(Duration.ofDays(1)), label(size(10_000, 9, 1), new ColumnCount("a", 9_000, false)));
        assertThat(nothing.orKept(Optional.of(first), Set.of("a"))).as("too few persons now").isEqualTo(nothing);
        assertThat(PublishedLabel.read(first.write(new com.fasterxml.jackson.databind.ObjectMapper().createObjectNode()))).isEqualTo(first);
    }

    private static QualityLabel full(Size size) {
        return new RoundedLabel(measurement(size, List.of(new ColumnCount("atc", 40_000, false), new ColumnCount("person", 50_000, false)),
                Optional.of(new Lag("dia", 20_000, 12, 75, List.of(5_000L, 5_000L, 10_000L, 0L, 0L, 0L))),
                Optional.of(new Coverage("source_rnu", 10_000, 5_000, List.of(new Coverage.Cell("0-4", "F", 900, 99), new Coverage.Cell("40-44", "F", 500, 299),
                        new Coverage.Cell("45-49", "F", 500, 320), new Coverage.Cell("90+", "M", 220, 150), new Coverage.Cell("", "", 10, 5))))), 10).label();
    }

    private static QualityLabel label(Size size, ColumnCount... columns) {
        return new RoundedLabel(measurement(size, List.of(columns), Optional.empty(), Optional.empty()), 10).label();
    }

    private static Measurement measurement(Size size, List<ColumnCount> columns, Optional<Lag> lag, Optional<Coverage> coverage) {
        return new Measurement("source_dem", "DEM", 3, AT, size, columns, Optional.of(new KeyCount(List.of("id"), 50_000, 49_500)),
                new Checks(51_000, 50_200, List.of(new RuleCount("r", new Text("r", "r"), 450)), List.of()),
                List.of(new ReferenceCount("receita", "source_pem", "receita", 50_000, 47_600)), lag, coverage, List.of(),
                new Targets(Map.of(QualityDimension.COMPLETENESS, 95, QualityDimension.UNIQUENESS, 100), Optional.of(60)), Map.of());
    }

    private static Size size(long rows, long persons, long most) {
        return new Size(rows, persons, most, Optional.empty(), Optional.empty(), Optional.of(111.0));
    }

    private static Measure measure(QualityLabel label, String name) {
        return label.measures().stream().filter(measure -> measure.name().equals(name)).findFirst().orElseThrow();
    }
}
