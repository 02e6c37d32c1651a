package pt.arquipelago.catalog.description;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Numbers computed from the data. They leave the institution, so counts come rounded to 100 and anything finer cannot be built;
 * what disclosure control suppressed is empty, never 0.
 *
 * @param records rows, a multiple of 100
 * @param individuals persons, a multiple of 100
 * @param minimumAge typical, in years: a low quantile, not the minimum
 * @param maximumAge typical, in years: a high quantile, not the maximum
 */
public record Figures(Optional<Long> records, Optional<Long> individuals, Optional<Integer> minimumAge, Optional<Integer> maximumAge) {
    static final int ROUNDING = 100;
    static final int OLDEST = 130;

    public Figures {
        rounded(requireNonNull(records, "records is null"), "records");
        rounded(requireNonNull(individuals, "individuals is null"), "individuals");
        age(requireNonNull(minimumAge, "minimumAge is null"));
        age(requireNonNull(maximumAge, "maximumAge is null"));
        if (minimumAge.isPresent() && maximumAge.isPresent() && minimumAge.get() > maximumAge.get()) {
            throw new IllegalArgumentException("The minimum typical age is above the maximum.");
        }
    }

    public static Figures none() {
        return new Figures(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static void rounded(Optional<Long> count, String name) {
        count.filter(n -> n < 0 || n % ROUNDING != 0).ifPresent(n -> {
            throw new IllegalArgumentException("The number of " + name + " is not rounded to " + ROUNDING + ": round it before it leaves.");
        });
    }

    private static void age(Optional<Integer> age) {
        age.filter(years -> years < 0 || years > OLDEST).ifPresent(years -> {
            throw new IllegalArgumentException("A typical age is not between 0 and " + OLDEST + ".");
        });
    }
}
