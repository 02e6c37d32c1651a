package pt.arquipelago.policies.permit;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.StrictJson;

/**
 * A question as it was sent; approvals and orders bind its digest.
 *
 * @param sql Spark SQL over the permit's views
 * @param parameters values of the named parameters of the text, as JSON scalars
 * @param strict true: a cell that lacks one node is suppressed
 */
public record Question(String sql, Optional<Map<String, JsonNode>> parameters, Optional<Boolean> strict) {
    /** Characters. */
    public static final int MAX_SQL = 100_000;

    public Question {
        if (requireNonNull(sql, "sql is null").isBlank() || sql.length() > MAX_SQL) {
            throw new IllegalArgumentException("sql must be a text of 1 to " + MAX_SQL + " characters");
        }
        parameters = requireNonNull(parameters, "parameters is null").map(Map::copyOf);
        parameters.ifPresent(values -> values.forEach((name, value) -> {
            Require.id(name, "a parameter's name");
            if (!value.isValueNode()) {
                throw new IllegalArgumentException("a parameter must be a JSON scalar");
            }
        }));
        requireNonNull(strict, "strict is null");
    }

    public static Question of(String sql) {
        return new Question(sql, Optional.empty(), Optional.empty());
    }

    /** SHA-256 over the RFC 8785 form. */
    public String digest() {
        return CanonicalJson.digest(StrictJson.write(this));
    }
}
