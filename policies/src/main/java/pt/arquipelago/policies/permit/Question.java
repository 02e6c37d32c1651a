package pt.arquipelago.policies.permit;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import org.erdtman.jcs.NumberToJSON;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.StrictJson;

/**
 * A question as it was sent; approvals and orders bind its digest.
 *
 * @param sql Spark SQL over the permit's views
 * @param parameters values of the named parameters of the text, as JSON scalars
 * @param strict true: a cell that lacks one node is suppressed
 * @param noise under release {@code noisy}: what it may cost, and how much one person counts for
 */
public record Question(String sql, Optional<Map<String, JsonNode>> parameters, Optional<Boolean> strict, Optional<NoiseLimits> noise) {
    /** Characters. */
    public static final int MAX_SQL = 100_000;

    public Question {
        if (requireNonNull(sql, "sql is null").isBlank() || sql.length() > MAX_SQL) {
            throw new IllegalArgumentException("sql must be a text of 1 to " + MAX_SQL + " characters");
        }
        parameters = requireNonNull(parameters, "parameters is null").map(Map::copyOf);
        parameters.ifPresent(values -> values.forEach((name, value) -> {
            Require.id(name, "a parameter's name");
            if (!value.isValueNode() || !isWhole(value)) {
                throw new IllegalArgumentException("a parameter must be a JSON scalar, and a number one that IEEE 754 doubles tell apart");
            }
        }));
        requireNonNull(strict, "strict is null");
        requireNonNull(noise, "noise is null");
    }

    public Question(String sql, Optional<Map<String, JsonNode>> parameters, Optional<Boolean> strict) {
        this(sql, parameters, strict, Optional.empty());
    }

    /** RFC 8785 writes numbers as doubles: two questions that differ beyond that would have one digest. Longer numbers are sent as text. */
    private static boolean isWhole(JsonNode value) {
        if (!value.isNumber()) {
            return true;
        }
        try {
            return new BigDecimal(NumberToJSON.serializeNumber(value.doubleValue())).compareTo(value.decimalValue()) == 0;
        } catch (IOException e) {
            return false; // larger than any double
        }
    }

    public static Question of(String sql) {
        return new Question(sql, Optional.empty(), Optional.empty());
    }

    /** SHA-256 over the RFC 8785 form. */
    public String digest() {
        return CanonicalJson.digest(StrictJson.write(this));
    }
}
