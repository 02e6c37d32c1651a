package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** From the paths that somebody named to files: a folder stands for all that lie in it, in the order of their names. */
final class Inputs {
    private Inputs() {}

    static List<ExtractFile> files(List<Path> paths) {
        List<ExtractFile> files = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                files.addAll(folder(path));
            } else {
                files.add(file(path));
            }
        }
        return files;
    }

    private static ExtractFile file(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new IngestFailure("The extract " + path + " is not there, or is no file.");
        }
        if (path.toString().matches(".*[*?\\[\\]{}].*")) {
            throw new IngestFailure("The extract " + path + " has one of * ? [ ] { } in its path. Rename it.");
        }
        return new ExtractFile.Local(path);
    }

    private static List<ExtractFile> folder(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> found = entries.filter(entry -> !entry.getFileName().toString().startsWith(".")).sorted().toList();
            if (found.isEmpty()) {
                throw new IngestFailure("The folder " + folder + " holds no extract.");
            }
            return found.stream().map(Inputs::file).toList();
        } catch (IOException e) {
            throw new IngestFailure("The folder " + folder + " cannot be read. Check its permissions.");
        }
    }
}
