package pt.arquipelago.analysis.partial;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** One term of one row as it leaves a node: given, or suppressed with a reason. */
public sealed interface PartialCell {
    /**
     * @param value a number of the term's type, {@link pt.arquipelago.analysis.query.Moments}, for VALUES a sorted {@code List<Object>} of
     *     the values that have k persons; null only for a SUM that left its type
     * @param personsAtLeast that many persons, at least, stand behind it: the threshold it was tested with, never the count
     */
    record Released(Object value, int personsAtLeast) implements PartialCell {
        public Released {
            if (personsAtLeast < 1) {
                throw new IllegalArgumentException("nobody stands behind a released cell");
            }
        }
    }

    /**
     * A term under release {@code noisy}, in what it counts: it tells nothing of how many stand behind it.
     *
     * @param numbers one; of MOMENTS number, Σ(x − centre) and Σ(x − centre)²
     * @param deviations of the noise in each
     */
    record Perturbed(List<Double> numbers, List<Double> deviations, double centre) implements PartialCell {
        public Perturbed {
            numbers = List.copyOf(numbers);
            deviations = List.copyOf(deviations);
            if (numbers.isEmpty() || numbers.size() != deviations.size()) {
                throw new IllegalArgumentException("each noisy number has its deviation");
            }
        }
    }

    record Suppressed(Reason reason) implements PartialCell {
        public Suppressed {
            requireNonNull(reason, "reason is null");
        }
    }
}
