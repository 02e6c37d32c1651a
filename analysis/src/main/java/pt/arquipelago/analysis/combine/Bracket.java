package pt.arquipelago.analysis.combine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.partial.PartialCell.Released;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.ValueType;

/**
 * Where a quantile lies, by the histogram method: some nodes tell how many records they have below some edges, and nothing between. Both
 * ends are values that it may be.
 */
record Bracket(BigDecimal low, BigDecimal high) {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /**
     * What a node tells.
     *
     * @param total its records
     * @param least,most for each inner edge, how many of them are below it at least, and at most
     */
    record Steps(long total, List<Long> least, List<Long> most) {
        static Steps of(Expr.Quantile quantile, List<PartialCell> cells) {
            long total = (Long) ((Released) cells.get(quantile.total())).value();
            List<Long> least = new ArrayList<>();
            List<Long> most = new ArrayList<>();
            long before = 0;
            for (int term : quantile.below()) {
                before = cells.get(term) instanceof Released released ? Math.max(before, (Long) released.value()) : before;
                least.add(before);
            }
            long after = total;
            for (int i = quantile.below().size() - 1; i >= 0; i--) {
                after = cells.get(quantile.below().get(i)) instanceof Released released ? Math.min(after, (Long) released.value()) : after;
                most.add(0, after);
            }
            return new Steps(total, least, most);
        }
    }

    static Bracket of(Expr.Quantile quantile, List<Steps> nodes) {
        BigInteger records = sum(nodes.stream().map(Steps::total).toList());
        if (!quantile.interpolated()) {
            BigInteger rank = quantile.at().multiply(new BigDecimal(records)).setScale(0, RoundingMode.CEILING).toBigInteger();
            return bin(quantile, nodes, rank.max(BigInteger.ONE).subtract(BigInteger.ONE));
        }
        BigDecimal position = quantile.at().multiply(new BigDecimal(records.subtract(BigInteger.ONE)));
        BigInteger rank = position.toBigInteger();
        BigDecimal share = position.subtract(new BigDecimal(rank));
        Bracket lower = bin(quantile, nodes, rank);
        if (share.signum() == 0) {
            return lower;
        }
        Bracket upper = bin(quantile, nodes, rank.add(BigInteger.ONE));
        return new Bracket(between(lower.low, upper.low, share), between(lower.high, upper.high, share));
    }

    private static BigDecimal between(BigDecimal a, BigDecimal b, BigDecimal share) {
        return a.add(b.subtract(a).multiply(share));
    }

    /** In which bins the value with so many before it must be. */
    private static Bracket bin(Expr.Quantile quantile, List<Steps> nodes, BigInteger before) {
        List<BigDecimal> edges = quantile.edges();
        BigDecimal low = edges.get(0);
        BigDecimal high = edges.get(edges.size() - 1);
        boolean last = true;
        for (int i = 0; i < quantile.below().size(); i++) {
            int edge = i;
            if (sum(nodes.stream().map(steps -> steps.most().get(edge)).toList()).compareTo(before) <= 0) {
                low = edges.get(i + 1);
            }
            if (last && sum(nodes.stream().map(steps -> steps.least().get(edge)).toList()).compareTo(before) > 0) {
                high = edges.get(i + 1);
                last = false;
            }
        }
        // Below an edge, the last one too, the largest whole number is the one before it.
        return new Bracket(low, quantile.whole() ? high.subtract(BigDecimal.ONE) : high);
    }

    private static BigInteger sum(List<Long> numbers) {
        return numbers.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** The middle, as a value of a type. */
    Object value(ValueType type) {
        BigDecimal middle = low.add(high).divide(TWO);
        if (type.isIntegral()) {
            return middle.setScale(0, RoundingMode.FLOOR).longValueExact();
        }
        return type.isDecimal() ? (Object) middle.setScale(type.scale(), RoundingMode.HALF_UP) : middle.doubleValue();
    }

    /** How far the quantile is from that value at most. */
    BigDecimal spread(ValueType type) {
        BigDecimal value = new BigDecimal(value(type).toString());
        BigDecimal spread = value.subtract(low).max(high.subtract(value)).setScale(6, RoundingMode.UP).stripTrailingZeros();
        return spread.scale() < 0 ? spread.setScale(0) : spread;
    }
}
