package pt.arquipelago.node.policy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pt.arquipelago.node.lake.AtomicFile;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.policies.decision.HolderDeclaration;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.StrictJson;

/**
 * What the published description of each table has said of the institution's own policy, and since when: so that it is known what
 * somebody could read before a permit was issued. One small file a table.
 */
public final class PublishedDeclarations {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedDeclarations.class);

    private final Path folder;

    private PublishedDeclarations(Path folder) {
        this.folder = folder;
    }

    /** @param state the node's folder */
    public static PublishedDeclarations in(Path state) {
        return new PublishedDeclarations(requireNonNull(state, "state is null").resolve("policy/declared"));
    }

    /** Said from then on until something else is. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Said(long since, HolderDeclaration declared) {
        Said {
            requireNonNull(declared, "declared is null");
        }
    }

    /** Earliest first. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record History(List<Said> said) {
        History {
            said = List.copyOf(said);
        }

        Optional<Said> at(long second) {
            return said.stream().filter(each -> each.since() <= second).reduce((earlier, later) -> later);
        }
    }

    /** What the newest description says; nothing before the first. */
    public HolderDeclaration now(String table) {
        return last(read(table));
    }

    /**
     * What the description said at that time. A file that cannot be read says nothing, so that what it might have said is reported.
     *
     * @param epochSecond when a permit was issued
     */
    public HolderDeclaration at(String table, long epochSecond) {
        try {
            return read(table).at(epochSecond).map(Said::declared).orElse(HolderDeclaration.NOTHING);
        } catch (OperatorException e) {
            LOG.warn(e.getMessage());
            return HolderDeclaration.NOTHING;
        }
    }

    /** A description with this has reached the catalogue. */
    public void published(String table, HolderDeclaration declared, Instant at) {
        History before = read(table);
        if (last(before).equals(declared)) {
            return;
        }
        List<Said> said = new ArrayList<>(before.said());
        said.add(new Said(at.getEpochSecond(), declared));
        try {
            AtomicFile.write(file(table), StrictJson.write(new History(said)).toPrettyString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new OperatorException("The table " + table + " is published, but " + folder + " cannot be written: what its description says of the institution's own policy would be forgotten. "
                    + "Make it writable and publish again.");
        }
    }

    private static HolderDeclaration last(History history) {
        return history.at(Long.MAX_VALUE).map(Said::declared).orElse(HolderDeclaration.NOTHING);
    }

    private History read(String table) {
        Path file = file(table);
        if (!Files.exists(file)) {
            return new History(List.of());
        }
        try {
            JsonNode json = StrictJson.readObject(Files.readAllBytes(file));
            return StrictJson.read(json, History.class);
        } catch (IOException | InvalidMessage e) {
            throw new OperatorException("The file " + file + " cannot be read. Remove it and publish again.");
        }
    }

    private Path file(String table) {
        return folder.resolve(table + ".json");
    }
}
