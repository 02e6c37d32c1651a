package pt.arquipelago.analysis.combine;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pt.arquipelago.analysis.evaluate.Outcome;
import pt.arquipelago.analysis.query.Moments;
import pt.arquipelago.analysis.query.Term;

/**
 * Adds up what several nodes released of one term. Counts and decimals are exact; what leaves its type is not computable. Doubles are
 * added in the order of the nodes' names, so that the same partials always give the same bits.
 */
final class Merge {
    private Merge() {}

    static Outcome merge(Term term, List<Object> values) {
        try {
            return switch (term.kind()) {
                case RECORDS, PERSONS, DOCUMENTS -> new Outcome.Known(whole(values));
                case SUM -> sum(term, values);
                case VALUES -> new Outcome.Known(union(values));
                case MOMENTS -> new Outcome.Known(values.stream().map(Moments.class::cast).reduce(Moments::merge).orElseThrow());
            };
        } catch (ArithmeticException e) {
            return new Outcome.NotComputable();
        }
    }

    /** A node's sum that left its type came as null. */
    private static Outcome sum(Term term, List<Object> values) {
        if (values.contains(null)) {
            return new Outcome.NotComputable();
        }
        if (term.type().isDecimal()) {
            BigDecimal sum = values.stream().map(BigDecimal.class::cast).reduce(BigDecimal.ZERO.setScale(term.type().scale()), BigDecimal::add);
            return sum.precision() <= term.type().precision() ? new Outcome.Known(sum) : new Outcome.NotComputable();
        }
        if (term.type().isIntegral()) {
            return new Outcome.Known(whole(values));
        }
        double sum = 0;
        for (Object value : values) {
            sum += (Double) value;
        }
        return new Outcome.Known(sum);
    }

    /** Overflow is judged on the whole sum, not on a sum of some nodes. */
    private static long whole(List<Object> values) {
        return values.stream().map(value -> BigDecimal.valueOf((Long) value)).reduce(BigDecimal.ZERO, BigDecimal::add).longValueExact();
    }

    /** Values that k persons have at some node, each once: nodes' numbers of values cannot be added. */
    private static long union(List<Object> values) {
        Set<Object> all = new HashSet<>();
        values.forEach(list -> all.addAll((Collection<?>) list));
        return all.size();
    }
}
