package pt.arquipelago.node.lake;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Between what the numbers of a column are: its profile says so, and rows with others do not come in. */
public record ValueRange(Optional<BigDecimal> least, Optional<BigDecimal> most) {
    public static final ValueRange ANY = new ValueRange(Optional.empty(), Optional.empty());

    public ValueRange {
        requireNonNull(least, "least is null");
        requireNonNull(most, "most is null");
    }

    /** Whether both ends are known. */
    public boolean isKnown() {
        return least.isPresent() && most.isPresent();
    }

    /** Between what products are, of a number of this range and one of the other; anything, unless all ends are known. */
    public ValueRange times(ValueRange other) {
        if (!isKnown() || !other.isKnown()) {
            return ANY;
        }
        List<BigDecimal> corners = Stream.of(least, most).flatMap(Optional::stream)
                .flatMap(end -> Stream.of(other.least, other.most).flatMap(Optional::stream).map(end::multiply)).sorted().toList();
        return new ValueRange(Optional.of(corners.get(0)), Optional.of(corners.get(corners.size() - 1)));
    }

    /** What is between both. */
    public ValueRange and(ValueRange other) {
        return new ValueRange(least.isPresent() && other.least.isPresent() ? Optional.of(least.get().max(other.least.get())) : least.or(() -> other.least),
                most.isPresent() && other.most.isPresent() ? Optional.of(most.get().min(other.most.get())) : most.or(() -> other.most));
    }

    /** What holds of the numbers of both. */
    public ValueRange or(ValueRange other) {
        return new ValueRange(least.flatMap(low -> other.least.map(low::min)), most.flatMap(high -> other.most.map(high::max)));
    }
}
