package pt.arquipelago.node.execution;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import pt.arquipelago.node.gate.PermittedView;

/** Rows that a policy of the institution keeps back. */
public final class RowFilters {
    private RowFilters() {}

    /** @param filters by table, Spark SQL conditions of the institution's own policy that every row must meet */
    public static List<PermittedView> apply(List<PermittedView> views, Map<String, List<String>> filters) {
        return views.stream().map(view -> {
            Dataset<Row> relation = view.relation();
            for (String condition : filters.getOrDefault(view.description().table(), List.of())) {
                relation = relation.filter(condition);
            }
            return new PermittedView(view.name(), view.description(), view.columns(), relation);
        }).toList();
    }
}
