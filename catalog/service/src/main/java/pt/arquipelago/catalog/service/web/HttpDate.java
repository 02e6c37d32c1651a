package pt.arquipelago.catalog.service.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Dates as HTTP writes them, to the second. */
final class HttpDate {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private HttpDate() {}

    static String of(Instant at) {
        return FORM.format(at.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Whether a thing was last changed at or before a date; not if either is missing or is no date. */
    static boolean notAfter(String changed, String date) {
        Optional<Instant> then = read(date);
        return then.isPresent() && read(changed).filter(at -> !at.isAfter(then.get())).isPresent();
    }

    private static Optional<Instant> read(String text) {
        try {
            return Optional.ofNullable(text).map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
