package pt.arquipelago.node.custody;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.policies.signature.CanonicalJson;

/**
 * What an ingest asks a custodian outside the institution for: one key, once.
 *
 * @param key fingerprint of the key
 * @param recipient the ingest's fresh public key (X.509)
 */
public record ReleaseRequest(String id, String node, String domain, String key, Instant at, byte[] recipient) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads a request's file. */
    public static ReleaseRequest read(Path file) {
        try {
            JsonNode json = JSON.readTree(Files.readAllBytes(file));
            return new ReleaseRequest(json.required("id").textValue(), json.required("node").textValue(), json.required("domain").textValue(),
                    json.required("key").textValue(), Instant.parse(json.required("at").textValue()), Base64.getDecoder().decode(json.required("recipient").textValue()));
        } catch (JsonProcessingException | RuntimeException e) {
            throw new OperatorException(file + " is no request of an ingest. Copy it again from the exchange folder.");
        } catch (IOException e) {
            throw new OperatorException("The request " + file + " cannot be read. Check that it is there.");
        }
    }

    public ObjectNode toJson() {
        return JSON.createObjectNode().put("id", id).put("node", node).put("domain", domain).put("key", key).put("at", at.toString())
                .put("recipient", Base64.getEncoder().encodeToString(recipient));
    }

    /** What persons sign and the release is bound to. */
    public String digest() {
        return CanonicalJson.digest(toJson());
    }

    /** For the person who is to approve it. */
    public String words() {
        return "The node " + node + " asks for the key " + key + " for one ingest into the domain " + domain + "; asked at " + at + ", request " + id + ".";
    }
}
