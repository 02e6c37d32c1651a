package pt.arquipelago.node.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files {@code _trail/<table>/<delta version>.parquet}: for each person of a table the first and the last lake version
 * with a row. They go by Delta versions, so that a load that nobody ever saw leaves none that counts.
 */
final class TrailFiles {
    private TrailFiles() {}

    static Path file(Path root, String table, long deltaVersion) throws IOException {
        return Files.createDirectories(folder(root, table)).resolve(deltaVersion + ".parquet");
    }

    static Path path(Path root, String table, long deltaVersion) {
        return folder(root, table).resolve(deltaVersion + ".parquet");
    }

    /** Each file holds all that was known before it, so only those of the newest version are kept. */
    static void keepOnly(Path root, LakeVersion version) {
        for (Map.Entry<String, Long> table : version.tables().entrySet()) {
            Path kept = path(root, table.getKey(), table.getValue());
            if (!Files.exists(kept.getParent())) {
                continue;
            }
            try (Stream<Path> files = Files.list(kept.getParent())) {
                List<Path> old = files.filter(file -> !file.equals(kept)).toList();
                for (Path file : old) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new LakeException("an old trail of the table " + table.getKey() + " cannot be deleted", e);
            }
        }
    }

    private static Path folder(Path root, String table) {
        return root.resolve("_trail").resolve(table);
    }
}
