package pt.arquipelago.analysis.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import pt.arquipelago.analysis.InvalidFormat;

/** One JSON object read to the letter: a field that is missing, unknown, twice there or of another type stops the reading. */
public final class StrictJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(250).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode json;
    private final String what;

    private StrictJson(JsonNode json, String what) {
        this.json = json;
        this.what = what;
    }

    /** Parses a text that holds one JSON value and nothing else. */
    public static JsonNode parse(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            if (json == null || json.isMissingNode()) {
                throw new InvalidFormat("the text is empty");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new InvalidFormat("the text is not JSON");
        }
    }

    /** An object that may have these fields and no other. */
    public static StrictJson object(JsonNode json, String what, String... fields) {
        if (json == null || !json.isObject()) {
            throw new InvalidFormat(what + " is not an object");
        }
        Set<String> unknown = new HashSet<>();
        json.fieldNames().forEachRemaining(unknown::add);
        List.of(fields).forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new InvalidFormat(what + " has an unknown field");
        }
        return new StrictJson(json, what);
    }

    public boolean has(String field) {
        return json.has(field);
    }

    public JsonNode node(String field) {
        JsonNode value = json.get(field);
        if (value == null) {
            throw new InvalidFormat(what + " has no " + field);
        }
        return value;
    }

    public Optional<JsonNode> optional(String field) {
        return Optional.ofNullable(json.get(field));
    }

    public String text(String field) {
        return require(field, node(field).isTextual(), "a text").textValue();
    }

    public boolean flag(String field) {
        return require(field, node(field).isBoolean(), "true or false").booleanValue();
    }

    public long integer(String field) {
        return require(field, node(field).isIntegralNumber() && node(field).canConvertToLong(), "an integer").longValue();
    }

    public int index(String field) {
        JsonNode value = node(field);
        return require(field, value.isInt() && value.intValue() >= 0, "an index").intValue();
    }

    public <T> List<T> list(String field, Function<JsonNode, T> element) {
        List<T> elements = new java.util.ArrayList<>();
        require(field, node(field).isArray(), "a list").forEach(child -> elements.add(element.apply(child)));
        return elements;
    }

    public ValueType type(String field) {
        try {
            return ValueType.parse(text(field));
        } catch (IllegalArgumentException e) {
            throw new InvalidFormat(what + " has an unknown " + field);
        }
    }

    /** One of an enum's names in lower case. */
    public <E extends Enum<E>> E name(String field, E[] all) {
        String text = text(field);
        for (E one : all) {
            if (one.name().toLowerCase(java.util.Locale.ROOT).equals(text)) {
                return one;
            }
        }
        throw new InvalidFormat(what + " has an unknown " + field);
    }

    private JsonNode require(String field, boolean met, String expected) {
        if (!met) {
            throw new InvalidFormat(what + ": " + field + " is not " + expected);
        }
        return json.get(field);
    }
}
