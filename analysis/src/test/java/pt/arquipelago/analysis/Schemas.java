package pt.arquipelago.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/** The published schemas and examples in {@code docs/}. */
public final class Schemas {
    private static final Path DOCS = Path.of(System.getProperty("arquipelago.root", ".."), "docs");
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Schemas() {}

    public static JsonSchema schema(String name) {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(json("schemas/" + name + ".schema.json"));
    }

    public static Set<String> faults(JsonSchema schema, JsonNode json) {
        return schema.validate(parse(json.toString())).stream().map(ValidationMessage::getMessage).collect(Collectors.toSet());
    }

    public static JsonNode json(String path) {
        return parse(text(path));
    }

    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(String path) {
        try {
            return Files.readString(DOCS.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The example as the code writes it; {@code -Darquipelago.golden=write} writes it anew. */
    public static String golden(String path, JsonNode made) {
        try {
            String text = MAPPER.writeValueAsString(parse(made.toString())) + "\n";
            if ("write".equals(System.getProperty("arquipelago.golden"))) {
                Files.writeString(DOCS.resolve(path), text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
