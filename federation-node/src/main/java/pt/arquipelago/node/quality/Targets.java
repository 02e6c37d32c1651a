package pt.arquipelago.node.quality;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import pt.arquipelago.catalog.description.QualityDimension;

/**
 * What the institution holds itself to.
 *
 * @param atLeast percent, 0 to 100, of every dimension but timeliness
 * @param withinDays days within which nine of ten records are here
 */
public record Targets(Map<QualityDimension, Integer> atLeast, Optional<Integer> withinDays) {
    public static final Targets NONE = new Targets(Map.of(), Optional.empty());

    public Targets {
        Map<QualityDimension, Integer> ordered = new EnumMap<>(QualityDimension.class);
        ordered.putAll(atLeast);
        atLeast = Collections.unmodifiableMap(ordered);
        requireNonNull(withinDays, "withinDays is null");
        atLeast.forEach((dimension, percent) -> {
            if (dimension == QualityDimension.TIMELINESS || percent < 0 || percent > 100) {
                throw new IllegalArgumentException("'" + dimension.key() + "': a target is a percentage from 0 to 100, and that of timeliness is a number of days");
            }
        });
        if (withinDays.filter(days -> days < 0).isPresent()) {
            throw new IllegalArgumentException("a target of days is not negative");
        }
    }

    public Optional<Integer> atLeast(QualityDimension dimension) {
        return Optional.ofNullable(atLeast.get(dimension));
    }
}
