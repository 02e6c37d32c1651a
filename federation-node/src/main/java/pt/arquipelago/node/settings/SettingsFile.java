package pt.arquipelago.node.settings;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads one YAML file into a record whose components carry {@link Setting}. Keys are the components' names in snake case;
 * an unknown key stops the start with a suggestion; relative paths are relative to the file; every key may be overridden by
 * the environment variable {@code ARQUIPELAGO_} + its dotted name in capitals with underscores.
 */
public final class SettingsFile {
    private static final YAMLMapper YAML = YAMLMapper.builder(yamlFactory())
            .enable(com.fasterxml.jackson.core.JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private SettingsFile() {}

    /** @throws OperatorException naming file, key and remedy when the file cannot be used as it stands */
    public static <T extends Record> T read(Path file, Class<T> type, Map<String, String> environment) {
        requireNonNull(environment, "environment is null");
        ObjectNode tree = parse(file);
        SettingsTree settings = new SettingsTree(file, environment);
        return settings.record(type, "", tree);
    }

    /** The environment variable that overrides a dotted key. */
    public static String environmentVariable(String key) {
        return "ARQUIPELAGO_" + key.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static ObjectNode parse(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new OperatorException("Settings file " + file + " is not there. Give its path with --config.");
        }
        try {
            JsonNode tree = Optional.ofNullable(YAML.readTree(file.toFile())).orElseGet(YAML::createObjectNode);
            if (tree instanceof ObjectNode settings) {
                return settings;
            }
            throw new OperatorException("Settings file " + file + " holds no keys. Write one 'key: value' a line.");
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw new OperatorException("Settings file " + file + " is not good YAML"
                    + (place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr()) + ". Correct it and start again.");
        } catch (IOException e) {
            throw new OperatorException("Settings file " + file + " cannot be read (" + e.getClass().getSimpleName() + "). Check its permissions.");
        }
    }

    private static YAMLFactory yamlFactory() {
        var limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(0);
        limits.setNestingDepthLimit(20);
        return YAMLFactory.builder().loaderOptions(limits).enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL).build();
    }
}
