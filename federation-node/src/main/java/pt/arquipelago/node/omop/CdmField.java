package pt.arquipelago.node.omop;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;
import pt.arquipelago.analysis.query.ValueType;

/**
 * A field of the Common Data Model, as {@code omop/cdm-5.4.csv} defines it.
 *
 * @param type {@code integer}, {@code float}, {@code date}, {@code datetime}, {@code varchar(n)} or {@code varchar(max)}
 * @param role {@code key}, {@code concept} or {@code concept:} with the concept's domain, the table whose key it holds, or empty
 */
public record CdmField(String table, String name, String type, boolean required, String role) {
    private static final String CONCEPT = "concept";

    public CdmField {
        requireNonNull(table, "table is null");
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(role, "role is null");
    }

    public boolean isKey() {
        return role.equals("key");
    }

    public boolean isConcept() {
        return role.equals(CONCEPT) || domain().isPresent();
    }

    /** Of which its concepts must be. */
    Optional<String> domain() {
        return role.startsWith(CONCEPT + ":") ? Optional.of(role.substring(CONCEPT.length() + 1)) : Optional.empty();
    }

    /** The table whose key it holds. */
    public Optional<String> refers() {
        return role.isEmpty() || isKey() || isConcept() ? Optional.empty() : Optional.of(role);
    }

    public OptionalInt length() {
        return type.startsWith("varchar(") && !type.equals("varchar(max)") ? OptionalInt.of(Integer.parseInt(type.replaceAll("\\D", ""))) : OptionalInt.empty();
    }

    /** How the lake holds it where its table says nothing else. */
    ValueType plain() {
        return switch (type) {
            case "integer" -> ValueType.INT;
            case "float" -> ValueType.DOUBLE;
            case "date" -> ValueType.DATE;
            case "datetime" -> ValueType.TIMESTAMP;
            default -> ValueType.STRING;
        };
    }

    /** Whether the lake may hold it so: a whole number may be a long one, a number with a fraction may be exact. */
    boolean holds(ValueType held) {
        return switch (type) {
            case "integer" -> held.base() == ValueType.Base.INT || held.base() == ValueType.Base.BIGINT;
            case "float" -> held.base() == ValueType.Base.DOUBLE || held.base() == ValueType.Base.DECIMAL;
            default -> held.equals(plain());
        };
    }
}
