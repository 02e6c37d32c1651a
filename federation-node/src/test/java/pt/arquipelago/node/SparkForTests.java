package pt.arquipelago.node;

import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import pt.arquipelago.node.execution.NodeSpark;
import pt.arquipelago.node.settings.NodeSettings.SparkSettings;

/** The one Spark session of a test JVM, with the node's own flags. */
public final class SparkForTests {
    private SparkForTests() {}

    public static SparkSession session() {
        return Holder.SPARK.session();
    }

    public static NodeSpark spark() {
        return Holder.SPARK;
    }

    private static final class Holder {
        private static final NodeSpark SPARK = NodeSpark.start(new SparkSettings("local[2]", Optional.empty()));
    }
}
