package pt.arquipelago.node.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.*;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * One form for equal questions, the same at every node and in every session: columns by relation and name, operands of commutative
 * operators sorted, closed lists sorted, casts that change no value left out. Arithmetic carries its result's type.
 */
final class CanonicalForm {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Comparator<JsonNode> BY_TEXT = Comparator.comparing(JsonNode::toString);

    private final Map<String, Set<String>> used = new TreeMap<>();
    private int relations;
    private int steps;
    private int unions;

    int nextRelation() {
        return ++relations;
    }

    int nextUnion() {
        return ++unions;
    }

    int nextStep() {
        return ++steps;
    }

    /** Columns of each table that the canonical form came across. */
    Map<String, Set<String>> used() {
        return used;
    }

    void use(String table, String column) {
        used.computeIfAbsent(table, t -> new TreeSet<>()).add(column);
    }

    JsonNode of(Expression e, Map<ExprId, Column> columns) {
        if (e instanceof Attribute attribute) {
            return columns.get(attribute.exprId()).name().get();
        }
        if (e instanceof OuterReference outer) {
            return of((Expression) outer.e(), columns);
        }
        if (e instanceof Literal literal) {
            return literal(literal);
        }
        if (e instanceof Alias alias) {
            return of(alias.child(), columns);
        }
        if (e instanceof Cast cast) {
            return Types.widens(cast.child().dataType(), cast.dataType()) ? of(cast.child(), columns)
                    : array("cast", of(cast.child(), columns), text(cast.dataType().sql()));
        }
        if (e instanceof AggregateExpression aggregate) {
            return aggregate(aggregate, columns);
        }
        List<JsonNode> children = new ArrayList<>();
        for (Expression child : Trees.childrenOf(e)) {
            children.add(of(child, columns));
        }
        JsonNode logic = logic(e, children);
        return logic != null ? logic : other(e, children);
    }

    private JsonNode logic(Expression e, List<JsonNode> c) {
        if (e instanceof And || e instanceof Or) {
            return flat(e instanceof And ? "and" : "or", c);
        } else if (e instanceof EqualTo) {
            return sorted("eq", c);
        } else if (e instanceof EqualNullSafe) {
            return sorted("null-safe-eq", c);
        } else if (e instanceof GreaterThan || e instanceof LessThan) {
            return array("lt", c.get(e instanceof LessThan ? 0 : 1), c.get(e instanceof LessThan ? 1 : 0));
        } else if (e instanceof GreaterThanOrEqual || e instanceof LessThanOrEqual) {
            return array("le", c.get(e instanceof LessThanOrEqual ? 0 : 1), c.get(e instanceof LessThanOrEqual ? 1 : 0));
        } else if (e instanceof Not) {
            return not(c.get(0));
        } else if (e instanceof In) {
            return in(c);
        } else if (e instanceof If) {
            return cases(c);
        } else if (e instanceof CaseWhen) {
            return cases(c);
        }
        return null;
    }

    private JsonNode other(Expression e, List<JsonNode> c) {
        if (e instanceof Add || e instanceof Multiply) {
            ArrayNode node = sorted(name(e), c);
            return node.add(e.dataType().sql());
        } else if (e instanceof BinaryArithmetic || e instanceof Round) {
            return array(name(e), c.toArray(JsonNode[]::new)).add(e.dataType().sql());
        } else if (e instanceof StartsWith) {
            return array("starts-with", c.get(0), c.get(1));
        } else if (e instanceof Like like) {
            return like(like, c);
        } else if (e instanceof MultiLikeBase many) {
            ArrayNode node = array(name(e), c.toArray(JsonNode[]::new));
            TreeSet<String> patterns = new TreeSet<>();
            Trees.list(many.patterns()).forEach(p -> patterns.add(String.valueOf(p)));
            patterns.forEach(node::add);
            return node;
        } else if (e instanceof TimestampDiff diff) {
            return array(name(e), c.toArray(JsonNode[]::new)).add(diff.unit());
        } else if (e instanceof TimestampAdd add) {
            return array(name(e), c.toArray(JsonNode[]::new)).add(add.unit());
        } else if (e instanceof SpecifiedWindowFrame frame) {
            return array("frame", text(frame.sql()));
        } else if (e instanceof SortOrder order) {
            return array("order", c.get(0), text(order.direction().sql()), text(order.nullOrdering().sql()));
        }
        return array(name(e), c.toArray(JsonNode[]::new));
    }

    private JsonNode aggregate(AggregateExpression e, Map<ExprId, Column> columns) {
        ArrayNode node = (ArrayNode) of(e.aggregateFunction(), columns);
        if (e.isDistinct()) {
            node.add("distinct");
        }
        if (e.filter().isDefined()) {
            node.add(array("filter", of(e.filter().get(), columns)));
        }
        return node;
    }

