package pt.arquipelago.accessbody.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The keys that a family of records allows: read off the records, so that the two cannot drift apart. */
final class KnownKeys {
    private static final String PREFIX = "ARQUIPELAGO_";

    private KnownKeys() {}

    /** Stops at the first key that no record knows, with the nearest known key. */
    static void check(Path file, JsonNode tree, Class<?> type) {
        check(file, tree, type, "");
    }

    private static void check(Path file, JsonNode tree, Class<?> type, String prefix) {
        if (!tree.isObject()) {
            throw new InvalidConfig(file + ": " + (prefix.isEmpty() ? "the file" : prefix) + " must hold keys with values");
        }
        List<String> known = Arrays.stream(type.getRecordComponents()).map(KnownKeys::key).toList();
        tree.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                String suggestion = Suggestion.nearest(name, known).map(near -> " Did you mean " + prefix + near + "?").orElse("");
                throw new InvalidConfig(file + ": unknown key " + prefix + name + "." + suggestion + " Known here: " + String.join(", ", known) + ".");
            }
        });
        for (RecordComponent component : type.getRecordComponents()) {
            JsonNode value = tree.get(key(component));
            if (value == null || value.isNull()) {
                continue;
            }
            if (component.getType().isRecord()) {
                check(file, value, component.getType(), prefix + key(component) + ".");
            } else if (element(component.getGenericType()) instanceof Class<?> item && item.isRecord() && value.isArray()) {
                value.forEach(each -> check(file, each, item, prefix + key(component) + "[]."));
            }
        }
    }

    /** Stops at the first key that has neither a value nor a default. */
    static void required(Path file, JsonNode tree, Class<?> type) {
        required(file, tree, type, "");
    }

    private static void required(Path file, JsonNode tree, Class<?> type, String prefix) {
        for (RecordComponent component : type.getRecordComponents()) {
            JsonNode value = tree.get(key(component));
            boolean missing = value == null || value.isNull();
            if (missing && component.getType() != Optional.class) {
                throw new InvalidConfig(file + ": " + prefix + key(component) + " is missing and has no default.");
            }
            if (!missing && component.getType().isRecord()) {
                required(file, value, component.getType(), prefix + key(component) + ".");
            }
        }
    }

    /** Lays environment variables over the settings: {@code address.port} is {@code ARQUIPELAGO_ADDRESS_PORT}. */
    static void override(ObjectNode settings, Class<?> type, Map<String, String> environment, ObjectMapper yaml) {
        for (List<String> path : leaves(type)) {
            String variable = PREFIX + String.join("_", path).toUpperCase(Locale.ROOT);
            String text = environment.get(variable);
            if (text != null) {
                Trees.set(settings, path, value(variable, text, component(type, path), yaml));
            }
        }
    }

    private static JsonNode value(String variable, String text, Type type, ObjectMapper yaml) {
        Type plain = type instanceof ParameterizedType generic && generic.getRawType() == Optional.class ? element(type) : type;
        if (plain == String.class || plain == Path.class) {
            return TextNode.valueOf(text);
        }
        try {
            return yaml.readTree(text);
        } catch (JsonProcessingException e) {
            throw new InvalidConfig(variable + " cannot be read as YAML");
        }
    }

    static List<List<String>> leaves(Class<?> type) {
        var found = new ArrayList<List<String>>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType().isRecord()) {
                for (List<String> rest : leaves(component.getType())) {
                    var path = new ArrayList<>(List.of(key(component)));
                    path.addAll(rest);
                    found.add(List.copyOf(path));
                }
            } else {
                found.add(List.of(key(component)));
            }
        }
        return List.copyOf(found);
    }

    private static Type component(Class<?> type, List<String> path) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (key(component).equals(path.get(0))) {
                return path.size() == 1 ? component.getGenericType() : component(component.getType(), path.subList(1, path.size()));
            }
        }
        throw new IllegalArgumentException("no such key: " + path);
    }

    private static Type element(Type type) {
        return type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : type;
    }

    private static String key(RecordComponent component) {
        return component.getName().replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
