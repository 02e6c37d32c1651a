package pt.arquipelago.node.gate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import pt.arquipelago.analysis.query.Expr;

/**
 * The bins of a histogram: from the range of its values and their unit, so that equal questions have equal bins at every institution and
 * whatever the records hold. Inner edges are round numbers, so that no two questions have edges a little apart.
 */
final class Bins {
    static final int DEFAULT = 50;
    static final int MOST = 100;
    private static final List<String> WIDTHS = List.of("1", "2", "5", "10");
    private static final List<BigDecimal> STEPS = Stream.of("1", "1.2", "1.5", "2", "2.5", "3", "4", "5", "6", "8").map(BigDecimal::new).toList();
    private static final int DECADES = 5;
    private static final BigDecimal WIDE = BigDecimal.valueOf(20);

    private Bins() {}

    /**
     * @param unit the least step between two values; of whole numbers 1
     * @param most how many
     */
    static List<BigDecimal> even(BigDecimal low, BigDecimal high, BigDecimal unit, int most) {
        BigDecimal span = high.subtract(low);
        boolean each = unit.signum() > 0 && span.compareTo(unit.multiply(BigDecimal.valueOf((most == DEFAULT ? MOST : most) - 1L))) <= 0;
        BigDecimal width = each ? unit
                : round(span.divide(BigDecimal.valueOf(most), 20, RoundingMode.CEILING)).max(unit);
        List<BigDecimal> edges = new ArrayList<>(List.of(low));
        BigDecimal edge = low.divide(width, 0, RoundingMode.FLOOR).add(BigDecimal.ONE).multiply(width);
        for (; edge.compareTo(end(high, unit)) < 0; edge = edge.add(width)) {
            edges.add(edge);
        }
        return closed(edges, end(high, unit));
    }

    /** Each about a fifth wider than the one before: where a range spans sizes, as of prices, and the question names none. */
    static List<BigDecimal> growing(BigDecimal low, BigDecimal high, BigDecimal unit) {
        boolean few = unit.signum() > 0 && high.subtract(low).compareTo(unit.multiply(BigDecimal.valueOf(MOST - 1))) <= 0;
        if (few || low.signum() < 0 || high.compareTo(low.multiply(WIDE)) <= 0 && low.signum() > 0) {
            return even(low, high, unit, DEFAULT);
        }
        List<BigDecimal> edges = new ArrayList<>(List.of(low));
        int top = high.precision() - high.scale() - 1;
        for (int decade = top - DECADES + 1; decade <= top; decade++) {
            for (BigDecimal step : STEPS) {
                BigDecimal edge = step.scaleByPowerOfTen(decade);
                boolean whole = unit.signum() == 0 || edge.remainder(unit).signum() == 0;
                if (whole && edge.compareTo(low) > 0 && edge.compareTo(end(high, unit)) < 0) {
                    edges.add(edge);
                }
            }
        }
        return closed(edges, end(high, unit));
    }

    /** Of whole numbers the last bin ends before the number behind it, as the others do. */
    private static BigDecimal end(BigDecimal high, BigDecimal unit) {
        return unit.compareTo(BigDecimal.ONE) == 0 ? high.add(BigDecimal.ONE) : high;
    }

    private static List<BigDecimal> closed(List<BigDecimal> edges, BigDecimal end) {
        edges.add(end);
        if (edges.size() > Expr.Quantile.MAX_BINS + 1) {
            throw new IllegalStateException("more bins than asked for");
        }
        return edges;
    }

    /** The next of 1, 2 and 5 with zeros. */
    private static BigDecimal round(BigDecimal width) {
        BigDecimal tens = BigDecimal.ONE.scaleByPowerOfTen(width.precision() - width.scale() - 1);
        return WIDTHS.stream().map(each -> new BigDecimal(each).multiply(tens)).filter(each -> each.compareTo(width) >= 0).findFirst().orElseThrow();
    }
}
