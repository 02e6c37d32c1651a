package pt.arquipelago.node.endtoend;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pt.arquipelago.analysis.result.Mark;
import pt.arquipelago.analysis.result.ResultTable;
import pt.arquipelago.analysis.result.SuppressedCell;

/** A table as a reader sees it, cell by cell, whoever made it. */
record Answer(List<String> columns, List<List<Cell>> rows, List<String> notes) {

    /** @param suppressed the reason; null if the value is shown */
    record Cell(Object value, String suppressed, List<String> marks) {
        static Cell suppressed(String reason) {
            return new Cell(null, reason, List.of());
        }

        static Cell known(Object value, List<String> marks) {
            return new Cell(value, null, List.copyOf(marks));
        }

        /** In an order: values, then what cannot be computed, then what is suppressed. */
        int rank() {
            return suppressed != null ? 2 : marks.contains("not_computable") ? 1 : 0;
        }

        boolean same(Cell other) {
            return java.util.Objects.equals(suppressed, other.suppressed) && marks.stream().sorted().toList().equals(other.marks.stream().sorted().toList())
                    && same(value, other.value);
        }

        /** Decimals and whole numbers to the last digit; numbers with a point to one part in a milliard. */
        private static boolean same(Object a, Object b) {
            if (a instanceof Double x && b instanceof Double y) {
                return x.equals(y) || Math.abs(x - y) <= 1e-9 * Math.max(Math.abs(x), Math.abs(y));
            }
            return a instanceof BigDecimal x && b instanceof BigDecimal y ? x.compareTo(y) == 0 : java.util.Objects.equals(a, b);
        }

        @Override
        public String toString() {
            String shown = suppressed != null ? "<" + suppressed + ">" : value instanceof Double d ? new BigDecimal(d, new MathContext(12)).toString() : String.valueOf(value);
            return marks.isEmpty() ? shown : shown + " " + marks.stream().sorted().toList();
        }
    }

    static Answer of(ResultTable table) {
        List<List<Cell>> rows = new ArrayList<>();
        for (int r = 0; r < table.rows().size(); r++) {
            List<Cell> cells = new ArrayList<>();
            for (int c = 0; c < table.columns().size(); c++) {
                cells.add(cell(table, r, c));
            }
            rows.add(cells);
        }
        return new Answer(table.columns().stream().map(column -> column.name() + " " + column.type()).toList(), rows, table.notes());
    }

    private static Cell cell(ResultTable table, int row, int column) {
        Optional<String> suppressed = table.suppressed().stream().filter(cell -> cell.row() == row && cell.column() == column).map(SuppressedCell::reason).findFirst();
        List<String> marks = table.marks().stream().filter(mark -> mark.row() == row && mark.column() == column).map(Mark::mark).toList();
        return new Cell(table.rows().get(row).get(column), suppressed.orElse(null), marks);
    }
}
