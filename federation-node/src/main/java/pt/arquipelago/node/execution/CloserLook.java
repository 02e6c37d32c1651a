package pt.arquipelago.node.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import pt.arquipelago.node.gate.CompiledQuestion;

/**
 * Who stands behind the rows where the marks do not show enough: persons counted one by one, by one saturating aggregate over the
 * records of these rows alone. Most rows are not among them.
 */
final class CloserLook {
    private final CompiledQuestion question;
    private final FlatRelation flat;
    private final Supports supports;

    CloserLook(CompiledQuestion question, FlatRelation flat, Supports supports) {
        this.question = question;
        this.flat = flat;
        this.supports = supports;
    }

    /**
     * @param least rows of fewer records are not looked at: they have fewer persons, so they are absent whatever is behind them
     * @return for each row the counts of {@link Supports}, exact up to each counter's cap
     */
    List<List<Long>> counted(List<RecordsRow> rows, int least) {
        List<List<Long>> counted = new ArrayList<>();
        List<RecordsRow> open = new ArrayList<>();
        for (RecordsRow row : rows) {
            List<Long> marked = supports.counted(row);
            counted.add(marked);
            if (row.records() >= least && !supports.full(marked)) {
                open.add(row);
            }
        }
        if (!open.isEmpty()) {
            Map<List<Object>, List<Long>> exact = exact(open);
            for (int i = 0; i < rows.size(); i++) {
                counted.set(i, exact.getOrDefault(rows.get(i).keys(), counted.get(i)));
            }
        }
        return counted;
    }

    private Map<List<Object>, List<Long>> exact(List<RecordsRow> open) {
        var records = Passes.of(question, flat.records(), open.stream().map(RecordsRow::sparkKeys).toList(), List.of());
        Map<List<Object>, List<Long>> exact = new HashMap<>();
        for (Row row : Passes.byKeys(question, records).agg(supports.aggregate(flat.masks())).collectAsList()) {
            exact.put(SparkValues.keys(question.query().keys(), row), row.getList(question.keys().size()));
        }
        return exact;
    }
}
