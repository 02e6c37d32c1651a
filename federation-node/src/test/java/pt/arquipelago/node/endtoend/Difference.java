package pt.arquipelago.node.endtoend;

import java.util.ArrayList;
import java.util.List;

/** Two tables side by side, as text; only rows that differ. */
final class Difference {
    private static final int MOST = 25;

    private final List<String> lines = new ArrayList<>();

    private Difference() {}

    /** Empty if both say the same. */
    static String of(Answer expected, Answer found) {
        Difference difference = new Difference();
        difference.line("columns", expected.columns(), found.columns());
        difference.line("notes", expected.notes(), found.notes());
        for (int i = 0; i < Math.max(expected.rows().size(), found.rows().size()); i++) {
            List<Answer.Cell> one = i < expected.rows().size() ? expected.rows().get(i) : null;
            List<Answer.Cell> other = i < found.rows().size() ? found.rows().get(i) : null;
            if (one == null || other == null || !same(one, other)) {
                difference.row(i, one, other);
            }
        }
        List<String> shown = difference.lines.size() > MOST ? difference.lines.subList(0, MOST) : difference.lines;
        return shown.isEmpty() ? "" : String.join("\n", shown) + "\n(" + expected.rows().size() + " rows expected, " + found.rows().size() + " found)\n";
    }

    private static boolean same(List<Answer.Cell> one, List<Answer.Cell> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            if (!one.get(i).same(other.get(i))) {
                return false;
            }
        }
        return one.size() == other.size();
    }

    private void line(String what, List<String> expected, List<String> found) {
        if (!expected.equals(found)) {
            lines.add("%-8s expected | %s%n         found    | %s".formatted(what, String.join(" | ", expected), String.join(" | ", found)));
        }
    }

    private void row(int number, List<Answer.Cell> expected, List<Answer.Cell> found) {
        lines.add("row %-4d expected | %s%n         found    | %s".formatted(number, text(expected), text(found)));
    }

    private static String text(List<Answer.Cell> cells) {
        return cells == null ? "no row" : String.join(" | ", cells.stream().map(Answer.Cell::toString).toList());
    }
}
