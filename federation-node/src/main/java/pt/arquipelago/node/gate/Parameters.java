package pt.arquipelago.node.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.analysis.NameParameterizedQuery;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Values of the named parameters {@code :name} of a question. They are bound to the parsed tree and never pasted into the text: a value
 * stays a constant, whatever it spells, and places in the text stay true. A question with values is the same question as one with constants.
 */
final class Parameters {
    private static final int MAX_DECIMAL_DIGITS = 38;

    private final Map<String, JsonNode> values;

    Parameters(Map<String, JsonNode> values) {
        this.values = new TreeMap<>(values);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** @param named the parameters that the text names, all of which have a value */
    LogicalPlan bind(LogicalPlan parsed, Set<String> named) {
        Set<String> unused = new TreeSet<>(values.keySet());
        unused.removeAll(named);
        if (!unused.isEmpty()) {
            throw GateRefusal.PARAMETER.because("A value is given for a parameter that the text does not name: " + String.join(", ", unused) + ".", Optional.empty());
        }
        if (values.isEmpty()) {
            return parsed;
        }
        List<Expression> literals = new ArrayList<>();
        values.forEach((name, value) -> literals.add(literal(name, value)));
        return new NameParameterizedQuery(parsed, Trees.seq(List.copyOf(values.keySet())), Trees.seq(literals));
    }

    private static Literal literal(String name, JsonNode value) {
        if (value.isNull()) {
            return new Literal(null, DataTypes.NullType);
        } else if (value.isTextual()) {
            return new Literal(UTF8String.fromString(value.textValue()), DataTypes.StringType);
        } else if (value.isBoolean()) {
            return new Literal(value.booleanValue(), DataTypes.BooleanType);
        } else if (value.isNumber()) {
            return number(name, value.decimalValue());
        }
        throw refusal(name);
    }

    /** As the parser reads a number in the text. */
    private static Literal number(String name, BigDecimal exact) {
        BigDecimal number = exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
        if (number.scale() <= 0 && number.precision() - number.scale() <= 10 && number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0) {
            return Total.integer(number.intValueExact());
        }
        if (number.scale() <= 0 && number.precision() - number.scale() < 19) {
            return new Literal(number.longValueExact(), DataTypes.LongType);
        }
        int scale = Math.max(0, number.scale());
        int precision = Math.max(number.precision() - number.scale() + scale, scale);
        if (precision > MAX_DECIMAL_DIGITS) {
            throw refusal(name);
        }
        return new Literal(Decimal.apply(number.setScale(scale)), DataTypes.createDecimalType(precision, scale));
    }

    private static pt.arquipelago.analysis.RefusedException refusal(String name) {
        return GateRefusal.PARAMETER.because("The value of the parameter " + name + " is no text, number or truth value of a size that is read.", Optional.empty());
    }
}
