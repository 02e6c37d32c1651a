package pt.arquipelago.demo.generate;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The rows of a small CSV table that comes with the generator; lines that begin with # are remarks, the first other line is the header. */
final class ResourceTable {

    private ResourceTable() {
    }

    static List<String[]> rows(String name) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                requireNonNull(ResourceTable.class.getResourceAsStream("/generate/" + name), name + " is missing"), StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).skip(1).map(line -> line.split(",", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
