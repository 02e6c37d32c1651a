package pt.arquipelago.catalog.description;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When and where.
 *
 * @param temporal days the records speak of
 * @param nuts NUTS 2024 codes, such as {@code PT11A}
 * @param regions those of which figures may be told, by code; each stands in {@code nuts} too
 * @param retention how long the holder keeps the records
 * @param resolution the smallest step between two dates of the records, as ISO 8601 writes it: {@code P1D} for a day
 */
public record Coverage(Optional<Period> temporal, List<String> nuts, List<Region> regions, Optional<Period> retention, Frequency frequency, Optional<String> resolution) {
    public Coverage {
        requireNonNull(temporal, "temporal is null");
        nuts = Stream.concat(nuts.stream(), regions.stream().map(Region::nuts)).distinct().sorted().toList();
        regions = regions.stream().sorted(Comparator.comparing(Region::nuts)).toList();
        requireNonNull(retention, "retention is null");
        requireNonNull(frequency, "frequency is null");
        requireNonNull(resolution, "resolution is null").filter(step -> !step.matches("P[1-9][0-9]{0,2}[DWMY]|PT[1-9][0-9]{0,3}[HMS]")).ifPresent(step -> {
            throw new IllegalArgumentException("'" + step + "' is not a step of time such as P1D (a day), P1M (a month) or PT1H (an hour).");
        });
        nuts.stream().filter(code -> !code.matches("[A-Z]{2}[0-9A-Z]{0,3}")).findFirst().ifPresent(code -> {
            throw new IllegalArgumentException("'" + code + "' is not a NUTS code.");
        });
    }
}
