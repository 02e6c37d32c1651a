package pt.arquipelago.node.lake;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Optional;

/** Between what the numbers of a column are: its profile says so, and rows with others do not come in. */
public record ValueRange(Optional<BigDecimal> least, Optional<BigDecimal> most) {
    public static final ValueRange ANY = new ValueRange(Optional.empty(), Optional.empty());

    public ValueRange {
        requireNonNull(least, "least is null");
        requireNonNull(most, "most is null");
    }

    /** What is between both. */
    public ValueRange and(ValueRange other) {
        return new ValueRange(least.isPresent() && other.least.isPresent() ? Optional.of(least.get().max(other.least.get())) : least.or(() -> other.least),
                most.isPresent() && other.most.isPresent() ? Optional.of(most.get().min(other.most.get())) : most.or(() -> other.most));
    }
}
