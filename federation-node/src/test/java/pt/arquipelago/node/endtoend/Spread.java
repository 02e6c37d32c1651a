package pt.arquipelago.node.endtoend;

import java.util.Collection;
import java.util.List;

/** Variances of numbers, by their definition: two passes over all of them. */
record Spread(List<Double> numbers) {
    static Spread of(Object values) {
        return new Spread(((Collection<?>) values).stream().map(value -> ((Number) value).doubleValue()).toList());
    }

    private double squares() {
        double mean = numbers.stream().mapToDouble(x -> x).sum() / numbers.size();
        return numbers.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
    }

    double population() {
        return squares() / numbers.size();
    }

    double sample() {
        return squares() / (numbers.size() - 1);
    }
}
