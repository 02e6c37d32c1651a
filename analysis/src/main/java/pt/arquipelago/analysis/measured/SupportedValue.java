package pt.arquipelago.analysis.measured;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** One value that a VALUES term met in a row, and who stands behind it; {@code persons} counted exactly up to a cap. */
public record SupportedValue(Object value, int persons, List<ProtectedSupport> others) {
    public SupportedValue {
        requireNonNull(value, "value is null");
        others = List.copyOf(others);
        if (persons < 0) {
            throw new IllegalArgumentException("persons is negative");
        }
    }

    @Override
    public String toString() {
        return "SupportedValue";
    }
}
