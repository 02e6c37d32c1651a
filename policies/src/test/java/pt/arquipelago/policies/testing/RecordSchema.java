package pt.arquipelago.policies.testing;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes the JSON Schema (2020-12) of a record: its fields and types from the record, patterns and descriptions from {@link FieldNotes}. */
public final class RecordSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RecordSchema() {
    }

    public static ObjectNode of(Class<?> type, String file, String title) {
        ObjectNode schema = JSON.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "https://arquipelago.pt/schemas/" + file);
        schema.put("title", title);
        return schema.setAll(object(type));
    }

    private static ObjectNode object(Class<?> type) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        ArrayNode required = JSON.arrayNode();
        ObjectNode properties = JSON.objectNode();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName());
            if (component.getType() != Optional.class) {
                required.add(name);
            }
            ObjectNode property = schema(component.getGenericType());
            FieldNotes.apply(type.getSimpleName(), name, property);
            properties.set(name, property);
        }
        schema.set("properties", properties);
        schema.set("required", required);
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode schema(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            Class<?> raw = (Class<?>) generic.getRawType();
            if (raw == Optional.class) {
                return schema(last);
            }
            if (Collection.class.isAssignableFrom(raw)) {
                ObjectNode array = JSON.objectNode().put("type", "array");
                return array.set("items", schema(last));
            }
            if (raw == Map.class) {
                ObjectNode map = JSON.objectNode().put("type", "object");
                return map.set("additionalProperties", schema(last));
            }
            throw new IllegalArgumentException("No schema for " + type);
        }
        return schemaOf((Class<?>) type);
    }

    private static ObjectNode schemaOf(Class<?> type) {
        if (type.isRecord()) {
            return object(type);
        }
        if (type.isEnum()) {
            ObjectNode schema = JSON.objectNode().put("type", "string");
            return schema.set("enum", values(type));
        }
        if (ObjectNode.class == type) {
            return JSON.objectNode().put("type", "object");
        }
        if (JsonNode.class == type) {
            ObjectNode schema = JSON.objectNode();
            return schema.set("type", JSON.arrayNode().add("string").add("number").add("boolean").add("null"));
        }
        if (type == String.class) {
            return JSON.objectNode().put("type", "string");
        }
        if (Set.of(int.class, long.class, Integer.class, Long.class).contains(type)) {
            return JSON.objectNode().put("type", "integer");
        }
        if (type == double.class || type == Double.class) {
            return JSON.objectNode().put("type", "number");
        }
        if (type == boolean.class || type == Boolean.class) {
            return JSON.objectNode().put("type", "boolean");
        }
        throw new IllegalArgumentException("No schema for " + type);
    }

    private static ArrayNode values(Class<?> type) {
        ArrayNode values = JSON.arrayNode();
        for (Object constant : type.getEnumConstants()) {
            try {
                values.add(type.getField(((Enum<?>) constant).name()).getAnnotation(JsonProperty.class).value());
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException(e);
            }
        }
        return values;
    }
}
