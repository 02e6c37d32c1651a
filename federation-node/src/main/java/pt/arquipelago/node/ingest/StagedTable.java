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
import pt.arquipelago.node.lake.TableFigures;
import pt.arquipelago.node.profile.Profile;

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

    TableFigures figures(Profile profile) throws SQLException {
        if (files.isEmpty()) {
            return TableFigures.none();
        }
        long[] counts = new long[3];
        engine.query("SELECT coalesce(sum(n), 0), count(*), coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM " + source()
                + " GROUP BY " + Sql.name(profile.subject().column()) + ")", row -> {
                    for (int i = 0; i < counts.length; i++) {
                        counts[i] = row.getLong(i + 1);
                    }
                });
        List<Optional<LocalDate>> days = new ArrayList<>(List.of(Optional.empty(), Optional.empty()));
        if (profile.period().isPresent()) {
            String period = Sql.name(profile.period().get());
            engine.query("SELECT quantile_disc(" + period + ", 0.01), quantile_disc(" + period + ", 0.99) FROM " + source(), row -> {
                days.set(0, Optional.ofNullable(row.getObject(1, LocalDate.class)));
                days.set(1, Optional.ofNullable(row.getObject(2, LocalDate.class)));
            });
        }
        return new TableFigures(counts[0], counts[1], counts[2], days.get(0), days.get(1));
    }

    private String source() {
        return Merge.parquet(files);
    }
}
