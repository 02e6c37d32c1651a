package pt.arquipelago.analysis.combine;

import java.util.Comparator;
import java.util.List;
import pt.arquipelago.analysis.evaluate.Outcome;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Ordering;
import pt.arquipelago.analysis.query.Values;

/**
 * The order of a result's rows: ORDER BY, then the keys (NULL last). LIMIT without ORDER BY takes wholly suppressed rows last. What is not
 * computable comes behind every value and NULL, what is suppressed behind that, ascending or descending.
 */
final class RowOrder {
    private RowOrder() {}

    static Comparator<FinishedRow> of(AggregateQuery query) {
        Comparator<FinishedRow> byKeys = Comparator.<FinishedRow, List<Object>>comparing(row -> row.row().keys(), PartialTable::compareKeys)
                .thenComparing(row -> row.row().totalled().size());
        if (query.orderBy().isEmpty()) {
            boolean cut = query.limit().isPresent() || query.offset() > 0;
            return cut ? Comparator.comparing(FinishedRow::whollySuppressed).thenComparing(byKeys) : byKeys;
        }
        List<Ordering> orderBy = query.orderBy();
        Comparator<FinishedRow> order = (a, b) -> 0;
        for (int i = 0; i < orderBy.size(); i++) {
            int at = i;
            order = order.thenComparing(row -> row.orderings().get(at).outcome(), outcomes(orderBy.get(i)));
        }
        return order.thenComparing(byKeys);
    }

    private static Comparator<Outcome> outcomes(Ordering ordering) {
        Comparator<Object> values = ordering.ascending() ? Values::compare : (a, b) -> Values.compare(b, a);
        Comparator<Object> withNull = ordering.nullsFirst() ? Comparator.nullsFirst(values) : Comparator.nullsLast(values);
        return Comparator.comparing(RowOrder::rank)
                .thenComparing((a, b) -> a instanceof Outcome.Known left && b instanceof Outcome.Known right
                        ? withNull.compare(left.value(), right.value())
                        : 0);
    }

    private static int rank(Outcome outcome) {
        return outcome instanceof Outcome.Known ? 0 : outcome instanceof Outcome.NotComputable ? 1 : 2;
    }
}
