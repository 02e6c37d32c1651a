package pt.arquipelago.analysis.combine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import pt.arquipelago.analysis.combine.FinishedRow.Cell;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.evaluate.Outcome;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Output;
import pt.arquipelago.analysis.result.BinWidth;
import pt.arquipelago.analysis.result.Column;
import pt.arquipelago.analysis.result.Interval;
import pt.arquipelago.analysis.result.Mark;
import pt.arquipelago.analysis.result.Provenance;
import pt.arquipelago.analysis.result.ResultTable;
import pt.arquipelago.analysis.result.SuppressedCell;

/** Makes the published result of a combined table: evaluates every expression, then HAVING, ORDER BY and LIMIT, on what was released. */
public final class Finish {
    private final CombinedTable table;
    private final List<List<Object>> rows = new ArrayList<>();
    private final List<SuppressedCell> suppressed = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private final List<Interval> intervals = new ArrayList<>();

    private Finish(CombinedTable table) {
        this.table = table;
    }

    public static ResultTable finish(CombinedTable table, Provenance provenance) {
        if (!provenance.query().equals(table.query().digest())) {
            throw new IllegalArgumentException("the provenance names another query");
        }
        return new Finish(table).result(provenance);
    }

    private ResultTable result(Provenance provenance) {
        AggregateQuery query = table.query();
        List<ResultRow> found = ResultRow.of(table);
        Set<ResultRow> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        found.stream().filter(row -> FinishedRow.isKept(table, row)).forEach(kept::add);
        OverRows sums = new OverRows(table, found.stream().filter(kept::contains).toList());
        List<FinishedRow> all = found.stream().map(row -> new FinishedRow(table, row, sums)).toList();
        List<FinishedRow> shown = all.stream()
                .filter(row -> kept.contains(row.row()))
                .sorted(RowOrder.of(query))
                .skip(query.offset())
                .limit(query.limit().orElse(Long.MAX_VALUE))
                .toList();
        shown.forEach(this::add);
        long incomplete = all.stream().filter(FinishedRow::selectedOnIncompleteValues).count();
        List<String> notes = new ArrayList<>(incomplete == 0 ? List.of() : List.of("selected on incomplete values: " + incomplete + (incomplete == 1 ? " row" : " rows")));
        if (table.noisy()) {
            notes.addAll(noisyNotes(provenance));
        }
        ResultTable result = new ResultTable(query.outputs().stream().map(this::column).toList(), rows, suppressed, marks, notes, provenance, intervals);
        FinishedCheck.require(result, shown.stream().map(FinishedRow::row).toList(), table);
        return result;
    }

    private void add(FinishedRow finished) {
        List<Object> values = new ArrayList<>();
        int row = rows.size();
        for (Cell cell : finished.outputs()) {
            int column = values.size();
            if (cell.outcome() instanceof Outcome.Suppressed hidden) {
                values.add(null);
                suppressed.add(new SuppressedCell(row, column, hidden.reason()));
                continue;
            }
            if (cell.outcome() instanceof Outcome.Known known) {
                values.add(known.value());
                if (table.noisy()) {
                    finished.interval(column).ifPresent(ends -> intervals.add(new Interval(row, column, ends[0], ends[1])));
                }
            } else {
                values.add(null);
                marks.add(new Mark(row, column, Mark.NOT_COMPUTABLE));
            }
            cell.support().marks().forEach(mark -> marks.add(new Mark(row, column, mark)));
            boolean itself = table.query().outputs().get(column).expr() instanceof Expr.Quantile;
            cell.spreads().forEach(spread -> marks.add(new Mark(row, column, itself ? Mark.spread(spread) : Mark.ofQuantile(spread))));
        }
        rows.add(values);
    }

    private Column column(Output output) {
        boolean countsValues = output.expr().terms().stream().anyMatch(term -> table.query().terms().get(term).kind() == Kind.VALUES);
        List<BinWidth> widths = output.expr().quantiles().stream().map(BinWidth::of).toList();
        Optional<String> note = countsValues ? Optional.of(valuesNote()) : widths.isEmpty() ? Optional.empty() : Optional.of(BinWidth.NOTE);
        return new Column(output.name(), output.type(), output.role(), note, widths.stream().reduce(BinWidth::and));
    }

    private static List<String> noisyNotes(Provenance provenance) {
        SortedSet<String> limits = new TreeSet<>();
        SortedMap<String, SortedSet<String>> cut = new TreeMap<>();
        provenance.noise().forEach((node, noise) -> {
            limits.add("each person counts in at most " + noise.rows() + (noise.rows() == 1 ? " row" : " rows")
                    + " and with at most " + noise.records() + (noise.records() == 1 ? " record" : " records") + " in a row");
            noise.ranges().forEach(range -> cut.computeIfAbsent("each record's " + range.name() + " is cut to " + plain(range.low()) + " to " + plain(range.high()), none -> new TreeSet<>()).add(node));
        });
        List<String> notes = new ArrayList<>(List.of("every number has noise in it; intervals hold the value without noise in 95 of 100 cases"));
        notes.addAll(limits);
        cut.forEach((note, nodes) -> notes.add(nodes.size() == provenance.noise().size() ? note : note + " at " + String.join(", ", nodes)));
        return notes;
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private String valuesNote() {
        SortedSet<Integer> thresholds = new TreeSet<>();
        table.answered().values().stream().map(Thresholds::persons).forEach(thresholds::add);
        String k = thresholds.first().equals(thresholds.last()) ? thresholds.first().toString() : thresholds.first() + " to " + thresholds.last();
        return "counts the values that at least " + k + " persons have at some institution";
    }
}
