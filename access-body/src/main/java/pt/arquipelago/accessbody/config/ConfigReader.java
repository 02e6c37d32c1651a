package pt.arquipelago.accessbody.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * Reads settings strictly: defaults, then the file, then environment variables; an unknown key stops the reading with
 * a suggestion. Relative paths are relative to the file's folder.
 */
public final class ConfigReader {
    private static final String DEFAULTS = "/access-body-defaults.yaml";

    private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    private final Map<String, String> environment;

    public ConfigReader(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** @throws InvalidConfig naming the key and what was expected */
    public AccessBodyConfig read(Path file) {
        requireNonNull(file, "file is null");
        if (!Files.isRegularFile(file)) {
            throw new InvalidConfig("There is no configuration file " + file + ". Name one with --config FILE.");
        }
        ObjectNode settings = defaults();
        try {
            JsonNode given = yaml.readTree(file.toFile());
            if (given != null && !given.isMissingNode() && !given.isNull()) {
                KnownKeys.check(file, given, AccessBodyConfig.class);
                Trees.merge(settings, (ObjectNode) given);
            }
        } catch (JsonProcessingException e) {
            throw new InvalidConfig(file + " is not YAML: line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr());
        } catch (IOException e) {
            throw new InvalidConfig(file + " cannot be read: " + e.getClass().getSimpleName());
        }
        KnownKeys.override(settings, AccessBodyConfig.class, environment, yaml);
        return bind(file, settings);
    }

    private ObjectNode defaults() {
        try (InputStream in = ConfigReader.class.getResourceAsStream(DEFAULTS)) {
            return (ObjectNode) yaml.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(DEFAULTS + " cannot be read", e);
        }
    }

    private static AccessBodyConfig bind(Path file, ObjectNode settings) {
        Path folder = file.toAbsolutePath().getParent();
        var paths = new SimpleModule().addDeserializer(Path.class, new JsonDeserializer<Path>() {
            @Override
            public Path deserialize(JsonParser parser, DeserializationContext context) throws IOException {
                return folder.resolve(parser.getText()).normalize();
            }
        });
        var mapper = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .addModule(new Jdk8Module())
                .addModule(paths)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
        try {
            KnownKeys.required(file, settings, AccessBodyConfig.class);
            return mapper.treeToValue(settings, AccessBodyConfig.class);
        } catch (JsonMappingException e) {
            throw new InvalidConfig(file + ": " + where(e) + reason(e));
        } catch (JsonProcessingException e) {
            throw new InvalidConfig(file + ": " + e.getOriginalMessage());
        }
    }

    private static String where(JsonMappingException e) {
        var keys = e.getPath().stream().map(JsonMappingException.Reference::getFieldName).filter(name -> name != null).toList();
        return keys.isEmpty() ? "" : String.join(".", keys) + ": ";
    }

    private static String reason(JsonMappingException e) {
        return e.getCause() instanceof IllegalArgumentException cause ? cause.getMessage() : e.getOriginalMessage();
    }
}
