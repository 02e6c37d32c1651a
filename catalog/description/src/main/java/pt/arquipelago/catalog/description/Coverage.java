package pt.arquipelago.catalog.description;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * When and where.
 *
 * @param temporal days the records speak of
 * @param nuts NUTS 2024 codes, such as {@code PT11A}
 * @param retention how long the holder keeps the records
 */
public record Coverage(Optional<Period> temporal, List<String> nuts, Optional<Period> retention, Frequency frequency) {
    public Coverage {
        requireNonNull(temporal, "temporal is null");
        nuts = nuts.stream().distinct().sorted().toList();
        requireNonNull(retention, "retention is null");
        requireNonNull(frequency, "frequency is null");
        nuts.stream().filter(code -> !code.matches("[A-Z]{2}[0-9A-Z]{0,3}")).findFirst().ifPresent(code -> {
            throw new IllegalArgumentException("'" + code + "' is not a NUTS code.");
        });
    }
}
