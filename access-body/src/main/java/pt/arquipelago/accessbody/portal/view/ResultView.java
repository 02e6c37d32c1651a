package pt.arquipelago.accessbody.portal.view;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * A result as a table for reading.
 *
 * @param nodes how many institutions were asked
 * @param answered names of those whose figures are in it
 * @param missing names of those whose figures are not
 */
public record ResultView(List<Column> columns, List<Row> rows, List<String> notes, int nodes, List<String> answered, List<String> missing) {
    public ResultView {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
        answered = List.copyOf(answered);
        missing = List.copyOf(missing);
    }

    /** @param bins of what width the histograms are that its quantiles are read from, in words; empty if it has none */
    public record Column(String name, String type, boolean measure, boolean numeric, String note, String bins) {}

    /** @param nodes which institutions the row stands on, in words */
    public record Row(List<Cell> cells, String nodes, boolean whole) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    public enum Kind { VALUE, NULL, SUPPRESSED, NOT_COMPUTABLE }

    /** @param note why there is no value, or what a reader must know of it; empty if nothing */
    public record Cell(Kind kind, String text, String note) {
        public Cell {
            requireNonNull(kind, "kind is null");
            requireNonNull(text, "text is null");
            requireNonNull(note, "note is null");
        }
    }

    public long suppressed() {
        return rows.stream().flatMap(row -> row.cells().stream()).filter(cell -> cell.kind() == Kind.SUPPRESSED).count();
    }

    public long wholeRows() {
        return rows.stream().filter(Row::whole).count();
    }
}
