package pt.arquipelago.node.publish;

import static java.util.Objects.requireNonNull;

import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import pt.arquipelago.catalog.description.Figures;
import pt.arquipelago.catalog.description.Period;
import pt.arquipelago.node.lake.TableFigures;

/**
 * What of a table's exact figures may stand in the catalogue: nothing below the threshold of persons, counts rounded to
 * 100, and the period in whole months, of a table with a hundred persons or more.
 */
final class RoundedFigures {
    private static final long ROUNDING = 100;

    private final TableFigures exact;
    private final int threshold;

    RoundedFigures(TableFigures exact, int threshold) {
        this.exact = requireNonNull(exact, "exact is null");
        this.threshold = threshold;
    }

    Figures figures(TypicalAges ages) {
        return new Figures(count(exact.rows()), count(exact.persons()), ages.least(), ages.most());
    }

    Optional<Period> period() {
        if (exact.persons() < Math.max(ROUNDING, threshold) || exact.from().isEmpty() || exact.to().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Period(exact.from().get().withDayOfMonth(1), exact.to().get().with(TemporalAdjusters.lastDayOfMonth())));
    }

    /** Absent, not 0, where fewer persons than the threshold stand behind it or it rounds to nothing. */
    private Optional<Long> count(long number) {
        long rounded = (number + ROUNDING / 2) / ROUNDING * ROUNDING;
        return exact.persons() < threshold || rounded == 0 ? Optional.empty() : Optional.of(rounded);
    }
}
