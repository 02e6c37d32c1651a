package pt.arquipelago.analysis.combine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pt.arquipelago.analysis.evaluate.Evaluator;
import pt.arquipelago.analysis.evaluate.Outcome;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Term;

/** Sums over the rows that HAVING left: each adds up what a reader of the result could add up. */
final class OverRows {
    private record Sum(Expr.Over over, List<Object> partition) {}

    private final Map<Sum, List<Object>> values = new HashMap<>();

    OverRows(CombinedTable table, List<ResultRow> rows) {
        AggregateQuery query = table.query();
        Set<Expr.Over> all = new HashSet<>();
        query.outputs().forEach(output -> all.addAll(output.expr().overs()));
        query.orderBy().forEach(ordering -> all.addAll(ordering.expr().overs()));
        for (Expr.Over over : all) {
            for (ResultRow row : rows) {
                Standing standing = row.standing(table, over.summed());
                Outcome outcome = standing.suppressed().<Outcome>map(Outcome.Suppressed::new)
                        .orElseGet(() -> new Evaluator(row.keys(), standing::value, none -> new Outcome.NotComputable(), none -> new Outcome.NotComputable(), row.totalled()).evaluate(over.summed()));
                List<Object> sum = values.computeIfAbsent(new Sum(over, partition(over, row)), none -> new ArrayList<>());
                if (outcome instanceof Outcome.Known known && known.value() != null) {
                    sum.add(over.type().isIntegral() && known.value() instanceof Number n ? (Object) n.longValue() : known.value());
                }
            }
        }
    }

    private static List<Object> partition(Expr.Over over, ResultRow row) {
        List<Object> keys = new ArrayList<>();
        over.partition().forEach(key -> keys.add(row.keys().get(key)));
        return keys;
    }

    Outcome of(Expr.Over over, ResultRow row) {
        List<Object> sum = values.getOrDefault(new Sum(over, partition(over, row)), List.of());
        if (sum.isEmpty()) {
            return new Outcome.Known(null);
        }
        return Merge.merge(new Term(Kind.SUM, java.util.Optional.of(com.fasterxml.jackson.databind.node.TextNode.valueOf("over")), java.util.Optional.empty(),
                over.type(), true), sum);
    }
}
