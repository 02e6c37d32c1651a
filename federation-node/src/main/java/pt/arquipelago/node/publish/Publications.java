package pt.arquipelago.node.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import pt.arquipelago.node.settings.OperatorException;

/** What was published last of each table: one small file each. */
final class Publications {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long NEVER = -1;

    /**
     * @param issued the day of the first publication
     * @param lakeVersion that it described
     * @param figures that it showed
     * @param label that it showed
     */
    record Publication(LocalDate issued, Instant at, long lakeVersion, Optional<PublishedFigures> figures, Optional<PublishedLabel> label) {}

    private final Path folder;

    Publications(Path folder) {
        this.folder = folder;
    }

    Optional<Publication> last(String table) {
        Path file = file(table);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(Files.readAllBytes(file));
            return Optional.of(new Publication(LocalDate.parse(json.required("issued").textValue()), Instant.parse(json.required("at").textValue()),
                    json.required("lake_version").longValue(), Optional.ofNullable(json.get("figures")).map(PublishedFigures::read),
                    Optional.ofNullable(json.get("label")).map(PublishedLabel::read)));
        } catch (IOException | RuntimeException e) {
            throw new OperatorException("The file " + file + " cannot be read. Remove it to publish the table anew.");
        }
    }

    void keep(String table, Publication publication) {
        ObjectNode json = JSON.createObjectNode().put("issued", publication.issued().toString()).put("at", publication.at().toString())
                .put("lake_version", publication.lakeVersion());
        publication.figures().ifPresent(figures -> figures.write(json.putObject("figures")));
        publication.label().ifPresent(label -> label.write(json.putObject("label")));
        try {
            Files.createDirectories(folder);
            Path next = file(table + ".new");
            Files.writeString(next, json.toPrettyString() + "\n");
            Files.move(next, file(table), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new OperatorException("The table " + table + " is published, but " + folder + " cannot be written: it will be published again.");
        }
    }

    /** Until it is brought back the table is not published, whatever is loaded. */
    void withdraw(String table, Instant at) {
        try {
            Files.createDirectories(folder);
            Files.writeString(withdrawal(table), at + "\n");
        } catch (IOException e) {
            throw new OperatorException("The table " + table + " is withdrawn, but " + folder + " cannot be written: it would be published again. Make it writable and withdraw again.");
        }
    }

    boolean withdrawn(String table) {
        return Files.exists(withdrawal(table));
    }

    /**
     * A withdrawn table is published the next time; its figures stay those it had, for as long as they stay.
     *
     * @return false if it is not withdrawn
     */
    boolean bringBack(String table) {
        try {
            boolean was = Files.deleteIfExists(withdrawal(table));
            Optional<Publication> last = was ? last(table) : Optional.empty();
            last.ifPresent(before -> keep(table, new Publication(before.issued(), before.at(), NEVER, before.figures(), before.label())));
            return was;
        } catch (IOException e) {
            throw new OperatorException("The file " + withdrawal(table) + " cannot be removed. Make its folder writable.");
        }
    }

    private Path withdrawal(String table) {
        return folder.resolve(table + ".withdrawn");
    }

    private Path file(String table) {
        return folder.resolve(table + ".json");
    }
}
