package pt.arquipelago.analysis.result;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pt.arquipelago.analysis.query.StrictJson;
import pt.arquipelago.analysis.query.Values;

/**
 * A finished result, as published. A suppressed cell is null in its row; so is one marked {@code not_computable}.
 *
 * @param notes what a reader must know of the whole table, such as {@code selected on incomplete values: 3 rows}
 * @param intervals of the cells of a noisy result
 */
public record ResultTable(List<Column> columns, List<List<Object>> rows, List<SuppressedCell> suppressed, List<Mark> marks,
        List<String> notes, Provenance provenance, List<Interval> intervals) {

    /** Of exact values. */
    public ResultTable(List<Column> columns, List<List<Object>> rows, List<SuppressedCell> suppressed, List<Mark> marks, List<String> notes, Provenance provenance) {
        this(columns, rows, suppressed, marks, notes, provenance, List.of());
    }

    public ResultTable {
        columns = List.copyOf(columns);
        rows = canonicalRows(columns, rows);
        suppressed = List.copyOf(suppressed);
        marks = List.copyOf(marks);
        notes = List.copyOf(notes);
        requireNonNull(provenance, "provenance is null");
        intervals = List.copyOf(intervals);
        Set<List<Integer>> ranged = new HashSet<>();
        for (Interval interval : intervals) {
            requireCell(rows, interval.row(), interval.column());
            if (rows.get(interval.row()).get(interval.column()) == null || !ranged.add(List.of(interval.row(), interval.column()))) {
                throw new IllegalArgumentException("an empty cell has an interval, or one cell two");
            }
        }
        Set<List<Integer>> seen = new HashSet<>();
        for (SuppressedCell cell : suppressed) {
            requireNull(rows, cell.row(), cell.column());
            if (!seen.add(List.of(cell.row(), cell.column()))) {
                throw new IllegalArgumentException("a cell is suppressed twice");
            }
        }
        for (Mark mark : marks) {
            requireCell(rows, mark.row(), mark.column());
            if (mark.mark().equals(Mark.NOT_COMPUTABLE)) {
                requireNull(rows, mark.row(), mark.column());
            }
        }
    }

    public ObjectNode toJson() {
        return ResultJson.write(this);
    }

    /** @throws pt.arquipelago.analysis.InvalidFormat if it is not a result, to the letter */
    public static ResultTable fromJson(JsonNode json) {
        return ResultJson.read(json);
    }

    /** {@link #fromJson(JsonNode)} of a text, which also must hold nothing else and no field twice. */
    public static ResultTable fromJson(String json) {
        return ResultJson.read(StrictJson.parse(json));
    }

    /** As CSV: suppressed cells are empty and named in the column {@code _suppressed}, marks in {@code _marks}. */
    public String toCsv() {
        return CsvExport.write(this);
    }

    /** As an Arrow IPC stream; what is told beside the values is JSON in the schema's {@code arquipelago.result}. */
    public byte[] toArrow() {
        return ArrowExport.write(this);
    }

    private static List<List<Object>> canonicalRows(List<Column> columns, List<List<Object>> rows) {
        List<List<Object>> all = new ArrayList<>(rows.size());
        for (List<Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("a row has not as many values as there are columns");
            }
            List<Object> values = new ArrayList<>(row.size());
            for (int i = 0; i < row.size(); i++) {
                values.add(Values.canonical(columns.get(i).type(), row.get(i)));
            }
            all.add(Collections.unmodifiableList(values));
        }
        return Collections.unmodifiableList(all);
    }

    private static void requireNull(List<List<Object>> rows, int row, int column) {
        requireCell(rows, row, column);
        if (rows.get(row).get(column) != null) {
            throw new IllegalArgumentException("a suppressed or not computable cell has a value");
        }
    }

    private static void requireCell(List<List<Object>> rows, int row, int column) {
        if (row < 0 || row >= rows.size() || column < 0 || column >= rows.get(row).size()) {
            throw new IllegalArgumentException("a cell is outside the table");
        }
    }
}
