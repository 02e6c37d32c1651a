package pt.arquipelago.node.execution;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.node.gate.PermittedView;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.lake.LakeVersion;
import pt.arquipelago.node.lake.TableDescription;
import pt.arquipelago.node.lake.TableSnapshot;

/**
 * The lake's tables as Spark relations over the Parquet files of a pinned version, with the schema that the lake holds. Delta takes no
 * part in a query: no planning of its own, no time travel for a question to reach. A version's relations are built once and reused;
 * only the newest version asked for is kept.
 */
public final class LakeRelations {
    private final SparkSession session;
    private final Lake lake;
    private LakeVersion version = null;
    private Map<String, LakeTable> tables = Map.of();

    /** A table and what is known of it. */
    public record LakeTable(TableSnapshot snapshot, Dataset<Row> relation) {
        public TableDescription description() {
            return snapshot.description();
        }

        /** The same without the rows of some persons. */
        public LakeTable without(Set<Long> persons) {
            return new LakeTable(snapshot, OptedOut.without(relation.sparkSession(), relation, description(), persons));
        }

        /** The table as a permit shows it. */
        public PermittedView permitted(String name, Set<String> columns) {
            return new PermittedView(name, description(), columns, relation);
        }
    }

    public LakeRelations(NodeSpark spark, Lake lake) {
        this.session = requireNonNull(spark, "spark is null").session();
        this.lake = requireNonNull(lake, "lake is null");
    }

    /** All tables of a version, by name. */
    public synchronized Map<String, LakeTable> tables(LakeVersion asked) {
        if (!asked.equals(version)) {
            Map<String, LakeTable> built = new LinkedHashMap<>();
            for (TableSnapshot snapshot : lake.snapshots(asked)) {
                built.put(snapshot.table(), new LakeTable(snapshot, relation(snapshot)));
            }
            tables = Map.copyOf(built);
            version = asked;
        }
        return tables;
    }

    private Dataset<Row> relation(TableSnapshot snapshot) {
        StructType schema = schema(snapshot.description());
        if (snapshot.files().isEmpty()) {
            return session.createDataFrame(List.of(), schema);
        }
        String[] files = snapshot.files().stream().map(file -> file.toUri().toString()).toArray(String[]::new);
        Dataset<Row> relation = session.read().schema(schema).option("__globPaths__", "false").parquet(files);
        // Spark leaves out files whose names it takes for hidden ones, silently: then rows would be missing.
        int listed = relation.inputFiles().length;
        if (listed != files.length) {
            throw new IllegalStateException("Of " + files.length + " files of table " + snapshot.table() + " Spark would read " + listed);
        }
        return relation;
    }

    static StructType schema(TableDescription description) {
        StructType schema = new StructType();
        for (ColumnDescription column : description.columns()) {
            schema = schema.add(column.name(), type(column.type()), true);
        }
        return schema;
    }

    private static DataType type(ValueType type) {
        return switch (type.base()) {
            case BOOLEAN -> DataTypes.BooleanType;
            case INT -> DataTypes.IntegerType;
            case BIGINT -> DataTypes.LongType;
            case DOUBLE -> DataTypes.DoubleType;
            case DECIMAL -> DataTypes.createDecimalType(type.precision(), type.scale());
            case STRING -> DataTypes.StringType;
            case DATE -> DataTypes.DateType;
            case TIMESTAMP -> DataTypes.TimestampType;
        };
    }
}
