package pt.arquipelago.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.node.lake.ColumnClass;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.LakeVersion;
import pt.arquipelago.node.lake.LakeWriter;
import pt.arquipelago.node.lake.LakeWriter.StagedFile;
import pt.arquipelago.node.lake.ProtectedColumn;
import pt.arquipelago.node.lake.Subject;
import pt.arquipelago.node.lake.TableDescription;
import pt.arquipelago.node.lake.Text;
import pt.arquipelago.node.lake.ValueRange;

/** A small lake of one made-up table of stays, written as ingest writes it, without ingest. */
public final class LakeForTests {
    public static final String TABLE = "source_stays";

    private LakeForTests() {}

    /** One stay; null is a missing value. */
    public record Stay(long person, Long prescriber, String region, String diagnosis, LocalDate day, Integer days) {}

    public static LakeVersion write(Path lake, List<Stay> stays, int files) throws IOException {
        return write(lake, stays, files, 1);
    }

    /** @param minimumPersons that the table asks for */
    public static LakeVersion write(Path lake, List<Stay> stays, int files, int minimumPersons) throws IOException {
        TableDescription plain = description();
        return write(lake, stays, files, new TableDescription(plain.table(), plain.system(), plain.subject(), plain.alsoProtected(), plain.columns(), plain.texts(),
                plain.figures(), minimumPersons));
    }

    /** @param days between what they are, as a profile declares it */
    public static LakeVersion write(Path lake, List<Stay> stays, int files, ValueRange days) throws IOException {
        TableDescription plain = description();
        List<ColumnDescription> columns = plain.columns().stream().map(column -> column.name().equals("days") ? new ColumnDescription(column.name(), column.type(), column.cls(),
                column.measure(), column.groupable(), column.identifierType(), column.codes(), column.missingSensitive(), column.title(), days, column.required()) : column).toList();
        return write(lake, stays, files, new TableDescription(plain.table(), plain.system(), plain.subject(), plain.alsoProtected(), columns, plain.texts(),
                plain.figures(), plain.minimumPersons()));
    }

    private static LakeVersion write(Path lake, List<Stay> stays, int files, TableDescription description) throws IOException {
        StructType schema = new StructType().add("patient", DataTypes.LongType).add("prescriber", DataTypes.LongType).add("region", DataTypes.StringType)
                .add("diagnosis", DataTypes.StringType).add("day", DataTypes.DateType).add("days", DataTypes.IntegerType);
        List<Row> rows = stays.stream().map(s -> RowFactory.create(s.person, s.prescriber, s.region, s.diagnosis, s.day, s.days)).toList();
        Dataset<Row> frame = SparkForTests.session().createDataFrame(rows, schema).repartition(files);
        try (LakeWriter writer = LakeWriter.open(lake, Clock.systemUTC())) {
            Path staging = writer.stage(TABLE);
            Path written = staging.resolve("spark");
            frame.write().parquet(written.toUri().toString());
            List<StagedFile> staged = new ArrayList<>();
            try (Stream<Path> parts = Files.list(written)) {
                for (Path part : parts.filter(path -> path.toString().endsWith(".parquet")).toList()) {
                    staged.add(new StagedFile(part, SparkForTests.session().read().parquet(part.toUri().toString()).count()));
                }
            }
            writer.replace(description, staged);
            return writer.publish();
        }
    }

    /** A copy of one lake of {@link #random} stays of 300 persons, written once for all tests. */
    public static void copyTo(Path lake) throws IOException {
        try (Stream<Path> paths = Files.walk(Template.LAKE)) {
            for (Path path : paths.toList()) {
                Files.copy(path, lake.resolve(Template.LAKE.relativize(path).toString()));
            }
        }
    }

    private static final class Template {
        private static final Path LAKE = make();

        private static Path make() {
            try {
                Path lake = Files.createTempDirectory("lake-for-tests");
                write(lake, random(300, 1), 3);
                return lake;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    /** 300 persons with stays of up to 19 days; one alone, in Norte, has stayed 77. */
    public static List<Stay> withOneAlone(String diagnosis) {
        List<Stay> stays = new ArrayList<>(random(300, 1));
        stays.add(new Stay(1_000, 1L, "Norte", diagnosis, LocalDate.of(2024, 3, 3), 77));
        return stays;
    }

    /** Persons 1 to {@code persons} with some stays each, always the same for a seed. */
    public static List<Stay> random(int persons, long seed) {
        Random random = new Random(seed);
        String[] regions = {"Norte", "Centro", "Sul"};
        String[] diagnoses = {"A", "B", "C", "D"};
        List<Stay> stays = new ArrayList<>();
        for (long person = 1; person <= persons; person++) {
            String region = regions[random.nextInt(3)];
            for (int i = 0; i <= random.nextInt(4); i++) {
                stays.add(new Stay(person, (long) random.nextInt(40), region, diagnoses[random.nextInt(4)], LocalDate.of(2024, 1 + random.nextInt(12), 1 + random.nextInt(28)), random.nextInt(20)));
            }
        }
        return stays;
    }

    public static TableDescription description() {
        return new TableDescription(TABLE, "STAYS", new Subject.Column("patient"), List.of(new ProtectedColumn("prescriber", "professional", 3)), List.of(
                column("patient", ValueType.BIGINT, ColumnClass.IDENTIFIER, Optional.of("subject"), false),
                column("prescriber", ValueType.BIGINT, ColumnClass.IDENTIFIER, Optional.of("professional"), false),
                column("region", ValueType.STRING, ColumnClass.QUASI_IDENTIFIER, Optional.empty(), false),
                column("diagnosis", ValueType.STRING, ColumnClass.SENSITIVE, Optional.empty(), false),
                column("day", ValueType.DATE, ColumnClass.QUASI_IDENTIFIER, Optional.empty(), false),
                column("days", ValueType.INT, ColumnClass.NEUTRAL, Optional.empty(), true)), 10);
    }

    private static ColumnDescription column(String name, ValueType type, ColumnClass cls, Optional<String> identifier, boolean measure) {
        return new ColumnDescription(name, type, cls, measure, !measure && identifier.isEmpty(), identifier, Optional.empty(), false, new Text(name, name));
    }
}
