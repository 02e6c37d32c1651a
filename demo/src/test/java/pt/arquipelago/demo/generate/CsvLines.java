package pt.arquipelago.demo.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads extracts without bad rows the plain way. */
final class CsvLines {

    /** A row whose cells are had by column name. */
    record Row(SnsSystem system, String[] cells) {
        String get(String column) {
            return cells[system.column(column)];
        }

        int number(String column) {
            return Integer.parseInt(get(column));
        }

        /** An amount in cents. */
        long cents(String column) {
            return Long.parseLong(get(column).replace(".", ""));
        }
    }

    private CsvLines() {
    }

    static void forEach(Path folder, Institution institution, SnsSystem system, Consumer<Row> row) {
        try (Stream<String> lines = Files.lines(folder.resolve(institution.node()).resolve(system.fileName()))) {
            lines.skip(1).forEach(line -> row.accept(new Row(system, line.split(",", -1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void forEach(Path folder, SnsSystem system, Consumer<Row> row) {
        for (Institution institution : Institution.DEMONSTRATION) {
            forEach(folder, institution, system, row);
        }
    }
}
