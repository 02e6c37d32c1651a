package pt.arquipelago.node.quality;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pt.arquipelago.catalog.description.QualityElement;
import pt.arquipelago.node.lake.Text;

/**
 * What a profile says for the label. Columns are the lake's.
 *
 * @param unique columns that together tell one record from another
 * @param collected date on which a record was made at the source
 * @param references pseudonyms that should stand in another table; a row where one does not is counted, not refused
 * @param register table of the persons registered at the institution
 * @param stated documentation in words
 */
public record QualityTerms(
        List<String> unique, Optional<String> collected, List<Reference> references, String register, Targets targets, Map<QualityElement, Text> stated) {
    private static final String REGISTER = "source_rnu";

    public static final QualityTerms NONE = new QualityTerms(List.of(), Optional.empty(), List.of(), REGISTER, Targets.NONE, Map.of());

    /** @param key pseudonyms of {@code table} among which those of {@code column} are looked for */
    public record Reference(String column, String table, String key) {
        public Reference {
            requireNonNull(column, "column is null");
            requireNonNull(table, "table is null");
            requireNonNull(key, "key is null");
        }
    }

    public QualityTerms {
        unique = List.copyOf(unique);
        requireNonNull(collected, "collected is null");
        references = List.copyOf(references);
        requireNonNull(register, "register is null");
        requireNonNull(targets, "targets is null");
        Map<QualityElement, Text> ordered = new EnumMap<>(QualityElement.class);
        ordered.putAll(stated);
        stated = Collections.unmodifiableMap(ordered);
    }
}
