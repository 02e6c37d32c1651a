package pt.arquipelago.node.execution;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.RelationalGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
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

    /**
     * The records of some rows of the result alone.
     *
     * @param rows of each the keys as Spark has them, then {@code further} numbers
     * @param further names under which a row's numbers stand beside its records, as DOUBLE
     */
    static Dataset<Row> of(CompiledQuestion question, Dataset<Row> records, List<Object[]> rows, List<String> further) {
        int keys = question.keys().size();
        StructType schema = new StructType();
        Column same = lit(true);
        for (int i = 0; i < keys; i++) {
            String other = "of_" + FlatRelation.key(i);
            schema = schema.add(other, records.schema().apply(FlatRelation.key(i)).dataType());
            same = same.and(col(FlatRelation.key(i)).eqNullSafe(col(other)));
        }
        for (String name : further) {
            schema = schema.add(name, DataTypes.DoubleType);
        }
        Dataset<Row> wanted = records.sparkSession().createDataFrame(rows.stream().map(RowFactory::create).toList(), schema);
        return keys == 0 ? records.crossJoin(broadcast(wanted)) : records.join(broadcast(wanted), same);
    }
}
