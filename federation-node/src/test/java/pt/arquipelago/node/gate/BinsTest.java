package pt.arquipelago.node.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.query.Expr;

/** Bins come from a range and a unit alone, and their edges are round. */
class BinsTest {
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal CENT = new BigDecimal("0.01");

    @Test
    void fewWholeNumbersHaveABinEach() {
        assertThat(even("1", "5", ONE, 50)).isEqualTo("1 2 3 4 5 6");
        assertThat(even("0", "99", ONE, 50)).startsWith("0 1 2 3 ").endsWith(" 98 99 100");
    }

    @Test
    void evenBinsAreAsWideAsARoundNumber() {
        assertThat(even("0", "100", CENT, 5)).isEqualTo("0 20 40 60 80 100");
        assertThat(even("0", "100", CENT, 8)).isEqualTo("0 20 40 60 80 100");
        assertThat(even("-1", "1", BigDecimal.ZERO, 4)).isEqualTo("-1 -0.5 0 0.5 1");
        assertThat(even("3", "360", ONE, 4)).isEqualTo("3 100 200 300 361");
    }

    /** A range a little other has the same inner edges, so that no bin is a little other. */
    @Test
    void aShiftedRangeShiftsNoEdge() {
        assertThat(even("0.01", "100.01", CENT, 6)).isEqualTo("0.01 20 40 60 80 100 100.01");
        assertThat(even("0", "100", CENT, 6)).isEqualTo("0 20 40 60 80 100");
    }

    @Test
    void growingBinsSpanSizes() {
        assertThat(growing("0", "99999", CENT)).startsWith("0 1 1.2 1.5 2 2.5 3 4 5 6 8 10 12 ").endsWith(" 60000 80000 99999");
        assertThat(growing("1", "1095", ONE)).startsWith("1 2 3 4 5 6 8 10 12 15 ").endsWith(" 800 1000 1096");
        assertThat(growing("30", "300", ONE)).as("of one size").startsWith("30 40 50 60 ");
    }

    @Property(tries = 300)
    void binsCoverTheRangeAndAreNoMoreThanMayBe(@ForAll @IntRange(min = -100_000, max = 100_000) int low, @ForAll @IntRange(min = 1, max = 1_000_000) int span,
            @ForAll @IntRange(min = 1, max = 100) int most, @ForAll @IntRange(min = 0, max = 3) int scale) {
        BigDecimal unit = ONE.scaleByPowerOfTen(-scale);
        BigDecimal from = new BigDecimal(low).multiply(unit);
        BigDecimal to = from.add(new BigDecimal(span).multiply(unit));
        for (List<BigDecimal> edges : List.of(Bins.even(from, to, unit, most), Bins.growing(from, to, unit))) {
            assertThat(edges.get(0)).isEqualByComparingTo(from);
            assertThat(edges.get(edges.size() - 1)).isEqualByComparingTo(scale == 0 ? to.add(ONE) : to);
            assertThat(edges).isSorted().hasSizeLessThanOrEqualTo(Expr.Quantile.MAX_BINS + 1).doesNotHaveDuplicates();
            assertThat(edges.subList(1, edges.size() - 1)).allMatch(edge -> edge.remainder(unit).signum() == 0);
        }
    }

    private static String even(String low, String high, BigDecimal unit, int most) {
        return shown(Bins.even(new BigDecimal(low), new BigDecimal(high), unit, most));
    }

    private static String growing(String low, String high, BigDecimal unit) {
        return shown(Bins.growing(new BigDecimal(low), new BigDecimal(high), unit));
    }

    private static String shown(List<BigDecimal> edges) {
        return String.join(" ", edges.stream().map(edge -> edge.stripTrailingZeros().toPlainString()).toList());
    }
}
