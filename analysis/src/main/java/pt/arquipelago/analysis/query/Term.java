package pt.arquipelago.analysis.query;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One number that every released row is made of: a statistic of the row's records under a condition.
 *
 * @param argument canonical form of what is summed or counted; present for the kinds that have one
 * @param condition canonical form of the condition; absent: every record of the row
 * @param type of the sum for SUM, of the counted column's values for VALUES, BIGINT for other counts, DOUBLE for MOMENTS
 * @param restEmpty true only if the canonical form alone says that no record of the row is outside the condition: there is none, it
 *     only says that something is not NULL, or WHERE or a key implies it
 */
public record Term(Kind kind, Optional<JsonNode> argument, Optional<JsonNode> condition, ValueType type, boolean restEmpty) {
    public Term {
        requireNonNull(kind, "kind is null");
        requireNonNull(argument, "argument is null");
        requireNonNull(condition, "condition is null");
        requireNonNull(type, "type is null");
        argument.ifPresent(Digests::requireCanonical);
        condition.ifPresent(Digests::requireCanonical);
        if (argument.isPresent() != kind.hasArgument()) {
            throw new IllegalArgumentException(kind + (kind.hasArgument() ? " needs an argument" : " has no argument"));
        }
        if (condition.isEmpty() && !restEmpty) {
            throw new IllegalArgumentException("a term without a condition has an empty rest");
        }
        boolean typed = switch (kind) {
            case RECORDS, PERSONS, DOCUMENTS -> type.equals(ValueType.BIGINT);
            case SUM -> type.equals(ValueType.BIGINT) || type.equals(ValueType.DOUBLE) || type.isDecimal();
            case MOMENTS -> type.equals(ValueType.DOUBLE);
            case VALUES -> true;
        };
        if (!typed) {
            throw new IllegalArgumentException(kind + " cannot be of type " + type);
        }
    }

    /** The type of the number that an expression above the aggregate sees. */
    public ValueType finishedType() {
        return kind == Kind.VALUES ? ValueType.BIGINT : type;
    }
}
