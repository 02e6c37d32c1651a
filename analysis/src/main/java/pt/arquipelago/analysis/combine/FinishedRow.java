package pt.arquipelago.analysis.combine;

import java.util.ArrayList;
import java.util.List;
import pt.arquipelago.analysis.evaluate.Evaluator;
import pt.arquipelago.analysis.evaluate.Outcome;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Ordering;
import pt.arquipelago.analysis.query.Output;

/** One row with its outputs, its HAVING and its ORDER BY evaluated, each on its own nodes. */
final class FinishedRow {
    record Cell(Support support, Outcome outcome) {}

    private final CombinedTable table;
    private final CombinedRow row;
    private final List<Cell> outputs = new ArrayList<>();
    private final List<Cell> orderings = new ArrayList<>();
    private final boolean kept;
    private final boolean incomplete;

    FinishedRow(CombinedTable table, CombinedRow row) {
        this.table = table;
        this.row = row;
        for (Output output : table.query().outputs()) {
            outputs.add(cell(output.expr()));
        }
        for (Ordering ordering : table.query().orderBy()) {
            orderings.add(cell(ordering.expr()));
        }
        List<Cell> selecting = new ArrayList<>(orderings);
        table.query().having().ifPresent(having -> selecting.add(cell(having)));
        this.kept = table.query().having().isEmpty() || isTrue(selecting.get(selecting.size() - 1).outcome());
        this.incomplete = selecting.stream().anyMatch(cell -> cell.support().lacksNodes());
    }

    private static boolean isTrue(Outcome outcome) {
        return outcome instanceof Outcome.Known known && Boolean.TRUE.equals(known.value());
    }

    private Cell cell(Expr expr) {
        Support support = new Support(table, row, expr);
        Outcome outcome = support.suppressed().<Outcome>map(Outcome.Suppressed::new)
                .orElseGet(() -> new Evaluator(row.keys(), support::value).evaluate(expr));
        return new Cell(support, outcome);
    }

    CombinedRow row() {
        return row;
    }

    List<Cell> outputs() {
        return outputs;
    }

    List<Cell> orderings() {
        return orderings;
    }

    /** Whether HAVING is true; what is suppressed or not computable is not true. */
    boolean kept() {
        return kept;
    }

    /** Whether HAVING or ORDER BY used a value that lacks a node. */
    boolean selectedOnIncompleteValues() {
        return incomplete;
    }

    /** Whether it has values made of terms, and none is shown. */
    boolean whollySuppressed() {
        List<Cell> made = outputs.stream().filter(cell -> cell.support().hasTerms()).toList();
        return !made.isEmpty() && made.stream().allMatch(cell -> cell.outcome() instanceof Outcome.Suppressed);
    }
}
