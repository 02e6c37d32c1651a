package pt.arquipelago.node.execution;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.node.gate.PermittedView;
import pt.arquipelago.node.lake.ColumnClass;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.ProtectedColumn;
import pt.arquipelago.node.lake.Subject;
import pt.arquipelago.node.lake.TableDescription;
import pt.arquipelago.node.lake.Text;

/** The table of the benchmarks: visits of persons by sixteen regions and sixteen diagnoses, with five measures of 0 to 19. */
final class Visits {
    private static final List<String> MEASURES = List.of("a", "b", "c", "d", "e");

    private Visits() {}

    /** @param person of the row's {@code id} */
    static Dataset<Row> of(SparkSession session, long rows, Column person) {
        Dataset<Row> visits = session.range(0, rows, 1, 4).select(col("id"), person.as("patient"), pmod(xxhash64(col("id"), lit(1)), lit(2_000L)).as("prescriber"),
                concat(lit("R"), pmod(xxhash64(col("id"), lit(2)), lit(16L))).as("region"), concat(lit("D"), pmod(xxhash64(col("id"), lit(3)), lit(16L))).as("diagnosis"));
        for (String measure : MEASURES) {
            visits = visits.withColumn(measure, pmod(xxhash64(col("id"), lit(measure)), lit(20L)).cast("int"));
        }
        return visits.drop("id");
    }

    /** @param personsAlone whether prescribers are not protected */
    static PermittedView view(Dataset<Row> relation, boolean personsAlone) {
        TableDescription description = description(personsAlone);
        return new PermittedView("visits", description, description.columns().stream().map(ColumnDescription::name).collect(Collectors.toSet()), relation);
    }

    private static TableDescription description(boolean personsAlone) {
        List<ColumnDescription> columns = new ArrayList<>(List.of(column("patient", ValueType.BIGINT, Optional.of("subject"), false),
                column("prescriber", ValueType.BIGINT, Optional.of("professional"), false), column("region", ValueType.STRING, Optional.empty(), false),
                column("diagnosis", ValueType.STRING, Optional.empty(), false)));
        for (String measure : MEASURES) {
            columns.add(column(measure, ValueType.INT, Optional.empty(), true));
        }
        return new TableDescription("source_visits", "VISITS", new Subject.Column("patient"),
                personsAlone ? List.of() : List.of(new ProtectedColumn("prescriber", "professional", 3)), columns, 0);
    }

    private static ColumnDescription column(String name, ValueType type, Optional<String> identifier, boolean measure) {
        return new ColumnDescription(name, type, identifier.isPresent() ? ColumnClass.IDENTIFIER : ColumnClass.NEUTRAL, measure, !measure && identifier.isEmpty(), identifier,
                Optional.empty(), false, new Text(name, name));
    }
}
