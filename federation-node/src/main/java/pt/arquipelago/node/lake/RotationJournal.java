package pt.arquipelago.node.lake;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import pt.arquipelago.node.lake.LakeVersion.Pseudonyms;

/** The file {@code _rotation.json}: how far a rotation came. It is there only while one is under way, or was cut short. */
final class RotationJournal {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    RotationJournal(Path root) {
        file = root.resolve("_rotation.json");
    }

    /**
     * @param from the lake version that is rotated
     * @param target what its pseudonyms become
     * @param tables those that are rotated already, with the Delta version that nobody sees yet
     */
    record Begun(long from, Pseudonyms target, Map<String, Long> tables) {
        Begun {
            requireNonNull(target, "target is null");
            tables = Map.copyOf(tables);
        }
    }

    /** What was begun on this version. A journal of an earlier version was left behind by a rotation that ended. */
    Optional<Begun> read(LakeVersion current) {
        try {
            JsonNode json = JSON.readTree(Files.readAllBytes(file));
            if (json.required("from").longValue() != current.number()) {
                delete();
                return Optional.empty();
            }
            List<String> keys = new ArrayList<>();
            json.required("keys").forEach(key -> keys.add(key.textValue()));
            Map<String, Long> tables = new TreeMap<>();
            json.required("tables").fields().forEachRemaining(entry -> tables.put(entry.getKey(), entry.getValue().longValue()));
            return Optional.of(new Begun(current.number(), new Pseudonyms(json.required("domain").textValue(), keys), tables));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            throw new LakeException("the lake's file _rotation.json cannot be read", e);
        }
    }

    void write(Begun begun) {
        ObjectNode json = JSON.createObjectNode().put("from", begun.from()).put("domain", begun.target().domain());
        begun.target().keys().forEach(json.putArray("keys")::add);
        ObjectNode tables = json.putObject("tables");
        begun.tables().forEach(tables::put);
        try {
            AtomicFile.write(file, JSON.writeValueAsBytes(json));
        } catch (IOException e) {
            throw new LakeException("the lake's file _rotation.json cannot be written", e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new LakeException("the lake's file _rotation.json cannot be removed", e);
        }
    }
}
