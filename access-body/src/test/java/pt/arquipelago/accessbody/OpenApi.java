package pt.arquipelago.accessbody;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;

/** The API's description, and whether an answer keeps to it. */
final class OpenApi {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");
    private final ObjectNode document;

    OpenApi() {
        try (var in = OpenApi.class.getResourceAsStream("/openapi.yaml")) {
            document = (ObjectNode) new ObjectMapper(new YAMLFactory()).readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every operation, written {@code GET /api/v1/tasks/{id}}. */
    Set<String> operations() {
        Set<String> found = new TreeSet<>();
        document.path("paths").properties().forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
            if (METHODS.contains(method)) {
                found.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
            }
        }));
        return found;
    }

    boolean open(String operation) {
        JsonNode security = operation(operation).path("security");
        return security.isArray() && security.isEmpty();
    }

    /** Compares status, content type and body with what the description says of the operation. */
    void requireDescribed(String operation, TestClient.Reply reply) {
        JsonNode responses = operation(operation).path("responses");
        JsonNode described = responses.has(String.valueOf(reply.status())) ? responses.path(String.valueOf(reply.status())) : responses.path("default");
        assertThat(reply.status() < 400 && !responses.has(String.valueOf(reply.status()))).as(operation + " answers " + reply.status() + ", which is not described").isFalse();
        if (described.has("$ref")) {
            described = document.at(described.path("$ref").asText().substring(1));
        }
        if (!described.has("content")) {
            assertThat(reply.body()).isEmpty();
            return;
        }
        String type = reply.contentType().split(";")[0];
        assertThat(described.path("content").has(type)).as(operation + " answers " + type).isTrue();
        JsonNode schema = described.path("content").path(type).path("schema");
        if (type.endsWith("json")) {
            requireValid(schema, reply.json());
        }
    }

    void requireValid(String schema, JsonNode value) {
        requireValid(document.objectNode().put("$ref", "#/components/schemas/" + schema), value);
    }

    private void requireValid(JsonNode schema, JsonNode value) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components"));
        var errors = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole).validate(value);
        assertThat(errors).as("%s", value).isEmpty();
    }

    private JsonNode operation(String operation) {
        String[] parts = operation.split(" ", 2);
        JsonNode found = document.path("paths").path(parts[1]).path(parts[0].toLowerCase(java.util.Locale.ROOT));
        assertThat(found.isMissingNode()).as(operation + " is described").isFalse();
        return found;
    }
}
