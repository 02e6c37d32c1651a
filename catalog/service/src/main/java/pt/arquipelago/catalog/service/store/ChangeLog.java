package pt.arquipelago.catalog.service.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import pt.arquipelago.catalog.description.LocalText;

/**
 * Every change, one JSON object a line, written before the store commits it. The store knows how many it committed: what stands after that in the
 * file never happened, and is cut off when it is opened.
 */
final class ChangeLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final List<Change> changes = new ArrayList<>();
    private final Map<URI, List<Change>> byDataset = new HashMap<>();

    ChangeLog(Path file, long committed) {
        this.file = file;
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
            if (lines.size() < committed) {
                throw new IllegalStateException("The store has made " + committed + " changes, but " + file + " tells of " + lines.size()
                        + ": bring back the folder as a whole.");
            }
            for (String line : lines.subList(0, (int) committed)) {
                remember(read(line));
            }
            if (lines.size() > committed) {
                Files.write(file, lines.subList(0, (int) committed), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** The number the next change gets. */
    synchronized long next() {
        return changes.size() + 1L;
    }

    /** Writes changes down; they count once {@link #remember} is called. */
    synchronized void write(List<Change> next) {
        byte[] lines = next.stream().map(change -> json(change) + "\n").collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (ByteBuffer bytes = ByteBuffer.wrap(lines); bytes.hasRemaining();) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    /** Takes what was written last off again: the store did not commit it. */
    synchronized void forget(long length) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    synchronized long length() {
        return file.toFile().length();
    }

    synchronized void remember(Change change) {
        changes.add(change);
        byDataset.computeIfAbsent(change.dataset(), iri -> new ArrayList<>()).add(change);
    }

    /** In order, those after a number. */
    synchronized List<Change> after(long number) {
        return List.copyOf(changes.subList((int) Math.min(Math.max(number, 0), changes.size()), changes.size()));
    }

    synchronized List<Change> of(URI dataset) {
        return List.copyOf(byDataset.getOrDefault(dataset, List.of()));
    }

    private static String json(Change change) {
        ObjectNode json = JSON.createObjectNode().put("number", change.number()).put("at", change.at().toString()).put("kind", change.kind().name())
                .put("dataset", change.dataset().toString()).put("version", change.version());
        change.reason().ifPresent(reason -> json.putObject("reason").put("pt", reason.pt()).put("en", reason.en()));
        return json.toString();
    }

    private static Change read(String line) throws IOException {
        JsonNode json = JSON.readTree(line);
        JsonNode reason = json.path("reason");
        return new Change(json.required("number").longValue(), Instant.parse(json.required("at").textValue()), Change.Kind.valueOf(json.required("kind").textValue()),
                URI.create(json.required("dataset").textValue()), json.required("version").intValue(),
                reason.isObject() ? Optional.of(new LocalText(reason.required("pt").textValue(), reason.required("en").textValue())) : Optional.empty());
    }
}
