package pt.arquipelago.node.execution;

import static org.apache.spark.sql.functions.broadcast;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import pt.arquipelago.node.lake.TableDescription;

/** Leaves out the rows of persons who opted out, whoever they are in the row. */
final class OptedOut {
    private static final String PERSON = "opted_out_person";

    private OptedOut() {}

    static Dataset<Row> without(SparkSession session, Dataset<Row> relation, TableDescription description, Set<Long> persons) {
        Dataset<Row> left = relation;
        for (String column : persons.isEmpty() ? List.<String>of() : description.personColumns()) {
            Dataset<Row> excluded = session.createDataset(new ArrayList<>(persons), Encoders.LONG()).toDF(PERSON);
            left = left.join(broadcast(excluded), left.col("`" + column + "`").equalTo(excluded.col(PERSON)), "left_anti");
        }
        return left;
    }
}
