package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pt.arquipelago.node.lake.LakeWriter.StagedFile;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.quality.Measurement;

/** The pseudonymised Parquet files of a table before or after their commit, and what is counted in them. */
final class StagedTable {
    private final Engine engine;
    private final List<Path> files;

    StagedTable(Engine engine, List<Path> files) {
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

    List<StagedFile> files() throws SQLException {
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

    /** Its size: persons, the most rows of one, the bulk of its period, and how long a person is in it. */
    Measurement.Size size(Profile profile) throws SQLException {
        if (files.isEmpty()) {
            return new Measurement.Size(0, 0, 0, Optional.empty(), Optional.empty(), Optional.empty());
        }
        Optional<String> period = profile.period().map(Sql::name);
        long[] counts = new long[3];
        List<Optional<Double>> mean = new ArrayList<>(List.of(Optional.empty()));
        engine.query("SELECT coalesce(sum(n), 0), count(*), coalesce(max(n), 0), avg(days) FROM (SELECT count(*) AS n, "
                + period.map(column -> "max(" + column + ") - min(" + column + ") + 1").orElse("NULL") + " AS days FROM " + source()
                + " GROUP BY " + Sql.name(profile.subject().column()) + ")", row -> {
                    for (int i = 0; i < counts.length; i++) {
                        counts[i] = row.getLong(i + 1);
                    }
                    double days = row.getDouble(4);
                    mean.set(0, row.wasNull() ? Optional.empty() : Optional.of(days));
                });
        List<Optional<LocalDate>> days = new ArrayList<>(List.of(Optional.empty(), Optional.empty()));
        if (period.isPresent()) {
            engine.query("SELECT quantile_disc(" + period.get() + ", 0.01), quantile_disc(" + period.get() + ", 0.99) FROM " + source(), row -> {
                days.set(0, Optional.ofNullable(row.getObject(1, LocalDate.class)));
                days.set(1, Optional.ofNullable(row.getObject(2, LocalDate.class)));
            });
        }
        return new Measurement.Size(counts[0], counts[1], counts[2], days.get(0), days.get(1), mean.get(0));
    }

    private String source() {
        return Merge.parquet(files);
    }
}
