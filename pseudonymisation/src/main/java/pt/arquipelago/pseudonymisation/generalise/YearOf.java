package pt.arquipelago.pseudonymisation.generalise;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;

/**
 * The year of a date, with everything before {@code earliest} taken together: a year of birth 110 years ago names a
 * person almost as well as the day does.
 *
 * @param earliest the first year that is told apart
 */
public record YearOf(int earliest) {

    /** Years of birth such that on {@code day} everybody over 89 has the same. */
    public static YearOf birthOver89Together(LocalDate day) {
        return new YearOf(day.getYear() - 90);
    }

    public int of(LocalDate date) {
        return Math.max(earliest, requireNonNull(date, "date is null").getYear());
    }
}
