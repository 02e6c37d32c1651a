package pt.arquipelago.analysis.combine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import pt.arquipelago.analysis.evaluate.Evaluator;
import pt.arquipelago.analysis.evaluate.Outcome;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Ordering;
import pt.arquipelago.analysis.query.Output;

/** One row with its outputs, its HAVING and its ORDER BY evaluated, each on its own nodes. */
final class FinishedRow {
    /** @param spreads how far the quantiles in it may be from what is shown of them */
    record Cell(Standing support, Outcome outcome, List<BigDecimal> spreads) {}

    /** The 95 % interval of an output, where it has noise in it. */
    Optional<double[]> interval(int output) {
        Expr expr = table.query().outputs().get(output).expr();
        Standing support = outputs.get(output).support();
        Map<Integer, NoisySum> noisy = new TreeMap<>();
        expr.terms().forEach(term -> support.noisy(term).ifPresent(sum -> noisy.put(term, sum)));
        Map<Expr.Quantile, NoisyQuantile> quantiles = new LinkedHashMap<>();
        expr.quantiles().forEach(quantile -> NoisyQuantile.of(quantile, support).ifPresent(found -> quantiles.put(quantile, found)));
        if (support.suppressed().isPresent() || noisy.size() < expr.terms().size() || quantiles.size() < expr.quantiles().size()) {
            return Optional.empty();
        }
        return Uncertainty.interval(expr, noisy, quantiles, (terms, at) -> new Evaluator(row.keys(), terms, at, over -> new Outcome.NotComputable(), row.totalled()).evaluate(expr));
    }

    private final CombinedTable table;
    private final ResultRow row;
    private final OverRows sums;
    private final List<Cell> outputs = new ArrayList<>();
    private final List<Cell> orderings = new ArrayList<>();
    private final boolean incomplete;

    FinishedRow(CombinedTable table, ResultRow row, OverRows sums) {
        this.table = table;
        this.row = row;
        this.sums = sums;
        for (Output output : table.query().outputs()) {
            outputs.add(cell(output.expr()));
        }
        for (Ordering ordering : table.query().orderBy()) {
            orderings.add(cell(ordering.expr()));
        }
        List<Cell> selecting = new ArrayList<>(orderings);
        table.query().having().ifPresent(having -> selecting.add(cell(having)));
        this.incomplete = selecting.stream().anyMatch(cell -> cell.support().lacksNodes());
    }

    /** Whether HAVING is true; what is suppressed or not computable is not true. */
    static boolean isKept(CombinedTable table, ResultRow row) {
        return table.query().having().isEmpty() || isTrue(cell(table, row, table.query().having().get(), none -> new Outcome.NotComputable()).outcome());
    }

    private static boolean isTrue(Outcome outcome) {
        return outcome instanceof Outcome.Known known && Boolean.TRUE.equals(known.value());
    }

    private Cell cell(Expr expr) {
        return cell(table, row, expr, over -> sums.of(over, row));
    }

    private static Cell cell(CombinedTable table, ResultRow row, Expr expr, Function<Expr.Over, Outcome> sums) {
        Standing support = row.standing(table, expr);
        Outcome outcome = support.suppressed().<Outcome>map(Outcome.Suppressed::new)
                .orElseGet(() -> new Evaluator(row.keys(), support::value, quantile -> quantile(support, quantile), sums, row.totalled()).evaluate(expr));
        boolean shown = outcome instanceof Outcome.Known known && known.value() != null;
        List<BigDecimal> spreads = shown && !table.noisy() ? expr.quantiles().stream().map(quantile -> support.quantile(quantile).spread(quantile.type()))
                .filter(spread -> spread.signum() > 0).toList() : List.of();
        return new Cell(support, outcome, spreads);
    }

    private static Outcome quantile(Standing support, Expr.Quantile quantile) {
        return NoisyQuantile.of(quantile, support).map(NoisyQuantile::value).orElseGet(() -> new Outcome.Known(support.quantile(quantile).value(quantile.type())));
    }

    ResultRow row() {
        return row;
    }

    List<Cell> outputs() {
        return outputs;
    }

    List<Cell> orderings() {
        return orderings;
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
