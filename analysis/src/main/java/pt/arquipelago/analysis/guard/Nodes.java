package pt.arquipelago.analysis.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import pt.arquipelago.analysis.query.ValueType;

/** Reading and writing of canonical expressions, as the gate names them. */
final class Nodes {
    static final Comparator<JsonNode> BY_TEXT = Comparator.comparing(JsonNode::toString);
    static final JsonNode TRUE = node("constant", text("BOOLEAN"), text("true"));
    static final JsonNode FALSE = node("constant", text("BOOLEAN"), text("false"));
    static final JsonNode NULL = node("null");

    private Nodes() {}

    static ArrayNode node(String operator, JsonNode... operands) {
        ArrayNode node = JsonNodeFactory.instance.arrayNode().add(operator);
        Arrays.stream(operands).forEach(node::add);
        return node;
    }

    static JsonNode text(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }

    static boolean is(JsonNode node, String operator) {
        return node.isArray() && node.size() > 0 && node.get(0).isTextual() && node.get(0).textValue().equals(operator);
    }

    static List<JsonNode> operands(JsonNode node) {
        List<JsonNode> operands = new ArrayList<>();
        for (int i = 1; i < node.size(); i++) {
            operands.add(node.get(i));
        }
        return operands;
    }

    static boolean isLiteral(JsonNode node) {
        return is(node, "text") || is(node, "number") || is(node, "date") || is(node, "timestamp") || is(node, "constant") || is(node, "null");
    }

    static JsonNode sorted(String operator, JsonNode a, JsonNode b) {
        return BY_TEXT.compare(a, b) <= 0 ? node(operator, a, b) : node(operator, b, a);
    }

    /** Neither false nor NULL is true. */
    static JsonNode notTrue(JsonNode condition) {
        if (is(condition, "is-null")) {
            return node("is-not-null", condition.get(1));
        } else if (is(condition, "is-not-null")) {
            return node("is-null", condition.get(1));
        }
        return node("not", sorted("null-safe-eq", TRUE, condition));
    }

    /** What is not true, if the condition says that. */
    static Optional<JsonNode> withoutTruth(JsonNode condition) {
        if (!is(condition, "not") || !is(condition.get(1), "null-safe-eq")) {
            return Optional.empty();
        }
        JsonNode inner = condition.get(1);
        return inner.get(1).equals(TRUE) ? Optional.of(inner.get(2)) : inner.get(2).equals(TRUE) ? Optional.of(inner.get(1)) : Optional.empty();
    }

    /** A key's value as the gate writes a literal. */
    static JsonNode literal(ValueType type, Object value) {
        if (value == null) {
            return NULL;
        }
        return switch (type.base()) {
            case BOOLEAN -> (Boolean) value ? TRUE : FALSE;
            case INT, BIGINT -> node("number", text(value.toString()));
            case DECIMAL -> number((BigDecimal) value);
            case DOUBLE -> Double.isFinite((Double) value) ? number(new BigDecimal(value.toString())) : node("constant", text("DOUBLE"), text(value.toString()));
            case STRING -> node("text", text((String) value));
            case DATE -> node("date", text(((LocalDate) value).toString()));
            case TIMESTAMP -> node("timestamp", text(((Instant) value).toString()));
        };
    }

    private static JsonNode number(BigDecimal number) {
        return node("number", text(number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString()));
    }
}
