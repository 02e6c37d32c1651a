package pt.arquipelago.catalog.description;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** One value of a closed code list, with what it means where the list says so. */
public record Code(String value, Optional<LocalText> title) {
    public Code {
        requireNonNull(value, "value is null");
        requireNonNull(title, "title is null");
    }

    public static Code of(String value) {
        return new Code(value, Optional.empty());
    }
}
