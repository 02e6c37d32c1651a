package pt.arquipelago.node.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import pt.arquipelago.node.lake.LakeVersion.Pseudonyms;

/** The files {@code _versions/<n>.json} and {@code CURRENT}. A version's file is never changed once it is written, but by an erasure. */
final class LakeVersions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;

    LakeVersions(Path root) {
        this.root = root;
    }

    LakeVersion current() {
        try {
            return read(Long.parseLong(Files.readString(root.resolve("CURRENT")).strip()));
        } catch (NoSuchFileException e) {
            return new LakeVersion(0, Map.of(), Instant.EPOCH);
        } catch (IOException | NumberFormatException e) {
            throw new LakeException("the lake's file CURRENT cannot be read in " + root, e);
        }
    }

    LakeVersion read(long number) {
        Path file = file(number);
        try {
            JsonNode json = JSON.readTree(Files.readAllBytes(file));
            Map<String, Long> tables = new TreeMap<>();
            json.required("tables").fields().forEachRemaining(entry -> tables.put(entry.getKey(), entry.getValue().longValue()));
            return new LakeVersion(json.required("number").longValue(), tables, Instant.parse(json.required("at").textValue()), pseudonyms(json.path("pseudonyms")),
                    Optional.ofNullable(json.path("erased").textValue()).map(Instant::parse));
        } catch (NoSuchFileException e) {
            throw new LakeException("there is no lake version " + number + " in " + root);
        } catch (IOException | RuntimeException e) {
            throw new LakeException("lake version " + number + " cannot be read in " + root, e);
        }
    }

    /** All that are there, the oldest first. */
    List<LakeVersion> all() {
        List<LakeVersion> all = new ArrayList<>();
        for (long number = 1; number <= current().number(); number++) {
            if (Files.exists(file(number))) {
                all.add(read(number));
            }
        }
        return all;
    }

    /** Epochs only grow, so that it is looked for from the newest version backwards. */
    Optional<LakeVersion> newestOf(int epoch) {
        for (long number = current().number(); number >= 1; number--) {
            if (Files.exists(file(number))) {
                LakeVersion version = read(number);
                if (version.epoch() <= epoch) {
                    return Optional.of(version).filter(found -> found.epoch() == epoch);
                }
            }
        }
        return Optional.empty();
    }

    /** Writes the version's file, then points {@code CURRENT} to it: from that moment on it is seen. */
    void publish(LakeVersion version) {
        write(version);
        try {
            AtomicFile.write(root.resolve("CURRENT"), (version.number() + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new LakeException("lake version " + version.number() + " cannot be published in " + root, e);
        }
    }

    /** Writes the version's file; over an earlier one only after an erasure. */
    void write(LakeVersion version) {
        ObjectNode json = JSON.createObjectNode();
        json.put("number", version.number()).put("at", version.at().toString());
        ObjectNode tables = json.putObject("tables");
        version.tables().forEach(tables::put);
        version.pseudonyms().ifPresent(made -> {
            ObjectNode pseudonyms = json.putObject("pseudonyms").put("domain", made.domain());
            made.keys().forEach(pseudonyms.putArray("keys")::add);
        });
        version.erased().ifPresent(moment -> json.put("erased", moment.toString()));
        try {
            AtomicFile.write(file(version.number()), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
        } catch (IOException e) {
            throw new LakeException("lake version " + version.number() + " cannot be written in " + root, e);
        }
    }

    private static Optional<Pseudonyms> pseudonyms(JsonNode json) {
        if (json.isMissingNode()) {
            return Optional.empty();
        }
        List<String> keys = new ArrayList<>();
        json.required("keys").forEach(key -> keys.add(key.textValue()));
        return Optional.of(new Pseudonyms(json.required("domain").textValue(), keys));
    }

    private Path file(long number) {
        return root.resolve("_versions").resolve(number + ".json");
    }
}
