package pt.arquipelago.demo.generate;

import static java.util.Objects.requireNonNull;

import java.time.YearMonth;
import java.util.List;

/**
 * What is generated.
 *
 * @param patients over all institutions
 * @param first first month
 * @param months 1 to 120
 */
record Settings(long patients, long seed, YearMonth first, int months, Volumes volumes, List<Institution> institutions) {

    static final double SEEN_BY_TWO = 0.02;
    private static final int DAYS_BEFORE = 45;
    /** One physician for so many people, but never fewer than {@link #FEWEST_PHYSICIANS} at an institution. */
    private static final int PEOPLE_A_PHYSICIAN = 177;
    private static final int FEWEST_PHYSICIANS = 150;

    Settings {
        requireNonNull(first, "first is null");
        requireNonNull(volumes, "volumes is null");
        institutions = List.copyOf(institutions);
        if (patients < 1 || patients > 30_000_000 || months < 1 || months > 120) {
            throw new IllegalArgumentException("patients are 1 to 30,000,000 and months 1 to 120");
        }
        if (first.isBefore(YearMonth.of(1990, 1)) || first.plusMonths(months).isAfter(YearMonth.of(2060, 1))) {
            throw new IllegalArgumentException("months lie between 1990 and 2060");
        }
    }

    /** Days are counted from 1970-01-01. */
    int firstDay() {
        return (int) first.atDay(1).toEpochDay();
    }

    /** The first day after the extract. */
    int endDay() {
        return (int) first.plusMonths(months).atDay(1).toEpochDay();
    }

    /** Days before the first month whose prescriptions and sick leaves go on into it. */
    int daysBefore() {
        return volumes.carriedOver() ? DAYS_BEFORE : 0;
    }

    double years() {
        return months / 12.0;
    }

    /** Physicians of each institution. */
    int physicians() {
        return (int) Math.max(FEWEST_PHYSICIANS, patients / institutions.size() / PEOPLE_A_PHYSICIAN);
    }
}
