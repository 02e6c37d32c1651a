package pt.arquipelago.node.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import pt.arquipelago.node.ingest.Ingest.Outcome;

/** The report of an ingest, for a terminal and as JSON. */
final class ReportText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReportText() {}

    static String table(Outcome outcome) {
        StringBuilder text = new StringBuilder();
        for (LoadReport report : outcome.reports()) {
            text.append(table(report));
        }
        outcome.version().ifPresentOrElse(
                version -> text.append("Lake version ").append(version.number()).append(": ").append(version.tables()).append('\n'),
                () -> text.append("No new lake version: every table is as it was.\n"));
        return text.toString();
    }

    private static String table(LoadReport report) {
        StringBuilder text = new StringBuilder();
        line(text, "%s → %s   (%s)", report.system(), report.table(), String.join(", ", report.files()));
        line(text, "  rows read        %,14d", report.read());
        line(text, "  accepted         %,14d", report.accepted());
        line(text, "  quarantined      %,14d", report.quarantined());
        report.reasons().forEach((reason, count) -> line(text, "    %-12s %,14d   %s", reason.code(), count, reason.words()));
        report.quarantine().ifPresent(file -> line(text, "  listed in        %s", file));
        line(text, "  rows a second    %,14d", report.rowsPerSecond());
        report.deltaVersion().ifPresentOrElse(
                version -> line(text, "  Delta version    %14d%s", version, report.known() ? "   the same extract was loaded already: nothing was done" : ""),
                () -> line(text, "  REFUSED: more rows failed than 'max_rejected' allows; the table is as it was"));
        remedy(report).ifPresent(remedy -> line(text, "  most of them: %s", remedy));
        report.notes().forEach(note -> line(text, "  note: %s", note));
        line(text, "  %-34s %-38s %s", "column", "treatment", "in the lake");
        for (Treatments column : report.columns()) {
            line(text, "  %-34s %-38s %s", column.column(), column.treatment(), String.join(", ", column.lake()));
        }
        return text.append('\n').toString();
    }

    /** Where an extract was refused and nearly all bad rows are bad in one way, it is seldom the rows. */
    private static Optional<String> remedy(LoadReport report) {
        long most = report.quarantined() / 2;
        if (!report.refused()) {
            return Optional.empty();
        }
        if (report.reasons().getOrDefault(Reason.ENCODING, 0L) > most) {
            return Optional.of("the extract is in another encoding; say which with --encoding, or in the profile under 'csv'");
        }
        if (report.reasons().getOrDefault(Reason.REFERENCE, 0L) > most) {
            return Optional.of("load the other table anew first; if a rule 'refers' to it and it does not hold everybody here, say 'check_references: false' in ingest.yaml");
        }
        return Optional.empty();
    }

    /** @param leftOut of a FHIR export: what no profile takes */
    static String json(String node, Outcome outcome, Map<String, Optional<Risk>> risks, List<String> leftOut) {
        ObjectNode json = JSON.createObjectNode().put("node", node);
        outcome.version().ifPresentOrElse(version -> json.put("lake_version", version.number()), () -> json.putNull("lake_version"));
        ArrayNode tables = json.putArray("tables");
        for (LoadReport report : outcome.reports()) {
            ObjectNode table = json(report);
            risks.getOrDefault(report.table(), Optional.empty()).ifPresent(risk -> risk(table.putObject("risk"), risk));
            tables.add(table);
        }
        strings(json.putArray("left_out"), leftOut);
        return json.toPrettyString();
    }

    private static ObjectNode json(LoadReport report) {
        ObjectNode json = JSON.createObjectNode().put("system", report.system()).put("table", report.table())
                .put("load", report.load())
                .put("outcome", report.refused() ? "refused" : report.known() ? "known" : "loaded");
        strings(json.putArray("files"), report.files());
        json.put("rows_read", report.read()).put("accepted", report.accepted()).put("quarantined", report.quarantined());
        ObjectNode reasons = json.putObject("reasons");
        report.reasons().forEach((reason, count) -> reasons.put(reason.code(), count));
        report.quarantine().ifPresent(file -> json.put("quarantine", file.toString()));
        report.deltaVersion().ifPresentOrElse(version -> json.put("delta_version", version), () -> json.putNull("delta_version"));
        json.put("seconds", report.took().toMillis() / 1000.0).put("rows_per_second", report.rowsPerSecond());
        strings(json.putArray("notes"), report.notes());
        ArrayNode columns = json.putArray("columns");
        for (Treatments column : report.columns()) {
            ObjectNode node = columns.addObject().put("column", column.column()).put("treatment", column.treatment());
            strings(node.putArray("lake"), column.lake());
        }
        return json;
    }

    private static void risk(ObjectNode json, Risk risk) {
        json.put("k", risk.k()).put("rows_under_k", risk.now().rowsUnder()).put("smallest_class", risk.now().smallest());
        strings(json.putArray("alike_in"), risk.columns());
        ArrayNode steps = json.putArray("generalise");
        risk.steps().forEach(step -> steps.addObject().put("column", step.column()).put("becomes", step.becomes()).put("rows_under_k", step.then().rowsUnder()));
    }

    private static void strings(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
