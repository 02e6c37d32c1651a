package pt.arquipelago.analysis.result;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pt.arquipelago.analysis.query.Values;

/**
 * A finished result, as published. A suppressed cell is null in its row; so is one marked {@code not_computable}.
 *
 * @param notes what a reader must know of the whole table, such as {@code selected on incomplete values: 3 rows}
 */
public record ResultTable(List<Column> columns, List<List<Object>> rows, List<SuppressedCell> suppressed, List<Mark> marks,
        List<String> notes, Provenance provenance) {

    public ResultTable {
        columns = List.copyOf(columns);
        rows = canonicalRows(columns, rows);
        suppressed = List.copyOf(suppressed);
        marks = List.copyOf(marks);
        notes = List.copyOf(notes);
        requireNonNull(provenance, "provenance is null");
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
