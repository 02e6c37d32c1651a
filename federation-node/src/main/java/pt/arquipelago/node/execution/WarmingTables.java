package pt.arquipelago.node.execution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.node.gate.PermittedView;
import pt.arquipelago.node.lake.ColumnClass;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.ProtectedColumn;
import pt.arquipelago.node.lake.Subject;
import pt.arquipelago.node.lake.TableDescription;
import pt.arquipelago.node.lake.Text;

/**
 * Two tiny made-up tables as Parquet files, to warm a node with: the first questions of a cold JVM take many times as long as later
 * ones, because classes are loaded and code is generated and compiled.
 */
public final class WarmingTables implements AutoCloseable {
    private static final int ROWS = 400;

    private final Path folder;
    private final List<PermittedView> views;

    private WarmingTables(Path folder, List<PermittedView> views) {
        this.folder = folder;
        this.views = views;
    }

    public static WarmingTables make(NodeSpark spark) {
        try {
            Path folder = Files.createTempDirectory("arquipelago-warming");
            List<PermittedView> views = new ArrayList<>();
            for (String name : List.of("warm_a", "warm_b")) {
                views.add(view(spark.session(), name, folder.resolve(name)));
            }
            return new WarmingTables(folder, List.copyOf(views));
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made", e);
        }
    }

    public List<PermittedView> views() {
        return views;
    }

    private static PermittedView view(SparkSession session, String name, Path folder) {
        TableDescription description = description(name);
        StructType schema = LakeRelations.schema(description);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(RowFactory.create((long) (i % 97), (long) (i % 11), "c" + i % 3, LocalDate.of(2024, 1 + i % 12, 1 + i % 28), i % 30,
                    java.math.BigDecimal.valueOf(i, 2)));
        }
        session.createDataFrame(rows, schema).repartition(2).write().parquet(folder.toUri().toString());
        Dataset<Row> relation = session.read().schema(schema).parquet(folder.toUri().toString());
        return new PermittedView(name, description, Set.of("grp", "day", "amount", "cost"), relation);
    }

    private static TableDescription description(String name) {
        return new TableDescription("source_" + name, "WARM", new Subject.Column("subject"), List.of(new ProtectedColumn("prescriber", "professional", 3)), List.of(
                column("subject", ValueType.BIGINT, ColumnClass.IDENTIFIER, Optional.of("subject"), false),
                column("prescriber", ValueType.BIGINT, ColumnClass.IDENTIFIER, Optional.of("professional"), false),
                column("grp", ValueType.STRING, ColumnClass.NEUTRAL, Optional.empty(), false),
                column("day", ValueType.DATE, ColumnClass.NEUTRAL, Optional.empty(), false),
                column("amount", ValueType.INT, ColumnClass.NEUTRAL, Optional.empty(), true),
                column("cost", ValueType.decimal(10, 2), ColumnClass.NEUTRAL, Optional.empty(), true)), ROWS);
    }

    private static ColumnDescription column(String name, ValueType type, ColumnClass cls, Optional<String> identifier, boolean measure) {
        return new ColumnDescription(name, type, cls, measure, cls != ColumnClass.IDENTIFIER && !measure, identifier, Optional.empty(), false, new Text(name, name));
    }

    @Override
    public void close() {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the warming tables cannot be removed", e);
        }
    }
}
