package pt.arquipelago.analysis.combine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.partial.PartialCell.Released;
import pt.arquipelago.analysis.partial.PartialCell.Suppressed;
import pt.arquipelago.analysis.partial.Reason;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.ValueType;

/** The true quantile is never further from what is shown than the mark says, however records are split and whichever edges leave. */
class BracketTest {
    @Property(tries = 500)
    void theTrueQuantileIsWithinTheSpread(@ForAll long seed, @ForAll @IntRange(min = 1, max = 99) int percent, @ForAll boolean whole, @ForAll boolean interpolated,
            @ForAll @IntRange(min = 0, max = 3) int kept) {
        Random random = new Random(seed);
        Expr.Quantile quantile = quantile(new BigDecimal(percent).movePointLeft(2), interpolated, whole);
        List<List<BigDecimal>> nodes = split(random, whole);
        List<List<PartialCell>> cells = nodes.stream().map(values -> cells(quantile, values, edge -> random.nextInt(4) > kept)).toList();
        Bracket bracket = Bracket.of(quantile, cells.stream().map(each -> Bracket.Steps.of(quantile, each)).toList());
        BigDecimal truth = truth(quantile, nodes.stream().flatMap(List::stream).sorted().toList());
        BigDecimal shown = new BigDecimal(bracket.value(quantile.type()).toString());
        assertThat(shown.subtract(truth).abs()).isLessThanOrEqualTo(bracket.spread(quantile.type()));
    }

    /** Where every edge leaves, the spread is half a bin: the answer is within one bin's width. */
    @Property(tries = 300)
    void itIsWithinABinWhereAllEdgesLeave(@ForAll long seed, @ForAll @IntRange(min = 1, max = 99) int percent, @ForAll boolean interpolated) {
        Random random = new Random(seed);
        Expr.Quantile quantile = quantile(new BigDecimal(percent).movePointLeft(2), interpolated, false);
        List<List<BigDecimal>> nodes = split(random, false);
        Bracket bracket = Bracket.of(quantile, nodes.stream().map(values -> Bracket.Steps.of(quantile, cells(quantile, values, edge -> true))).toList());
        assertThat(bracket.spread(quantile.type())).isLessThanOrEqualTo(new BigDecimal("5"));
    }

    @Test
    void wholeNumbersWithABinEachAreExact() {
        Expr.Quantile quantile = new Expr.Quantile(new BigDecimal("0.5"), true, 0, List.of(1, 2), List.of("1", "2", "3", "4").stream().map(BigDecimal::new).toList(), true,
                ValueType.DOUBLE);
        List<BigDecimal> values = List.of("1", "2", "2", "3").stream().map(BigDecimal::new).toList();
        Bracket bracket = Bracket.of(quantile, List.of(Bracket.Steps.of(quantile, cells(quantile, values, edge -> true))));
        assertThat(bracket.value(ValueType.DOUBLE)).isEqualTo(2.0);
        assertThat(bracket.spread(ValueType.DOUBLE)).isZero();
    }

    private static Expr.Quantile quantile(BigDecimal at, boolean interpolated, boolean whole) {
        List<Integer> below = new ArrayList<>();
        List<BigDecimal> edges = new ArrayList<>(List.of(BigDecimal.ZERO));
        for (int i = 1; i < 10; i++) {
            below.add(i);
            edges.add(BigDecimal.valueOf(10L * i));
        }
        edges.add(whole ? BigDecimal.valueOf(101) : BigDecimal.valueOf(100));
        return new Expr.Quantile(at, interpolated, 0, below, edges, whole, whole && !interpolated ? ValueType.INT : ValueType.DOUBLE);
    }

    private static List<List<BigDecimal>> split(Random random, boolean whole) {
        List<List<BigDecimal>> nodes = new ArrayList<>();
        for (int node = 1 + random.nextInt(3); node > 0; node--) {
            List<BigDecimal> values = new ArrayList<>();
            for (int i = 1 + random.nextInt(60); i > 0; i--) {
                values.add(whole ? BigDecimal.valueOf(random.nextInt(101)) : BigDecimal.valueOf(random.nextInt(10_001), 2));
            }
            nodes.add(values);
        }
        return nodes;
    }

    private static List<PartialCell> cells(Expr.Quantile quantile, List<BigDecimal> values, java.util.function.IntPredicate leaves) {
        List<PartialCell> cells = new ArrayList<>(List.of(new Released((long) values.size(), 1)));
        for (int edge = 1; edge <= quantile.below().size(); edge++) {
            BigDecimal at = quantile.edges().get(edge);
            long below = values.stream().filter(value -> value.compareTo(at) < 0).count();
            cells.add(leaves.test(edge) ? new Released(below, 1) : new Suppressed(Reason.THRESHOLD));
        }
        return cells;
    }

    /** As SQL defines it: between the two values around the position, or the first value with so large a share up to it. */
    private static BigDecimal truth(Expr.Quantile quantile, List<BigDecimal> sorted) {
        if (!quantile.interpolated()) {
            for (int i = 0; i < sorted.size(); i++) {
                if (BigDecimal.valueOf(i + 1).compareTo(quantile.at().multiply(BigDecimal.valueOf(sorted.size()))) >= 0) {
                    return sorted.get(i);
                }
            }
        }
        BigDecimal position = quantile.at().multiply(BigDecimal.valueOf(sorted.size() - 1));
        int below = position.intValue();
        BigDecimal share = position.subtract(BigDecimal.valueOf(below));
        BigDecimal next = sorted.get(Math.min(below + 1, sorted.size() - 1));
        return sorted.get(below).add(next.subtract(sorted.get(below)).multiply(share));
    }
}
