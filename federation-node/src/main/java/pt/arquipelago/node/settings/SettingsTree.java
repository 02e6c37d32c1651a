package pt.arquipelago.node.settings;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Builds settings records out of a parsed tree; the rules are those of {@link SettingsFile}. */
final class SettingsTree {
    private final Path file;
    private final Map<String, String> environment;

    SettingsTree(Path file, Map<String, String> environment) {
        this.file = requireNonNull(file, "file is null").toAbsolutePath().normalize();
        this.environment = environment;
    }

    <T extends Record> T record(Class<T> type, String prefix, ObjectNode tree) {
        RecordComponent[] components = type.getRecordComponents();
        refuseUnknownKeys(components, prefix, tree);
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = component(components[i], prefix, tree);
            types[i] = components[i].getType();
        }
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            throw cause instanceof OperatorException expected ? expected
                    : problem((prefix.isEmpty() ? "" : "key '" + prefix + "': ") + cause.getMessage());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("settings record " + type.getName() + " cannot be built", e);
        }
    }

    private Object component(RecordComponent component, String prefix, ObjectNode tree) {
        String name = snakeCase(component.getName());
        String key = prefix.isEmpty() ? name : prefix + "." + name;
        Setting setting = component.getAnnotation(Setting.class);
        JsonNode node = tree.get(name);
        String override = environment.get(SettingsFile.environmentVariable(key));
        if (override != null) {
            node = TextNode.valueOf(override);
        }
        boolean absent = node == null || node.isNull();
        if (component.getType() == Optional.class) {
            Type inner = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
            return absent && !overriddenBelow(inner, key) ? Optional.empty() : Optional.of(value(inner, key, absent ? tree.objectNode() : node));
        }
        if (absent && component.getType().isRecord()) {
            return value(component.getGenericType(), key, tree.objectNode());
        }
        if (absent && component.getType() == List.class) {
            return List.of();
        }
        if (absent && component.getType() == Map.class) {
            return Map.of();
        }
        if (absent && setting != null && !setting.fallback().isEmpty()) {
            node = TextNode.valueOf(setting.fallback());
        } else if (absent) {
            throw problem("key '" + key + "' is missing. " + (setting == null ? "" : setting.value()));
        }
        return value(component.getGenericType(), key, node);
    }

    private boolean overriddenBelow(Type type, String key) {
        String below = SettingsFile.environmentVariable(key) + "_";
        return type instanceof Class<?> c && c.isRecord() && Arrays.stream(c.getRecordComponents())
                .anyMatch(component -> environment.containsKey(below + snakeCase(component.getName()).toUpperCase(Locale.ROOT)));
    }

    private Object value(Type type, String key, JsonNode node) {
        if (type instanceof ParameterizedType parameterized) {
            return collection(parameterized, key, node);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            if (!(node instanceof ObjectNode tree)) {
                throw problem("key '" + key + "' holds one value where keys below it were expected: " + names(plain) + ".");
            }
            return record(plain.asSubclass(Record.class), key, tree);
        }
        if (!node.isValueNode()) {
            throw problem("key '" + key + "' holds several values where one was expected.");
        }
        return scalar(plain, key, node.asText());
    }

    private Object collection(ParameterizedType type, String key, JsonNode node) {
        Type inner = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
        if (type.getRawType() == List.class && node.isArray()) {
            List<Object> values = new ArrayList<>();
            node.forEach(item -> values.add(value(inner, key, item)));
            return List.copyOf(values);
        }
        if (type.getRawType() == List.class && node.isValueNode()) {
            return Arrays.stream(node.asText().split(",")).map(text -> value(inner, key, TextNode.valueOf(text.trim()))).toList();
        }
        if (type.getRawType() == Map.class && node.isObject()) {
            Map<String, Object> values = new LinkedHashMap<>();
            node.properties().forEach(entry -> values.put(entry.getKey(), value(inner, key + "." + entry.getKey(), entry.getValue())));
            return Map.copyOf(values);
        }
        throw problem("key '" + key + "' has another shape than expected (" + (type.getRawType() == List.class ? "a list" : "keys with values") + ").");
    }

    private Object scalar(Class<?> type, String key, String text) {
        try {
            if (type == String.class) return text;
            if (type == Path.class) return file.resolveSibling(text).normalize();
            if (type == URI.class) return URI.create(text);
            if (type == int.class || type == Integer.class) return Integer.valueOf(text);
            if (type == long.class || type == Long.class) return Long.valueOf(text);
            if (type == double.class || type == Double.class) return Double.valueOf(text);
            if (type == boolean.class || type == Boolean.class) return bool(text);
            if (type.isEnum()) return constant(type, text);
        } catch (IllegalArgumentException e) {
            throw problem("key '" + key + "' is '" + text + "', but " + expected(type) + " was expected.");
        }
        throw new IllegalStateException("no settings of type " + type.getName());
    }

    private static Boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Object constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants()).filter(each -> lower(each).equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static String lower(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + String.join(", ", Arrays.stream(type.getEnumConstants()).map(SettingsTree::lower).toList());
        }
        return type == boolean.class || type == Boolean.class ? "true or false" : type == URI.class ? "an address" : "a number";
    }

    private void refuseUnknownKeys(RecordComponent[] components, String prefix, ObjectNode tree) {
        List<String> known = Arrays.stream(components).map(component -> snakeCase(component.getName())).toList();
        for (var field : tree.properties()) {
            if (!known.contains(field.getKey())) {
                String where = prefix.isEmpty() ? "" : " under '" + prefix + "'";
                throw problem("unknown key '" + field.getKey() + "'" + where + ". " + Suggestion.of(field.getKey(), known)
                        .map(near -> "Did you mean '" + near + "'?").orElse("Known here: " + String.join(", ", known) + "."));
            }
        }
    }

    private static String names(Class<?> type) {
        return String.join(", ", Arrays.stream(type.getRecordComponents()).map(component -> snakeCase(component.getName())).toList());
    }

    private OperatorException problem(String text) {
        return new OperatorException("Settings file " + file + ": " + text);
    }

    static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
