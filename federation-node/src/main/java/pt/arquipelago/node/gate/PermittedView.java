package pt.arquipelago.node.gate;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import pt.arquipelago.node.lake.TableDescription;

/**
 * A table as one permit shows it.
 *
 * @param name the name in SQL: the table's without {@code source_}
 * @param columns the permitted columns, by the names of the lake; pseudonyms are implied
 * @param relation the table's columns over the pinned files, by the names of the lake; a permitted column that it lacks is not shown
 */
public record PermittedView(String name, TableDescription description, Set<String> columns, Dataset<Row> relation) {
    public PermittedView {
        requireNonNull(name, "name is null");
        requireNonNull(description, "description is null");
        columns = Set.copyOf(columns);
        requireNonNull(relation, "relation is null");
    }
}
