package pt.arquipelago.node.omop;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import pt.arquipelago.node.ingest.Engine;
import pt.arquipelago.node.ingest.Sql;

/**
 * What an import brought.
 *
 * @param known whether the lake held the same download already
 * @param release as the download calls itself
 * @param rows by table
 * @param asked of the vocabularies that mappings ask for
 */
public record VocabularyReport(boolean known, Optional<String> release, Map<String, Long> rows, List<Asked> asked) {
    /** @param mapped codes that lead to a standard concept, of {@code codes}; none if the download lacks the vocabulary */
    public record Asked(String vocabulary, long codes, long mapped) {}

    public VocabularyReport {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
        asked = List.copyOf(asked);
    }

    static VocabularyReport of(Engine engine, Vocabularies loaded, boolean known) throws SQLException {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (String table : Cdm.VOCABULARY) {
            if (loaded.holds(table)) {
                rows.put(table, engine.number("SELECT count(*) FROM " + table));
            }
        }
        List<Optional<String>> release = new ArrayList<>(List.of(Optional.empty()));
        engine.query("SELECT vocabulary_version FROM vocabulary WHERE vocabulary_id = 'None' AND vocabulary_version IS NOT NULL", row -> release.set(0, Optional.of(row.getString(1))));
        List<Asked> asked = new ArrayList<>();
        engine.query("SELECT a.v, count(c.code), count_if(c.concept <> 0) FROM (VALUES " + ConceptMap.ATHENA.stream().map(vocabulary -> "(" + Sql.text(vocabulary) + ")").collect(Collectors.joining(", "))
                + ") a(v) LEFT JOIN (SELECT vocabulary, code, max(concept) AS concept FROM (" + ConceptMap.STANDARD + ") GROUP BY vocabulary, code) c ON c.vocabulary = a.v GROUP BY a.v ORDER BY a.v",
                row -> asked.add(new Asked(row.getString(1), row.getLong(2), row.getLong(3))));
        return new VocabularyReport(known, release.get(0), rows, asked);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(text, known ? "The lake holds this download already: %s" : "Imported: %s", release.orElse("a release without a name"));
        rows.forEach((table, count) -> line(text, "  %-22s %,14d rows", table, count));
        for (Asked each : asked) {
            if (each.codes() == 0) {
                line(text, "  %-22s not in the download: its codes are mapped by source_to_concept_map alone", each.vocabulary());
            } else {
                line(text, "  %-22s %,14d codes, %,d lead to a standard concept", each.vocabulary(), each.codes(), each.mapped());
            }
        }
        line(text, "Call 'omop build': tables that are mapped are built again.");
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
