package pt.arquipelago.policies.signature;

import java.io.IOException;
import java.util.Arrays;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import pt.arquipelago.policies.refusal.RefusalCode;

/**
 * Reads JSON into records and refuses what is unknown, missing, doubled, coerced or trailing: what is read is what would be written.
 * An optional that is absent is written as nothing, never as null.
 */
public final class StrictJson {
    private static final ObjectMapper MAPPER = mapper();

    private StrictJson() {
    }

    /** @throws InvalidMessage {@code message.content} */
    public static <T> T read(JsonNode json, Class<T> type) {
        try {
            T value = MAPPER.treeToValue(json, type);
            if (value != null && Arrays.equals(CanonicalJson.bytes(json), CanonicalJson.bytes(MAPPER.valueToTree(value)))) {
                return value;
            }
        } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
            throw new InvalidMessage(RefusalCode.MESSAGE_CONTENT, e);
        }
        throw new InvalidMessage(RefusalCode.MESSAGE_CONTENT);
    }

    /** @throws InvalidMessage {@code message.content} */
    public static ObjectNode readObject(byte[] utf8) {
        try {
            if (MAPPER.readTree(utf8) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw new InvalidMessage(RefusalCode.MESSAGE_CONTENT, e);
        }
        throw new InvalidMessage(RefusalCode.MESSAGE_CONTENT);
    }

    public static ObjectNode write(Object value) {
        return MAPPER.valueToTree(value);
    }

    private static ObjectMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).maxNumberLength(40).build())
                .build();
        return JsonMapper.builder(factory)
                .addModule(new Jdk8Module())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .serializationInclusion(JsonInclude.Include.NON_ABSENT)
                .build();
    }
}
