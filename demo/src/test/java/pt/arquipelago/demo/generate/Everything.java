package pt.arquipelago.demo.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All systems of one holder for a year, without bad rows, made once for the tests that read them. */
final class Everything {

    static final int PATIENTS = 40_000;
    static final YearMonth FIRST = YearMonth.of(2025, 1);

    private final Path folder;

    Everything(Path folder) throws IOException {
        this.folder = folder;
        Settings settings = new Settings(PATIENTS, 7, FIRST, 12, new Volumes(1, false, Volumes.SICK_LEAVES, false), List.of(Institution.NATIONAL));
        new GenerateExtracts(settings, Errors.NONE, Format.PLAIN, line -> { }).folders(folder, EnumSet.allOf(SnsSystem.class));
    }

    void forEach(SnsSystem system, Consumer<CsvLines.Row> row) {
        try (Stream<String> lines = Files.lines(folder.resolve(Institution.NATIONAL.node()).resolve(system.fileName()))) {
            lines.skip(1).forEach(line -> row.accept(new CsvLines.Row(system, line.split(",", -1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
