package pt.arquipelago.node.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files {@code _quality/<table>/<lake version>.json}: what a load measured of its table, one file a load. One of a version
 * that nobody sees yet does not count; the next writer clears it.
 */
final class MeasurementFiles {
    private static final String ENDING = ".json";

    private final Path root;

    MeasurementFiles(Path root) {
        this.root = root.resolve("_quality");
    }

    void write(String table, long version, byte[] measurement) {
        try {
            AtomicFile.write(root.resolve(table).resolve(version + ENDING), measurement);
        } catch (IOException e) {
            throw new LakeException("what was measured of the table " + table + " cannot be written", e);
        }
    }

    /** Of a table up to a version, the oldest first. */
    List<byte[]> read(String table, long version) {
        try {
            List<byte[]> measurements = new ArrayList<>();
            for (Path file : files(root.resolve(table))) {
                if (number(file) <= version) {
                    measurements.add(Files.readAllBytes(file));
                }
            }
            return measurements;
        } catch (IOException e) {
            throw new LakeException("what was measured of the table " + table + " cannot be read", e);
        }
    }

    /** Deletes what a load that never ended left of later versions. */
    void clearAfter(long version) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> tables = Files.list(root)) {
            for (Path table : tables.filter(Files::isDirectory).toList()) {
                for (Path file : files(table)) {
                    if (number(file) > version) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{1,18}\\.json")).sorted(Comparator.comparingLong(MeasurementFiles::number)).toList();
        }
    }

    private static long number(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(0, name.length() - ENDING.length()));
    }
}
