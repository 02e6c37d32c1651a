package pt.arquipelago.node.execution;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

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
     * @param which of a row's records, by its numbers
     */
    static Dataset<Row> of(CompiledQuestion question, Dataset<Row> records, List<Object[]> rows, List<String> further, Column which) {
        Column same = which;
        for (int i = 0; i < question.keys().size(); i++) {
            same = same.and(equal(i));
        }
        return beside(question, records, rows, further, same);
    }

    /** The records that differ from some rows of the result in one key alone, with the row's keys beside them. */
    static Dataset<Row> besides(CompiledQuestion question, Dataset<Row> records, List<Object[]> rows, int key) {
        Column beside = not(equal(key));
        for (int i = 0; i < question.keys().size(); i++) {
            beside = i == key ? beside : beside.and(equal(i));
        }
        return beside(question, records, rows, List.of(), beside);
    }

    /** By the keys of the rows that stand beside the records. */
    static RelationalGroupedDataset byRow(CompiledQuestion question, Dataset<Row> records) {
        List<Column> keys = new ArrayList<>();
        for (int i = 0; i < question.keys().size(); i++) {
            keys.add(col(ofRow(i)));
        }
        return records.groupBy(keys.toArray(Column[]::new));
    }

    private static Dataset<Row> beside(CompiledQuestion question, Dataset<Row> records, List<Object[]> rows, List<String> further, Column on) {
        StructType schema = new StructType();
        for (int i = 0; i < question.keys().size(); i++) {
            schema = schema.add(ofRow(i), records.schema().apply(FlatRelation.key(i)).dataType());
        }
        for (String name : further) {
            schema = schema.add(name, DataTypes.DoubleType);
        }
        Dataset<Row> wanted = records.sparkSession().createDataFrame(rows.stream().map(RowFactory::create).toList(), schema);
        return records.join(broadcast(wanted), on);
    }

    private static Column equal(int key) {
        return col(FlatRelation.key(key)).eqNullSafe(col(ofRow(key)));
    }

    private static String ofRow(int key) {
        return "of_" + FlatRelation.key(key);
    }
}
