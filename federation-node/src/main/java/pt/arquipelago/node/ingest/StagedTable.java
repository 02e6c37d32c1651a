package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pt.arquipelago.node.lake.LakeWriter.StagedFile;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.quality.Measurement;

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
        List<Optional<LocalDate>> days = new ArrayList<>(List.of(Optional.empty(), Optional.empty()));
        if (period.isPresent()) {
            String day = Sql.name(period.get());
            engine.query("SELECT quantile_disc(" + day + ", 0.01), quantile_disc(" + day + ", 0.99) FROM " + source(), row -> {
                days.set(0, Optional.ofNullable(row.getObject(1, LocalDate.class)));
                days.set(1, Optional.ofNullable(row.getObject(2, LocalDate.class)));
            });
        }
        return new Measurement.Size(counts[0], counts[1], counts[2], days.get(0), days.get(1), mean.get(0));
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
        return "read_parquet([" + files.stream().map(file -> Sql.text(file.toString())).collect(Collectors.joining(", ")) + "])";
    }
}