    private static JsonNode like(Like like, List<JsonNode> c) {
        String pattern = ((Literal) like.right()).value().toString();
        boolean prefix = pattern.endsWith("%") && pattern.indexOf('%') == pattern.length() - 1
                && pattern.indexOf('_') < 0 && pattern.indexOf('\\') < 0;
        return prefix ? array("starts-with", c.get(0), array("text", text(pattern.substring(0, pattern.length() - 1))))
                : array("like", c.get(0), c.get(1));
    }

    private static JsonNode in(List<JsonNode> c) {
        TreeSet<JsonNode> values = new TreeSet<>(BY_TEXT);
        values.addAll(c.subList(1, c.size()));
        if (values.size() == 1) {
            return sorted("eq", List.of(c.get(0), values.first()));
        }
        ArrayNode node = array("in", c.get(0));
        values.forEach(node::add);
        return node;
    }

    private static JsonNode cases(List<JsonNode> c) {
        List<JsonNode> parts = new ArrayList<>(c);
        if (parts.size() % 2 == 1 && isNull(parts.get(parts.size() - 1))) {
            parts.remove(parts.size() - 1);
        }
        return array("case", parts.toArray(JsonNode[]::new));
    }

    private static boolean isNull(JsonNode node) {
        return node.isArray() && node.size() == 1 && node.get(0).asText().equals("null");
    }

    static JsonNode not(JsonNode inner) {
        String operator = inner.path(0).asText();
        return switch (operator) {
            case "not" -> inner.get(1);
            case "is-null" -> array("is-not-null", inner.get(1));
            case "is-not-null" -> array("is-null", inner.get(1));
            default -> array("not", inner);
        };
    }

    /** All of several conditions, or any of them: flat, sorted, each once. */
    static JsonNode flat(String operator, List<JsonNode> operands) {
        TreeSet<JsonNode> all = new TreeSet<>(BY_TEXT);
        for (JsonNode operand : operands) {
            if (operand.path(0).asText().equals(operator)) {
                for (int i = 1; i < operand.size(); i++) {
                    all.add(operand.get(i));
                }
            } else {
                all.add(operand);
            }
        }
        return all.size() == 1 ? all.first() : array(operator, all.toArray(JsonNode[]::new));
    }

    /** The conjuncts of a canonical condition. */
    static List<JsonNode> conjuncts(JsonNode condition) {
        if (!condition.path(0).asText().equals("and")) {
            return List.of(condition);
        }
        List<JsonNode> all = new ArrayList<>();
        for (int i = 1; i < condition.size(); i++) {
            all.add(condition.get(i));
        }
        return all;
    }

    static ArrayNode sorted(String operator, List<JsonNode> operands) {
        return array(operator, operands.stream().sorted(BY_TEXT).toArray(JsonNode[]::new));
    }

    static ArrayNode sorted(List<JsonNode> nodes) {
        ArrayNode array = JSON.arrayNode();
        TreeSet<JsonNode> all = new TreeSet<>(BY_TEXT);
        all.addAll(nodes);
        all.forEach(array::add);
        return array;
    }

    static ArrayNode array(String operator, JsonNode... operands) {
        ArrayNode node = JSON.arrayNode().add(operator);
        Arrays.stream(operands).forEach(node::add);
        return node;
    }

    static ObjectNode object() {
        return JSON.objectNode();
    }

    static ArrayNode list(List<JsonNode> nodes) {
        ArrayNode array = JSON.arrayNode();
        nodes.forEach(array::add);
        return array;
    }

    static TextNode text(String text) {
        return JSON.textNode(text);
    }

    /** {@code EqualTo} → {@code equal-to}; names of classes are names of Catalyst's, stable over a Spark version. */
    static String name(Expression e) {
        return e.getClass().getSimpleName().replace("$", "").replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    static JsonNode literal(Literal literal) {
        Object value = literal.value();
        if (value == null) {
            return array("null");
        }
        if (literal.dataType() instanceof DateType) {
            return array("date", text(LocalDate.ofEpochDay(((Number) value).longValue()).toString()));
        }
        if (literal.dataType() instanceof TimestampType) {
            return array("timestamp", text(Instant.EPOCH.plus(((Number) value).longValue(), ChronoUnit.MICROS).toString()));
        }
        if (value instanceof UTF8String) {
            return array("text", text(value.toString()));
        }
        if (literal.dataType() instanceof NumericType && !(value instanceof Double d && !Double.isFinite(d))) {
            BigDecimal number = new BigDecimal(value.toString());
            return array("number", text(number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString()));
        }
        return array("constant", text(literal.dataType().sql()), text(value.toString()));
    }
}
