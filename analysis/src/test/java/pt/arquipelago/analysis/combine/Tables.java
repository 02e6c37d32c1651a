package pt.arquipelago.analysis.combine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.partial.PartialRow;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.partial.Reason;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.analysis.result.Mark;
import pt.arquipelago.analysis.result.ResultTable;
import pt.arquipelago.analysis.result.SuppressedCell;

/** Partial tables read from, and results written to, tables that a person can read. */
final class Tables {
    private Tables() {}

    /** Rows of {@code key … | cell …}; a cell is a value, {@code A+B} for values, or the reason why it is suppressed; {@code -} is null. */
    static PartialTable partial(AggregateQuery query, int k, String text) {
        List<PartialRow> rows = new ArrayList<>();
        for (String line : text.strip().lines().filter(line -> !line.isBlank()).toList()) {
            List<String> parts = Arrays.stream(line.split("\\|")).map(String::strip).toList();
            List<Object> keys = new ArrayList<>();
            for (int i = 0; i < query.keys().size(); i++) {
                keys.add(value(query.keys().get(i).type(), parts.get(i)));
            }
            List<PartialCell> cells = new ArrayList<>();
            for (int i = 0; i < query.terms().size(); i++) {
                cells.add(cell(query.terms().get(i), k, parts.get(keys.size() + i)));
            }
            rows.add(new PartialRow(keys, cells));
        }
        return new PartialTable(query, rows);
    }

    private static PartialCell cell(Term term, int k, String text) {
        if (text.equals("threshold") || text.equals("disclosure")) {
            return new PartialCell.Suppressed(Reason.valueOf(text.toUpperCase(java.util.Locale.ROOT)));
        }
        return new PartialCell.Released(term.kind() == Kind.VALUES
                ? Arrays.stream(text.split("\\+")).map(one -> value(term.type(), one)).toList()
                : value(term.type(), text), k);
    }

    private static Object value(ValueType type, String text) {
        if (text.equals("-")) {
            return null;
        }
        return switch (type.base()) {
            case STRING -> text;
            case DOUBLE -> Double.valueOf(text);
            case DECIMAL -> new java.math.BigDecimal(text);
            default -> Long.valueOf(text);
        };
    }

    /** One line a row: values, {@code (threshold)} for what is suppressed, marks in brackets, NULL; then the notes. */
    static String text(ResultTable result) {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < result.rows().size(); row++) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < result.columns().size(); column++) {
                cells.add(cell(result, row, column));
            }
            lines.add(String.join(" | ", cells));
        }
        result.notes().forEach(note -> lines.add("note: " + note));
        return String.join("\n", lines);
    }

    private static String cell(ResultTable result, int row, int column) {
        for (SuppressedCell cell : result.suppressed()) {
            if (cell.row() == row && cell.column() == column) {
                return "(" + cell.reason() + ")";
            }
        }
        String marks = result.marks().stream().filter(mark -> mark.row() == row && mark.column() == column)
                .map(Mark::mark).map(mark -> " [" + mark + "]").collect(Collectors.joining());
        Object value = result.rows().get(row).get(column);
        return (value == null ? "NULL" : value.toString()) + marks;
    }
}
