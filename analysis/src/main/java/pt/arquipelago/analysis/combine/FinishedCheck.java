package pt.arquipelago.analysis.combine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import pt.arquipelago.analysis.partial.PartialCell.Perturbed;
import pt.arquipelago.analysis.partial.PartialCell.Released;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Output;
import pt.arquipelago.analysis.result.ResultTable;
import pt.arquipelago.analysis.result.SuppressedCell;

/**
 * Looks once more at the very table that is published: whatever is shown stands on a node that released every term of it, whatever none
 * released is named as suppressed and empty, and no count of records or persons is below the smallest threshold. A fault here is a defect
 * of this program, and stops the result.
 */
final class FinishedCheck {
    private FinishedCheck() {}

    static void require(ResultTable result, List<ResultRow> rows, CombinedTable table) {
        int k = table.answered().values().stream().mapToInt(thresholds -> thresholds.persons()).min().orElseThrow();
        Set<List<Integer>> hidden = new HashSet<>();
        for (SuppressedCell cell : result.suppressed()) {
            hidden.add(List.of(cell.row(), cell.column()));
        }
        for (int row = 0; row < result.rows().size(); row++) {
            for (int column = 0; column < result.columns().size(); column++) {
                Output output = table.query().outputs().get(column);
                Object value = result.rows().get(row).get(column);
                boolean isHidden = hidden.contains(List.of(row, column));
                boolean given = released(rows.get(row), output.expr().terms());
                if (!given && !isHidden || isHidden && value != null || !table.noisy() && isCount(table, output.expr()) && value instanceof Long n && n < k) {
                    throw new IllegalStateException("a cell of column " + output.name() + " is shown that may not be");
                }
            }
        }
    }

    private static boolean released(ResultRow row, SortedSet<Integer> terms) {
        return terms.isEmpty() || row.rows().stream().flatMap(one -> one.cells().values().stream())
                .anyMatch(cells -> terms.stream().allMatch(term -> cells.get(term) instanceof Released || cells.get(term) instanceof Perturbed));
    }

    private static boolean isCount(CombinedTable table, Expr expr) {
        if (!(expr instanceof Expr.TermRef ref)) {
            return false;
        }
        Kind kind = table.query().terms().get(ref.index()).kind();
        return kind == Kind.RECORDS || kind == Kind.PERSONS;
    }
}
