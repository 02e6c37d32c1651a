package pt.arquipelago.node.endtoend;

import java.util.Collection;
import java.util.List;

/** Statistics of pairs of numbers, by their definition: two passes over all of them. */
record Line(List<Double> x, List<Double> y) {
    /** @param x values in the order of those of {@code y} */
    static Line of(Object x, Object y) {
        return new Line(numbers(x), numbers(y));
    }

    private static List<Double> numbers(Object values) {
        return ((Collection<?>) values).stream().map(value -> ((Number) value).doubleValue()).toList();
    }

    int pairs() {
        if (x.size() != y.size()) {
            throw new IllegalStateException("no pairs");
        }
        return x.size();
    }

    double meanX() {
        return mean(x);
    }

    double meanY() {
        return mean(y);
    }

    private static double mean(List<Double> numbers) {
        return numbers.stream().mapToDouble(value -> value).sum() / numbers.size();
    }

    private static double products(List<Double> a, List<Double> b) {
        double meanA = mean(a);
        double meanB = mean(b);
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += (a.get(i) - meanA) * (b.get(i) - meanB);
        }
        return sum;
    }

    double xx() {
        return products(x, x);
    }

    double yy() {
        return products(y, y);
    }

    double xy() {
        return products(x, y);
    }

    double correlation() {
        return xy() / Math.sqrt(xx() * yy());
    }

    double slope() {
        return xy() / xx();
    }

    double intercept() {
        return meanY() - slope() * meanX();
    }
}
