package pt.arquipelago.node.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.node.SparkForTests;

@Tag("spark")
class LakeTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final CodeList SEX = new CodeList("sexo", List.of(
            new CodeList.Code("M", new Text("masculino", "male")), new CodeList.Code("F", new Text("feminino", "female"))));

    @TempDir
    Path root;

    @Test
    void anEmptyFolderIsTheEmptyLake() {
        assertThat(Lake.open(root).current()).isEqualTo(new LakeVersion(0, Map.of(), Instant.EPOCH));
    }

    @Test
    void whatIsReplacedIsSeenOnlyOnceItIsPublished() {
        try (LakeWriter writer = LakeWriter.open(root, CLOCK)) {
            writer.replace(description("source_x"), List.of(parquet(writer, "source_x", 3)));
            assertThat(Lake.open(root).current().number()).isZero();
            writer.publish();
        }
        LakeVersion version = Lake.open(root).current();
        assertThat(version).isEqualTo(new LakeVersion(1, Map.of("source_x", 0L), CLOCK.instant()));
        TableSnapshot snapshot = Lake.open(root).snapshot(version, "source_x");
        assertThat(snapshot.rows()).isEqualTo(3);
        assertThat(snapshot.files()).hasSize(1).allMatch(Files::exists);
    }

    @Test
    void aDescriptionComesBackFromTheLakeAsItWasWritten() {
        load("source_x", 2);
        Lake lake = Lake.open(root);
        assertThat(lake.snapshot(lake.current(), "source_x").description()).isEqualTo(description("source_x"));
    }

    @Test
    void aPinnedVersionKeepsItsRowsWhenTheTableIsReplaced() throws SQLException {
        load("source_x", 2);
        Lake lake = Lake.open(root);
        LakeVersion pinned = lake.current();
        load("source_x", 5);
        assertThat(count(lake.snapshot(pinned, "source_x"))).isEqualTo(2);
        assertThat(count(lake.snapshot(lake.current(), "source_x"))).isEqualTo(5);
        assertThat(lake.version(1)).isEqualTo(pinned);
        assertThat(lake.current().tables()).containsEntry("source_x", 1L);
    }

    @Test
    void tablesThatALoadDoesNotTouchStayInTheNextVersion() {
        load("source_x", 2);
        load("source_y", 4);
        Lake lake = Lake.open(root);
        assertThat(lake.snapshots(lake.current())).extracting(TableSnapshot::table).containsExactly("source_x", "source_y");
    }

    @Test
    void aWriterThatDiesBeforePublishingLeavesThePreviousVersionAndIsClearedUp() throws Exception {
        load("source_x", 2);
        try (LakeWriter writer = LakeWriter.open(root, CLOCK)) {
            writer.replace(description("source_x"), List.of(parquet(writer, "source_x", 7)));
            parquet(writer, "source_x", 9);
        }
        Lake lake = Lake.open(root);
        assertThat(count(lake.snapshot(lake.current(), "source_x"))).isEqualTo(2);
        assertThat(root.resolve("_staging")).doesNotExist();
        load("source_x", 3);
        assertThat(count(lake.snapshot(lake.current(), "source_x"))).isEqualTo(3);
    }

    @Test
    void onlyOneWriterAtATime() {
        try (LakeWriter first = LakeWriter.open(root, CLOCK)) {
            assertThatThrownBy(() -> LakeWriter.open(root, CLOCK)).isInstanceOf(LakeException.class).hasMessageContaining("another ingest");
            assertThat(first.publish().number()).isEqualTo(1);
        }
    }

    @Test
    void aCodeListThatWasChangedOnDiskIsNotRead() throws IOException {
        load("source_x", 1);
        Path list = root.resolve("_code_lists").resolve(SEX.digest().substring("sha256:".length()) + ".json");
        Files.writeString(list, Files.readString(list).replace("male", "mail"));
        Lake lake = Lake.open(root);
        assertThatThrownBy(() -> lake.snapshot(lake.current(), "source_x"))
                .isInstanceOf(LakeException.class).hasRootCauseMessage(
                        "the code list " + SEX.digest() + " was changed: its content has the digest " + changed().digest());
    }

    @Test
    void theLogHoldsNoStatisticsButTheNumberOfRows() throws IOException {
        load("source_x", 3);
        String commit = Files.readString(root.resolve("source_x/_delta_log/00000000000000000000.json"));
        assertThat(commit).contains("{\\\"numRecords\\\":3}").doesNotContain("minValues").contains("\"minReaderVersion\":1,\"minWriterVersion\":2");
    }

    @Test
    void deltaSparkReadsEachVersionOfOurTables() {
        load("source_x", 2);
        load("source_x", 5);
        SparkSession spark = SparkForTests.session().newSession();
        // Reading needs none of Delta's extensions of the session, which the gate's tests must not see.
        spark.conf().set("spark.databricks.delta.requiredSparkConfsCheck.enabled", "false");
        String path = root.resolve("source_x").toString();
        Dataset<Row> newest = spark.read().format("delta").load(path);
        assertThat(newest.count()).isEqualTo(5);
        assertThat(newest.schema().catalogString()).isEqualTo("struct<numero_utente:bigint,sexo:string,pvp:decimal(10,2),visto:timestamp,dia:date>");
        assertThat(newest.selectExpr("sum(pvp)", "min(visto)", "max(dia)").first().toString())
                .isEqualTo("[13.75,2026-01-01T10:00:00Z,2026-03-04]");
        assertThat(spark.read().format("delta").option("versionAsOf", 0).load(path).count()).isEqualTo(2);
        assertThat(newest.schema().apply("sexo").metadata().getString("arquipelago.codes")).isEqualTo(SEX.digest());
    }

    private static CodeList changed() {
        return new CodeList("sexo", List.of(
                new CodeList.Code("M", new Text("masculino", "mail")), new CodeList.Code("F", new Text("feminino", "femail"))));
    }

    private static TableDescription description(String table) {
        return new TableDescription(table, "X", new Subject.Column("numero_utente"), List.of(), List.of(
                column("numero_utente", ValueType.BIGINT, ColumnClass.IDENTIFIER, Optional.of("subject"), Optional.empty()),
                column("sexo", ValueType.STRING, ColumnClass.QUASI_IDENTIFIER, Optional.empty(), Optional.of(SEX)),
                column("pvp", ValueType.decimal(10, 2), ColumnClass.NEUTRAL, Optional.empty(), Optional.empty()),
                column("visto", ValueType.TIMESTAMP, ColumnClass.NEUTRAL, Optional.empty(), Optional.empty()),
                column("dia", ValueType.DATE, ColumnClass.NEUTRAL, Optional.empty(), Optional.empty())),
                new TableTexts(new Text("Tabela", "Table"), new Text("Uma tabela", "A table"), List.of("a", "e"),
                        List.of(new Text("saúde", "health")), "Portaria 1/2026", CatalogueTerms.PLAIN.asSynthetic(true)),
                new TableFigures(3, 2, 2, Optional.of(LocalDate.of(2026, 1, 1)), Optional.empty()));
    }

    private static ColumnDescription column(
            String name, ValueType type, ColumnClass cls, Optional<String> identifier, Optional<CodeList> codes) {
        return new ColumnDescription(name, type, cls, false, codes.isPresent(), identifier, codes, false, new Text(name + " pt", name + " en"));
    }

    private void load(String table, int rows) {
        try (LakeWriter writer = LakeWriter.open(root, CLOCK)) {
            writer.replace(description(table), List.of(parquet(writer, table, rows)));
            writer.publish();
        }
    }

    private static LakeWriter.StagedFile parquet(LakeWriter writer, String table, int rows) {
        Path file = writer.stage(table).resolve("rows.parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:"); Statement statement = duck.createStatement()) {
            statement.execute("SET TimeZone='UTC'");
            statement.execute("COPY (SELECT (i * 1000)::BIGINT AS numero_utente, CASE WHEN i % 2 = 0 THEN 'M' ELSE 'F' END AS sexo, "
                    + "2.75::DECIMAL(10,2) AS pvp, TIMESTAMPTZ '2026-01-01 10:00:00+00' + i * INTERVAL 1 HOUR AS visto, DATE '2026-03-04' - i::INT AS dia "
                    + "FROM range(" + rows + ") t(i)) TO '" + file + "' (FORMAT parquet)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new LakeWriter.StagedFile(file, rows);
    }

    private static long count(TableSnapshot snapshot) throws SQLException {
        List<String> files = snapshot.files().stream().map(file -> "'" + file + "'").toList();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:"); Statement statement = duck.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM read_parquet([" + String.join(",", files) + "])")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
