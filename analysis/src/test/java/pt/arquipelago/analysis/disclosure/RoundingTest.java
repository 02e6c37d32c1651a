package pt.arquipelago.analysis.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static pt.arquipelago.analysis.Questions.key;
import static pt.arquipelago.analysis.Questions.measure;
import static pt.arquipelago.analysis.Questions.moments;
import static pt.arquipelago.analysis.Questions.persons;
import static pt.arquipelago.analysis.Questions.query;
import static pt.arquipelago.analysis.Questions.records;
import static pt.arquipelago.analysis.Questions.sum;
import static pt.arquipelago.analysis.Questions.t;
import static pt.arquipelago.analysis.Questions.values;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import pt.arquipelago.analysis.combine.Combination;
import pt.arquipelago.analysis.combine.Finish;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.partial.PartialCell.Released;
import pt.arquipelago.analysis.partial.PartialCell.Suppressed;
import pt.arquipelago.analysis.partial.PartialRow;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.partial.Reason;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Moments;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.analysis.result.Provenances;

class RoundingTest {
    private static final ValueType MONEY = ValueType.decimal(7, 2);
    private static final AggregateQuery QUERY = query(List.of(key("atc", ValueType.STRING)),
            List.of(records(), persons(), sum("days", ValueType.BIGINT), sum("cost", MONEY), sum("level", ValueType.DOUBLE), moments("level"),
                    values("icpc", ValueType.STRING)), List.of(measure("n", ValueType.BIGINT, t(0))));

    private static PartialTable table(Object... values) {
        List<PartialCell> cells = Stream.of(values).map(value -> value instanceof PartialCell cell ? cell : new Released(value, 10)).toList();
        return new PartialTable(QUERY, List.of(new PartialRow(List.of("A10"), cells)));
    }

    private static List<Object> rounded(int base, Object... values) {
        return new Rounding(base).apply(table(values)).rows().get(0).cells().stream().map(cell -> cell instanceof Released released ? released.value() : cell).toList();
    }

    @Example
    void countsAndSumsBecomeTheNearestMultiple() {
        Suppressed hidden = new Suppressed(Reason.REST);
        assertThat(rounded(5, 123L, hidden, -122L, new BigDecimal("812.49"), 12.49, new Moments(12, 7.5, 24), List.of("T90")))
                .isEqualTo(Arrays.asList(125L, hidden, -120L, new BigDecimal("810.00"), 10.0, new Moments(10, 7.5, 20), List.of("T90")));
        assertThat(rounded(1, 123L, 11L, -122L, new BigDecimal("812.49"), 12.49, new Moments(12, 7.5, 24), List.of("T90")))
                .isEqualTo(Arrays.asList(123L, 11L, -122L, new BigDecimal("812.49"), 12.49, new Moments(12, 7.5, 24), List.of("T90")));
    }

    @Example
    void aSumThatLeavesItsTypeIsNone() {
        List<Object> sums = rounded(1_000, 200L, 200L, Long.MAX_VALUE, new BigDecimal("99999.99"), Double.MAX_VALUE, new Moments(12, 1, 1), List.of("T90"));
        assertThat(sums.get(2)).isNull();
        assertThat(sums.get(3)).isNull();
    }

    @Property
    void noCountFallsBelowTheThreshold(@ForAll @IntRange(min = 2, max = 60) int base, @ForAll @LongRange(min = 10, max = 200) long n) {
        PartialTable table = new Rounding(base).apply(table(n, n, 1L, BigDecimal.ONE.setScale(2), 1.0, new Moments(n, 1, 1), List.of("T90")));
        DisclosureControl.recheck(table, Thresholds.defaults());
        long shown = (Long) ((Released) table.rows().get(0).cells().get(0)).value();
        assertThat(shown % base).isZero();
        assertThat(shown).isLessThan(Math.max(10, n) + base);
    }

    @Property
    void numbersThatRoundAlikeLeaveTheSameAndNearOnesNeverCross(@ForAll @IntRange(min = 2, max = 60) int base,
            @ForAll @LongRange(min = 100, max = 10_000) long n) {
        long shown = first(base, n);
        assertThat(Math.abs(shown - n) * 2).isLessThanOrEqualTo(base);
        assertThat(first(base, n + 1)).isBetween(shown, shown + base);
    }

    @Example
    void totalsOverInstitutionsAreMadeOfRoundedNumbers() {
        PartialTable one = new Rounding(10).apply(table(14L, 14L, 1L, BigDecimal.ONE.setScale(2), 1.0, new Moments(14, 1, 1), List.of("T90")));
        var result = Finish.finish(Combination.combine(QUERY, Map.of("a", one, "b", one, "c", one), false, Thresholds.defaults()), Provenances.of(QUERY));
        assertThat(result.rows()).containsExactly(List.of(30L));
    }

    private static long first(int base, long n) {
        return (Long) rounded(base, n, n, 1L, BigDecimal.ONE.setScale(2), 1.0, new Moments(n, 1, 1), List.of("T90")).get(0);
    }
}
