package pt.arquipelago.analysis.query;

import static java.util.Objects.requireNonNull;

/** One column of the result. KEY outputs are made of keys and constants alone. */
public record Output(String name, ValueType type, Role role, Expr expr) {
    public Output {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(role, "role is null");
        requireNonNull(expr, "expr is null");
        if (role == Role.KEY && !expr.terms().isEmpty()) {
            throw new IllegalArgumentException("output " + name + " is a key and refers to a term");
        }
    }
}
