package pt.arquipelago.catalog.description;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;

/** From one day to another, both included. */
public record Period(LocalDate start, LocalDate end) {
    public Period {
        requireNonNull(start, "start is null");
        requireNonNull(end, "end is null");
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("A period ends (" + end + ") before it starts (" + start + ").");
        }
    }
}
