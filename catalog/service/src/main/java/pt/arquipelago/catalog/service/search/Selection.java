package pt.arquipelago.catalog.service.search;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What someone looks for.
 *
 * @param words all must stand in the description, in any language and form
 * @param chosen a value for each facet that narrows
 */
public record Selection(String words, Map<Facet, String> chosen) {
    public Selection {
        requireNonNull(words, "words is null");
        chosen = chosen.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(chosen));
    }

    public Optional<String> chosen(Facet facet) {
        return Optional.ofNullable(chosen.get(facet));
    }

    /** The parameters of an address that chooses the same. */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        chosen.forEach((facet, value) -> parameters.put(facet.parameter(), value));
        if (!words.isBlank()) {
            parameters.put("q", words);
        }
        return parameters;
    }
}
