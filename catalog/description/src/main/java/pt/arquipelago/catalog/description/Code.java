package pt.arquipelago.catalog.description;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** One value of a closed code list, with what it means where the list says so, and how often it stands in the data where that may be told. */
public record Code(String value, Optional<LocalText> title, Optional<ValueFigures> figures) {
    public Code {
        requireNonNull(value, "value is null");
        requireNonNull(title, "title is null");
        requireNonNull(figures, "figures is null");
    }

    public static Code of(String value) {
        return new Code(value, Optional.empty(), Optional.empty());
    }
}
