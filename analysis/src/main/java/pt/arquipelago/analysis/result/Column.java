package pt.arquipelago.analysis.result;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import pt.arquipelago.analysis.query.Role;
import pt.arquipelago.analysis.query.ValueType;

/** One column of a result; {@code note} says what a reader must know of all its values. */
public record Column(String name, ValueType type, Role role, Optional<String> note) {
    public Column {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(role, "role is null");
        requireNonNull(note, "note is null");
    }
}
