package pt.arquipelago.pseudonymisation.generalise;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Ages as bands: {@code 00-04}, {@code 40-44}, … and one open band on top, since the very old are few. Two digits each,
 * so that text order is age order.
 *
 * @param width years in a band, 1 to 50
 * @param top where the open band begins, a multiple of the width, at most 95
 */
public record AgeBand(int width, int top) {

    /** Five years, 90 and over together. */
    public static final AgeBand FIVE_YEARS = new AgeBand(5, 90);

    public AgeBand {
        if (width < 1 || width > 50 || top < width || top > 95 || top % width != 0) {
            throw new IllegalArgumentException("an age band is 1 to 50 years wide and ends at a multiple of that, at most 95");
        }
    }

    /** @param age in whole years, 0 or more */
    public String of(int age) {
        if (age < 0) {
            throw new IllegalArgumentException("an age is not negative");
        }
        if (age >= top) {
            return top + "+";
        }
        int from = age / width * width;
        return twoDigits(from) + "-" + twoDigits(from + width - 1);
    }

    /** The band on a day that is not before the birth. */
    public String of(LocalDate birth, LocalDate day) {
        requireNonNull(birth, "birth is null");
        return of((int) ChronoUnit.YEARS.between(birth, requireNonNull(day, "day is null")));
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
