package pt.arquipelago.policies.permit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pt.arquipelago.policies.decision.DecisionInput;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.StrictJson;
import pt.arquipelago.policies.testing.Examples;
import pt.arquipelago.policies.testing.Golden;
import pt.arquipelago.policies.testing.RecordSchema;

/** The schemas and examples in {@code docs} say what the code does. */
class PublishedFormatsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path DOCS = Golden.project().resolve("docs");

    private record Format(String name, String title, Class<?> type, Object example) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Format> formats() {
        String permit = "<compact JWS of permit.json>";
        return Stream.of(
                new Format("permit", "Permit: data permit (Art 68) or request approval (Art 69)", Permit.class, Examples.permit()),
                new Format("question", "Question", Question.class, Examples.question()),
                new Format("task-order", "TaskOrder", TaskOrder.class, Examples.order(permit)),
                new Format("status-list", "Status list", StatusList.class, Examples.status()),
                new Format("node-request", "Request of a node", NodeRequest.class, Examples.request()),
                new Format("manifest", "Manifest of a node's answer", Manifest.class, Examples.manifest()),
                new Format("decision-input", "Input of a policy decision", DecisionInput.class, Examples.input()));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void theSchemaIsThatOfTheRecord(Format format) throws JsonProcessingException {
        String file = format.name() + ".schema.json";
        Golden.assertSame(DOCS.resolve("schemas").resolve(file), pretty(RecordSchema.of(format.type(), file, format.title())));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void theExampleIsWhatTheCodeWritesAndReads(Format format) throws IOException {
        Path file = DOCS.resolve("examples").resolve(format.name() + ".json");
        Golden.assertSame(file, pretty(StrictJson.write(format.example())));
        assertThat(StrictJson.read(StrictJson.readObject(Files.readAllBytes(file)), format.type())).isEqualTo(format.example());
    }

    /** Every field left out, unknown, of another type or empty: the schema refuses it if and only if the record does. */
    @ParameterizedTest
    @MethodSource("formats")
    void schemaAndRecordRefuseTheSame(Format format) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Files.readString(DOCS.resolve("schemas/" + format.name() + ".schema.json")));
        ObjectNode example = StrictJson.write(format.example());
        assertThat(schema.validate(example)).isEmpty();
        int refused = 0;
        for (ObjectNode spoilt : spoilt(example)) {
            boolean bySchema = !schema.validate(spoilt).isEmpty();
            boolean byRecord = refuses(spoilt, format.type());
            if (!BY_RECORD_ONLY.contains(format.name()) || bySchema) {
                assertThat(byRecord).as("%s", spoilt).isEqualTo(bySchema);
            }
            refused += byRecord ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(example.size() * 3);
    }

    /** Formats with rules between fields, which a schema of fields does not say: the record refuses more. */
    private static final List<String> BY_RECORD_ONLY = List.of("permit", "manifest", "task-order", "status-list", "node-request");

    private static boolean refuses(ObjectNode json, Class<?> type) {
        try {
            StrictJson.read(json, type);
            return false;
        } catch (InvalidMessage e) {
            assertThat(e.code()).isEqualTo("message.content");
            return true;
        }
    }

    private static List<ObjectNode> spoilt(ObjectNode example) {
        List<ObjectNode> all = new ArrayList<>();
        List<JsonPointer> places = new ArrayList<>();
        collect(example, JsonPointer.empty(), places);
        for (JsonPointer place : places) {
            for (String value : List.of("null", "7", "-1", "1.5", "true", "\"\"", "\"A b\"", "\"7\"", "[]", "[7]", "[null]", "{}", "{\"unknown\":1}")) {
                all.add(with(example, place, value));
            }
            ObjectNode without = example.deepCopy();
            if (without.at(place.head()) instanceof ObjectNode parent) {
                parent.remove(place.last().getMatchingProperty());
                all.add(without);
            }
            ObjectNode more = example.deepCopy();
            if (more.at(place) instanceof ObjectNode object && !(object.elements().hasNext() && place.toString().endsWith("query")) && !place.toString().endsWith("tables")
                    && !place.toString().endsWith("parameters")) {
                object.put("unknown", 1);
                all.add(more);
            }
        }
        return all;
    }

    private static ObjectNode with(ObjectNode example, JsonPointer place, String value) {
        try {
            ObjectNode changed = example.deepCopy();
            JsonNode parent = changed.at(place.head());
            if (parent instanceof ObjectNode object) {
                object.set(place.last().getMatchingProperty(), JSON.readTree(value));
            } else if (parent instanceof ArrayNode array) {
                array.set(place.last().getMatchingIndex(), JSON.readTree(value));
            }
            return changed;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> places) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> add(object.get(name), at.appendProperty(name), places));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                add(array.get(i), at.appendIndex(i), places);
            }
        }
    }

    private static void add(JsonNode node, JsonPointer at, List<JsonPointer> places) {
        places.add(at);
        collect(node, at, places);
    }

    private static String pretty(JsonNode json) throws JsonProcessingException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"))
                .withArrayIndenter(new DefaultIndenter("  ", "\n"));
        return JSON.writer(printer).writeValueAsString(json) + "\n";
    }
}
