package pt.arquipelago.demo.generate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files that one institution gets: some or all systems. */
final class Extract implements Closeable {

    private final Map<SnsSystem, ExtractFile> files = new EnumMap<>(SnsSystem.class);

    /** One file a system in a folder. */
    static Extract folder(Path folder, Institution institution, Settings settings) throws IOException {
        Files.createDirectories(folder);
        Extract extract = new Extract();
        for (SnsSystem system : SnsSystem.values()) {
            extract.open(system, folder.resolve(system.fileName()), Long.MAX_VALUE, institution, settings);
        }
        return extract;
    }

    /** One file of one system, with so many rows. */
    static Extract single(SnsSystem system, Path file, long rows, Institution institution, Settings settings) throws IOException {
        Extract extract = new Extract();
        extract.open(system, file, rows, institution, settings);
        return extract;
    }

    private void open(SnsSystem system, Path file, long rows, Institution institution, Settings settings) throws IOException {
        Draw draw = Draw.of(settings.seed(), 100 + system.ordinal(), institution.ordinal());
        files.put(system, new ExtractFile(system, file, rows, settings.badShare(), draw));
    }

    Optional<ExtractFile> file(SnsSystem system) {
        return Optional.ofNullable(files.get(system));
    }

    Set<SnsSystem> systems() {
        return files.keySet();
    }

    boolean full() {
        return files.values().stream().allMatch(ExtractFile::full);
    }

    @Override
    public void close() throws IOException {
        for (ExtractFile file : files.values()) {
            file.close();
        }
    }
}
