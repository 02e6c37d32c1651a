package pt.arquipelago.analysis.result;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A result as CSV (RFC 4180, UTF-8, comma). Texts stand in quotes, so that an empty text and an empty cell differ. A suppressed cell is
 * empty, as is NULL; two columns at the end tell them apart: {@code _suppressed} names the suppressed columns of the row with their reasons
 * ({@code cost: threshold; persons: disclosure}), {@code _marks} what else must be known ({@code cost: nodes: 2 of 3}). A noisy result has a third,
 * {@code _intervals} ({@code persons: 41.3 to 69.0}). Notes on columns and the provenance are in the JSON form alone.
 */
final class CsvExport {
    private static final String LINE = "\r\n";

    private CsvExport() {}

    static String write(ResultTable table) {
        List<List<String>> suppressed = texts(table.rows().size());
        table.suppressed().forEach(cell -> suppressed.get(cell.row()).add(name(table, cell.column()) + ": " + cell.reason()));
        List<List<String>> marks = texts(table.rows().size());
        table.marks().forEach(mark -> marks.get(mark.row()).add(name(table, mark.column()) + ": " + mark.mark()));
        StringBuilder csv = new StringBuilder();
        csv.append(table.columns().stream().map(column -> quoted(column.name()) + ",").collect(Collectors.joining()))
                .append("_suppressed,_marks").append(table.intervals().isEmpty() ? "" : ",_intervals").append(LINE);
        List<List<String>> intervals = texts(table.rows().size());
        table.intervals().forEach(each -> intervals.get(each.row()).add(name(table, each.column()) + ": " + each.low() + " to " + each.high()));
        for (int row = 0; row < table.rows().size(); row++) {
            table.rows().get(row).forEach(value -> csv.append(text(value)).append(','));
            csv.append(joined(suppressed.get(row))).append(',').append(joined(marks.get(row)));
            csv.append(table.intervals().isEmpty() ? "" : "," + joined(intervals.get(row))).append(LINE);
        }
        return csv.toString();
    }

    private static List<List<String>> texts(int count) {
        List<List<String>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(new ArrayList<>());
        }
        return all;
    }

    private static String name(ResultTable table, int column) {
        return table.columns().get(column).name();
    }

    private static String joined(List<String> texts) {
        return texts.isEmpty() ? "" : quoted(String.join("; ", texts));
    }

    private static String text(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof java.math.BigDecimal exact) {
            return exact.toPlainString();
        }
        return value instanceof String text ? quoted(text) : value.toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
