package pt.arquipelago.accessbody.result;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import pt.arquipelago.analysis.query.Role;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.analysis.result.Column;
import pt.arquipelago.analysis.result.Provenance;
import pt.arquipelago.analysis.result.ResultTable;
import pt.arquipelago.analysis.result.SuppressedCell;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class ResultFormatTest {
    private static final String DIGEST = "sha256:" + "0".repeat(64);
    private static final Provenance PROVENANCE = new Provenance("p-1", DIGEST, DIGEST, List.of(DIGEST), Map.of("uls-coimbra", new Provenance.Lake(3, Map.of("source_dem", 7L))),
            Map.of(), Map.of(), true);

    @TempDir
    private Path folder;

    @Test
    void anIndependentReaderReadsEveryTypeBackFromParquet() throws Exception {
        byte[] parquet = ResultFormat.PARQUET.write(table());
        Path file = Files.write(folder.resolve("result.parquet"), parquet);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:"); var statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery("SELECT * FROM read_parquet('" + file + "')");
            List<List<String>> read = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= 8; i++) {
                    row.add(rows.getString(i));
                }
                read.add(row);
            }
            assertThat(read.get(0)).containsExactly("Ação", "true", "-5", "9007199254740993", "0.1", "-12345678901234567890.12", "2024-02-29", "2024-02-29T12:34:56.123456Z");
            assertThat(read.get(1)).containsOnlyNulls();
            assertThat(read.get(2)).containsExactly("", "false", "0", "0", "0.0", "0.00", "1969-12-31", "1969-12-31T23:59:59.999999Z");
            ResultSet types = statement.executeQuery("SELECT string_agg(column_type, ';') FROM (DESCRIBE SELECT * FROM read_parquet('" + file + "'))");
            types.next();
            assertThat(types.getString(1)).isEqualTo("VARCHAR;BOOLEAN;INTEGER;BIGINT;DOUBLE;DECIMAL(22,2);DATE;TIMESTAMP WITH TIME ZONE");
            ResultSet told = statement.executeQuery("SELECT decode(value) FROM parquet_kv_metadata('" + file + "')");
            told.next();
            assertThat(new ObjectMapper().readTree(told.getString(1)).path("provenance").path("permit").asText()).isEqualTo("p-1");
        }
    }

    @Test
    void anEmptyResultAndOneOfManyRowsAreGoodParquet() throws Exception {
        List<List<Object>> many = new ArrayList<>();
        for (int i = 0; i < 20_001; i++) {
            many.add(Arrays.asList((Object) (i % 3 == 0 ? null : (long) i)));
        }
        for (List<List<Object>> rows : List.of(List.<List<Object>>of(), many)) {
            var table = new ResultTable(List.of(column("n", ValueType.BIGINT)), rows, List.of(), List.of(), List.of(), PROVENANCE);
            Path file = Files.write(folder.resolve("r" + rows.size() + ".parquet"), ResultFormat.PARQUET.write(table));
            try (var connection = DriverManager.getConnection("jdbc:duckdb:"); var statement = connection.createStatement()) {
                ResultSet counted = statement.executeQuery("SELECT count(*), count(n), coalesce(sum(n), 0) FROM read_parquet('" + file + "')");
                counted.next();
                long expected = rows.stream().filter(row -> row.get(0) != null).mapToLong(row -> (Long) row.get(0)).sum();
                assertThat(counted.getLong(1)).isEqualTo(rows.size());
                assertThat(counted.getLong(2)).isEqualTo(rows.stream().filter(row -> row.get(0) != null).count());
                assertThat(counted.getLong(3)).isEqualTo(expected);
            }
        }
    }

    @Test
    void csvBeginsWithItsProvenance() {
        String csv = new String(ResultFormat.CSV.write(table()), StandardCharsets.UTF_8);
        assertThat(csv.lines().toList().get(0)).startsWith("# {").contains("\"p-1\"");
        assertThat(csv.lines().toList().get(1)).startsWith("\"text\",");
    }

    @Test
    void theFormatIsTheAddresssOrElseTheFirstThatIsAccepted() {
        assertThat(ResultFormat.asked(Optional.of("parquet"), Optional.of("text/csv"))).contains(ResultFormat.PARQUET);
        assertThat(ResultFormat.asked(Optional.empty(), Optional.of("text/html, text/csv;q=0.9"))).contains(ResultFormat.CSV);
        assertThat(ResultFormat.asked(Optional.empty(), Optional.of("*/*"))).contains(ResultFormat.JSON);
        assertThat(ResultFormat.asked(Optional.empty(), Optional.empty())).contains(ResultFormat.JSON);
        assertThat(ResultFormat.asked(Optional.empty(), Optional.of("image/png"))).isEmpty();
        assertThat(ResultFormat.asked(Optional.of("xlsx"), Optional.empty())).isEmpty();
    }

    private static ResultTable table() {
        List<Column> columns = List.of(column("text", ValueType.STRING), column("flag", ValueType.BOOLEAN), column("small", ValueType.INT), column("large", ValueType.BIGINT),
                column("real", ValueType.DOUBLE), column("exact", ValueType.decimal(22, 2)), column("day", ValueType.DATE), column("moment", ValueType.TIMESTAMP));
        List<List<Object>> rows = List.of(
                List.of("Ação", true, -5L, 9007199254740993L, 0.1, new BigDecimal("-12345678901234567890.12"), LocalDate.parse("2024-02-29"), Instant.parse("2024-02-29T12:34:56.123456Z")),
                Arrays.asList(null, null, null, null, null, null, null, null),
                List.of("", false, 0L, 0L, 0.0, new BigDecimal("0.00"), LocalDate.parse("1969-12-31"), Instant.parse("1969-12-31T23:59:59.999999Z")));
        return new ResultTable(columns, rows, List.of(new SuppressedCell(1, 3, SuppressedCell.THRESHOLD)), List.of(), List.of(), PROVENANCE);
    }

    private static Column column(String name, ValueType type) {
        return new Column(name, type, Role.MEASURE, Optional.empty());
    }
}
