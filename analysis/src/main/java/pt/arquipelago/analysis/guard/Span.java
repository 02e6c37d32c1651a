package pt.arquipelago.analysis.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** From a moment, it included, to another, it not. Either end may be open ({@code Instant.MIN}, {@code Instant.MAX}). */
record Span(Instant from, Instant to) {
    static final Span ALWAYS = new Span(Instant.MIN, Instant.MAX);

    Span and(Span other) {
        return new Span(from.isAfter(other.from) ? from : other.from, to.isBefore(other.to) ? to : other.to);
    }

    static Span years(int first, int last) {
        return new Span(start(first, 1), start(last + 1, 1));
    }

    static Span months(int year, int month, int count) {
        LocalDate first = LocalDate.of(year, month, 1);
        return new Span(at(first), at(first.plusMonths(count)));
    }

    /** The year that it lies in, if it is one. */
    Optional<Integer> year() {
        if (from.equals(Instant.MIN) || to.equals(Instant.MAX) || !from.isBefore(to)) {
            return Optional.empty();
        }
        int year = from.atZone(ZoneOffset.UTC).getYear();
        return to.isAfter(start(year + 1, 1)) ? Optional.empty() : Optional.of(year);
    }

    boolean isBounded() {
        return !from.equals(Instant.MIN) && !to.equals(Instant.MAX);
    }

    /** What {@code literal ≤ x} or {@code literal < x} leaves of x; a date's x has whole days. */
    static Optional<Span> after(JsonNode literal, boolean included) {
        return moment(literal).map(at -> new Span(included ? at : next(literal, at), Instant.MAX));
    }

    static Optional<Span> before(JsonNode literal, boolean included) {
        return moment(literal).map(at -> new Span(Instant.MIN, included ? next(literal, at) : at));
    }

    /** What equality with a literal leaves of a truncated x. */
    static Optional<Span> truncated(JsonNode literal, String unit) {
        Optional<LocalDateTime> start = moment(literal).map(at -> LocalDateTime.ofInstant(at, ZoneOffset.UTC));
        return start.flatMap(from -> switch (unit.toLowerCase(Locale.ROOT)) {
            case "year", "yyyy", "yy" -> Optional.of(from.plusYears(1));
            case "quarter" -> Optional.of(from.plusMonths(3));
            case "month", "mm", "mon" -> Optional.of(from.plusMonths(1));
            case "week" -> Optional.of(from.plusWeeks(1));
            default -> Optional.<LocalDateTime>empty();
        }).map(to -> new Span(start.get().toInstant(ZoneOffset.UTC), to.toInstant(ZoneOffset.UTC)));
    }

    JsonNode of(JsonNode x) {
        return Nodes.node("span", x, Nodes.text(from.equals(Instant.MIN) ? "" : from.toString()), Nodes.text(to.equals(Instant.MAX) ? "" : to.toString()));
    }

    private static Optional<Instant> moment(JsonNode literal) {
        if (Nodes.is(literal, "date")) {
            return Optional.of(at(LocalDate.parse(literal.get(1).textValue())));
        }
        return Nodes.is(literal, "timestamp") ? Optional.of(Instant.parse(literal.get(1).textValue())) : Optional.empty();
    }

    private static Instant next(JsonNode literal, Instant at) {
        return Nodes.is(literal, "date") ? at.plus(1, ChronoUnit.DAYS) : at.plus(1, ChronoUnit.MICROS);
    }

    private static Instant start(int year, int month) {
        return at(LocalDate.of(year, month, 1));
    }

    private static Instant at(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
