package pt.arquipelago.node.omop;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import pt.arquipelago.node.lake.LakeVersion;

/**
 * What became of a build.
 *
 * @param version empty if the model's rules did not hold: then nothing was published
 * @param checks of all OMOP tables; none if nothing was built
 */
public record OmopReport(Optional<LakeVersion> version, List<Table> tables, List<OmopChecks.Result> checks) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param known whether nothing had changed and it is as it was
     * @param rows by the table that gave them
     * @param mapped by field of a concept
     */
    public record Table(String table, long deltaVersion, boolean known, Map<String, Long> rows, Map<String, Mapped> mapped) {
        public Table {
            rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
            mapped = Collections.unmodifiableMap(new LinkedHashMap<>(mapped));
        }

        long all() {
            return rows.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** @param mapped of {@code rows}, those with a concept other than 0 */
    public record Mapped(long rows, long mapped) {
        double share() {
            return rows == 0 ? 0 : (double) mapped / rows;
        }
    }

    public OmopReport {
        tables = List.copyOf(tables);
        checks = List.copyOf(checks);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (Table table : tables) {
            if (table.known()) {
                line(text, "%-28s as it was: its sources and mappings did not change (Delta version %d)", table.table(), table.deltaVersion());
            } else {
                line(text, "%-28s %,14d rows (Delta version %d)", table.table(), table.all(), table.deltaVersion());
                table.rows().forEach((source, rows) -> line(text, "  of %-23s %,14d", source, rows));
                table.mapped().forEach((field, mapped) -> line(text, "  %s: %,d of %,d rows mapped (%.1f %%), the others have concept 0", field, mapped.mapped(), mapped.rows(), 100 * mapped.share()));
            }
        }
        if (!checks.isEmpty()) {
            line(text, "Checks: %,d, of which %,d failed", checks.size(), checks.stream().filter(check -> !check.passes()).count());
            checks.stream().filter(check -> check.failing() > 0).forEach(check -> line(text, "  %-6s %s %s: %,d of %,d rows (up to %.2f %% pass): %s", check.passes() ? "passed" : "FAILED",
                    check.kind(), check.name(), check.failing(), check.rows(), 100 * check.threshold(), check.title().en()));
        }
        version.ifPresentOrElse(made -> line(text, "Lake version %d: %s", made.number(), made.tables()),
                () -> line(text, "No new lake version: the model's rules do not hold (FAILED conformance), and every table is as it was."));
        return text.toString();
    }

    String json() {
        ObjectNode json = JSON.createObjectNode();
        version.ifPresent(made -> json.put("lake_version", made.number()));
        ArrayNode built = json.putArray("tables");
        for (Table table : tables) {
            ObjectNode node = built.addObject().put("table", table.table()).put("delta_version", table.deltaVersion()).put("unchanged", table.known());
            if (!table.known()) {
                node.put("rows", table.all());
                ObjectNode rows = node.putObject("rows_by_source");
                table.rows().forEach(rows::put);
                ObjectNode mapped = node.putObject("mapped");
                table.mapped().forEach((field, count) -> mapped.putObject(field).put("rows", count.rows()).put("mapped", count.mapped()).put("share", count.share()));
            }
        }
        ArrayNode checked = json.putArray("checks");
        checks.forEach(check -> checked.addObject().put("check", check.name()).put("kind", check.kind()).put("table", check.table()).put("words", check.title().en()).put("failing", check.failing())
                .put("rows", check.rows()).put("threshold", check.threshold()).put("passes", check.passes()));
        return json.toPrettyString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
