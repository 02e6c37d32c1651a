package pt.arquipelago.policies.permit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;
import java.util.Optional;

/**
 * What a question under release {@code noisy} may cost and how much one person counts for in it; what is absent is left to others: a
 * question's to its permit, a permit's to the tables.
 *
 * @param rho of a question: what it may cost; of a permit: what all its questions about one table of one node may cost together
 * @param rows of an answer that one person counts in, at most
 * @param records of one person that count in one row, at most
 * @param ranges by column, or for what is no bare column by the name of the output that sums it up: what a record's amount is cut to
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record NoiseLimits(Optional<Double> rho, Optional<Integer> rows, Optional<Integer> records, Optional<Map<String, NoiseRange>> ranges) {
    /** The budget of a permit that names none. */
    public static final double BUDGET = 1;
    public static final NoiseLimits NONE = new NoiseLimits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    private static final int MOST_ROWS = 10_000;
    private static final int MOST_RECORDS = 1_000;

    public NoiseLimits {
        requireNonNull(rho, "rho is null").ifPresent(each -> {
            if (!(each >= 1e-6) || each > 1_000 || !isOfNineDigits(each)) {
                throw new IllegalArgumentException("rho is between 0.000001 and 1000, with at most nine digits after the point");
            }
        });
        requireNonNull(rows, "rows is null").ifPresent(each -> requireNumber(each, MOST_ROWS, "rows"));
        requireNonNull(records, "records is null").ifPresent(each -> requireNumber(each, MOST_RECORDS, "records"));
        ranges = requireNonNull(ranges, "ranges is null").map(Map::copyOf);
        ranges.ifPresent(each -> each.keySet().forEach(Require::column));
    }

    /** With what is absent taken from others. */
    public NoiseLimits or(NoiseLimits others) {
        return new NoiseLimits(rho.or(others::rho), rows.or(others::rows), records.or(others::records), merged(others));
    }

    private Optional<Map<String, NoiseRange>> merged(NoiseLimits others) {
        Map<String, NoiseRange> all = new java.util.TreeMap<>(others.ranges.orElse(Map.of()));
        all.putAll(ranges.orElse(Map.of()));
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    private static void requireNumber(int number, int most, String what) {
        if (number < 1 || number > most) {
            throw new IllegalArgumentException(what + " is between 1 and " + most);
        }
    }

    private static boolean isOfNineDigits(double rho) {
        return java.math.BigDecimal.valueOf(rho).stripTrailingZeros().scale() <= 9;
    }
}
