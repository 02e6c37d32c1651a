package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.LakeWriter.StagedFile;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.quality.Measurement;
import pt.arquipelago.node.quality.Measurement.ColumnCount;

/** The pseudonymised Parquet files of a table before or after their commit, and what is counted in them. */
public final class StagedTable {
    private static final int ROW_GROUPS = 16;

    private final Engine engine;
    private final List<Path> files;

    public StagedTable(Engine engine, List<Path> files) {
        this.engine = engine;
        this.files = files;
    }

    /** All Parquet files in and below a folder. */
    static List<Path> parquetIn(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(".parquet")).sorted().toList();
        } catch (IOException e) {
            throw new IngestFailure("The rows that were read could not be read again (" + e.getClass().getSimpleName() + ").");
        }
    }

    public List<StagedFile> files() throws SQLException {
        List<StagedFile> staged = new ArrayList<>();
        for (Path file : files) {
            engine.query("SELECT num_rows FROM parquet_file_metadata(" + Sql.text(file.toString()) + ")",
                    row -> staged.add(new StagedFile(file, row.getLong(1))));
        }
        return staged;
    }

    List<Path> paths() {
        return files;
    }

    Measurement.Size size(Profile profile) throws SQLException {
        return size(profile.subject().column(), profile.period());
    }

    /**
     * Its size: persons, the most rows of one, the bulk of its period, and how long a person is in it.
     *
     * @param period the column (a date) whose days are the table's period
     */
    public Measurement.Size size(String subject, Optional<String> period) throws SQLException {
        if (files.isEmpty()) {
            return new Measurement.Size(0, 0, 0, Optional.empty(), Optional.empty(), Optional.empty());
        }
        long[] counts = new long[3];
        List<Optional<Double>> mean = new ArrayList<>(List.of(Optional.empty()));
        engine.query("SELECT coalesce(sum(n), 0), count(*), coalesce(max(n), 0), avg(days) FROM (SELECT count(*) AS n, "
                + period.map(Sql::name).map(day -> "max(" + day + ") - min(" + day + ") + 1").orElse("NULL") + " AS days FROM " + source()
                + " GROUP BY " + Sql.name(subject) + ")", row -> {
                    for (int i = 0; i < counts.length; i++) {
                        counts[i] = row.getLong(i + 1);
                    }
                    double days = row.getDouble(4);
                    mean.set(0, row.wasNull() ? Optional.empty() : Optional.of(days));
                });
        Days days = period.isPresent() ? days(period.get()) : Days.NONE;
        return new Measurement.Size(counts[0], counts[1], counts[2], days.upTo(0.01), days.upTo(0.99), mean.get(0));
    }

    /** How many rows have each day in a column of dates. */
    Days days(String column) throws SQLException {
        TreeMap<LocalDate, Long> rows = new TreeMap<>();
        if (!files.isEmpty()) {
            engine.query("SELECT " + Sql.name(column) + "::DATE AS day, count(*) FROM " + source() + " WHERE day IS NOT NULL GROUP BY day",
                    row -> rows.put(row.getObject(1, LocalDate.class), row.getLong(2)));
        }
        return new Days(rows);
    }

    /** How many rows have a value in each column, as the files themselves say. */
    public List<ColumnCount> filled(List<ColumnDescription> columns) throws SQLException {
        Map<String, Long> filled = new HashMap<>();
        if (!files.isEmpty()) {
            engine.query("SELECT path_in_schema, sum(num_values - stats_null_count)::BIGINT FROM parquet_metadata(" + list(files) + ") GROUP BY path_in_schema",
                    row -> {
                        filled.put(row.getString(1), row.getLong(2));
                        if (row.wasNull()) {
                            throw new IngestFailure("A file of the table does not say how many values of " + row.getString(1) + " are missing.");
                        }
                    });
        }
        return columns.stream().map(column -> new ColumnCount(column.name(), filled.getOrDefault(column.name(), 0L), column.missingSensitive())).toList();
    }

    private String source() {
        return parquet(files);
    }

    /** The files of a query's rows in a new folder. */
    public static List<Path> written(Engine engine, Path to, String select) throws SQLException {
        engine.execute("COPY (" + select + ") TO " + Sql.text(to.toString()) + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE "
                + ExtractQuery.ROW_GROUP + ", ROW_GROUPS_PER_FILE " + ROW_GROUPS + ")");
        return parquetIn(to);
    }

    public static String parquet(List<Path> files) {
        return "read_parquet(" + list(files) + ")";
    }

    private static String list(List<Path> files) {
        return files.stream().map(file -> Sql.text(file.toString())).collect(Collectors.joining(", ", "[", "]"));
    }
}
