package pt.arquipelago.catalog.service.harvest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The last report of each source: one small file each. */
final class Reports {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    Reports(Path folder) {
        this.folder = folder;
    }

    Optional<HarvestReport> last(String source) {
        Path file = folder.resolve(source + ".json");
        try {
            return Files.exists(file) ? Optional.of(HarvestReport.read(JSON.readTree(file.toFile()))) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    void keep(HarvestReport report) {
        try {
            Files.createDirectories(folder);
            Path next = folder.resolve(report.source() + ".json.new");
            Files.writeString(next, report.json().toPrettyString() + "\n");
            Files.move(next, folder.resolve(report.source() + ".json"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The report of " + report.source() + " cannot be written", e);
        }
    }
}
