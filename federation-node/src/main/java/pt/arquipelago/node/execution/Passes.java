package pt.arquipelago.node.execution;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.RelationalGroupedDataset;
import org.apache.spark.sql.Row;
import pt.arquipelago.node.gate.CompiledQuestion;

/** Groupings that every pass shares. */
final class Passes {
    private Passes() {}

    /** By the question's keys and then further columns; without any, one row always. */
    static RelationalGroupedDataset byKeys(CompiledQuestion question, Dataset<Row> records, String... further) {
        List<Column> keys = new ArrayList<>();
        for (int i = 0; i < question.keys().size(); i++) {
            keys.add(col(FlatRelation.key(i)));
        }
        Arrays.stream(further).forEach(name -> keys.add(col(name)));
        return records.groupBy(keys.toArray(Column[]::new));
    }
}
