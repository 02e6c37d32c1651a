package pt.arquipelago.node.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.lake.LakeException;
import pt.arquipelago.policies.permit.ReleaseMode;
import pt.arquipelago.policies.signature.StrictJson;
import pt.arquipelago.policies.transparency.LeafFile;

/** Permits that stay with the pseudonyms of an earlier epoch, as the node's audit log tells. */
final class PermitsHeld {
    private PermitsHeld() {}

    /**
     * @param version of the lake that the permit reads
     * @param until it ends
     */
    record Held(String permit, String organisation, long version, Instant until) {}

    /** Those that last at a moment, by name; noisy ones hold nobody and are not among them. */
    static List<Held> of(Path log, Lake lake, int epoch, Instant now) throws IOException {
        Map<String, Held> held = new TreeMap<>();
        LeafFile.read(log, line -> {
            ObjectNode entry = StrictJson.readObject(line);
            JsonNode asked = entry.at("/decision/input");
            if (entry.has("permit") && entry.has("why") && entry.has("lake") && !entry.path("test").asBoolean() && asked.at("/how/release").asText().equals(ReleaseMode.REVIEWED.code())) {
                String permit = entry.get("permit").asText();
                held.put(permit, new Held(permit, entry.at("/why/organisation").asText(), entry.at("/lake/version").longValue(), Instant.ofEpochSecond(asked.at("/when/exp").longValue())));
            }
        });
        return held.values().stream().filter(each -> !each.until().isBefore(now) && isEarlier(lake, each.version(), epoch)).toList();
    }

    private static boolean isEarlier(Lake lake, long version, int epoch) {
        try {
            return lake.version(version).epoch() < epoch;
        } catch (LakeException e) {
            // Who pinned a version that is gone reads nothing new either.
            return true;
        }
    }
}
