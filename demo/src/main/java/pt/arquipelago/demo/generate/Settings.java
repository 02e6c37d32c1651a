package pt.arquipelago.demo.generate;

import static java.util.Objects.requireNonNull;

import java.time.YearMonth;

/**
 * What is generated.
 *
 * @param patients over all institutions
 * @param first first month
 * @param months 1 to 120
 * @param packages dispensed a month for each patient; 3.3 after 33 million a month for 10 million people
 * @param badShare bad rows among all, 0 to 0.5
 */
record Settings(long patients, long seed, YearMonth first, int months, double packages, double badShare) {

    static final double SEEN_BY_TWO = 0.02;

    Settings {
        requireNonNull(first, "first is null");
        if (patients < 1 || patients > 30_000_000 || months < 1 || months > 120) {
            throw new IllegalArgumentException("patients are 1 to 30,000,000 and months 1 to 120");
        }
        if (!(packages > 0 && packages <= 100) || !(badShare >= 0 && badShare <= 0.5)) {
            throw new IllegalArgumentException("packages a month are more than 0 and at most 100, the share of bad rows 0 to 0.5");
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
}
