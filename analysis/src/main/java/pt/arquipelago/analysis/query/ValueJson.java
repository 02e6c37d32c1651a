package pt.arquipelago.analysis.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import pt.arquipelago.analysis.InvalidFormat;

/**
 * Values in JSON: BIGINT and DECIMAL as strings (JavaScript has no such numbers), INT and DOUBLE as numbers, dates as {@code 2026-01-31},
 * times as {@code 2026-01-31T12:00:00Z}, the doubles that JSON lacks as {@code "NaN"}, {@code "Infinity"}, {@code "-Infinity"}.
 */
public final class ValueJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,37})(\\.[0-9]{1,38})?");

    private ValueJson() {}

    public static JsonNode write(ValueType type, Object value) {
        if (value == null) {
            return JSON.nullNode();
        }
        return switch (type.base()) {
            case BOOLEAN -> JSON.booleanNode((Boolean) value);
            case INT -> JSON.numberNode(((Long) value).intValue());
            case DOUBLE -> number((Double) value);
            case DECIMAL -> JSON.textNode(((BigDecimal) value).toPlainString());
            case BIGINT, STRING, DATE, TIMESTAMP -> JSON.textNode(value.toString());
        };
    }

    private static JsonNode number(double value) {
        return Double.isFinite(value) ? JSON.numberNode(value) : JSON.textNode(Double.toString(value));
    }

    /** @throws InvalidFormat if the JSON is not that of a value of the type, or not in the one form that {@link #write} has */
    public static Object read(ValueType type, JsonNode json) {
        if (json.isNull()) {
            return null;
        }
        try {
            Object value = switch (type.base()) {
                case BOOLEAN -> json.isBoolean() ? json.booleanValue() : null;
                case INT -> json.isInt() ? (Object) (long) json.intValue() : null;
                case DOUBLE -> readDouble(json);
                case BIGINT -> matching(json, INTEGER) ? Long.valueOf(json.textValue()) : null;
                case DECIMAL -> matching(json, DECIMAL) ? new BigDecimal(json.textValue()) : null;
                case STRING -> json.isTextual() ? json.textValue() : null;
                case DATE -> json.isTextual() ? LocalDate.parse(json.textValue()) : null;
                case TIMESTAMP -> json.isTextual() ? Instant.parse(json.textValue()) : null;
            };
            if (value == null) {
                throw new InvalidFormat("a value is not of type " + type);
            }
            return Values.canonical(type, value);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new InvalidFormat("a value is not of type " + type);
        }
    }

    private static boolean matching(JsonNode json, Pattern pattern) {
        return json.isTextual() && pattern.matcher(json.textValue()).matches();
    }

    private static Double readDouble(JsonNode json) {
        if (json.isNumber() && Double.isFinite(json.doubleValue())) {
            return json.doubleValue();
        }
        return switch (json.isTextual() ? json.textValue() : "") {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> null;
        };
    }
}
