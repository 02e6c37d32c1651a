package pt.arquipelago.analysis.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import pt.arquipelago.analysis.InvalidFormat;

/**
 * The JSON form of an {@link Expr}: {@code {"key": 0}}, {@code {"term": 1}}, {@code {"literal": …, "type": …}},
 * {@code {"call": …, "arguments": […], "type": …}}, {@code {"sum_of": …, "over": [0], "type": …}}, {@code {"grouping": 0}} or
 * {@code {"quantile": "0.5", "interpolated": …, "of": 0, "below": [1], "edges": ["0", "5", "10"], "whole": …, "type": …}}.
 */
final class ExprJson {
    private static final int MAX_DEPTH = 100;
    private static final int MAX_DIGITS = 60;

    private ExprJson() {}

    static JsonNode write(Expr expr) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (expr instanceof Expr.KeyRef key) {
            return json.put("key", key.index());
        }
        if (expr instanceof Expr.TermRef term) {
            return json.put("term", term.index());
        }
        if (expr instanceof Expr.Literal literal) {
            json.set("literal", ValueJson.write(literal.type(), literal.value()));
            return json.put("type", literal.type().toString());
        }
        if (expr instanceof Expr.Grouping grouping) {
            return json.put("grouping", grouping.index());
        }
        if (expr instanceof Expr.Over over) {
            json.set("sum_of", write(over.summed()));
            ArrayNode partition = json.putArray("over");
            over.partition().forEach(partition::add);
            return json.put("type", over.type().toString());
        }
        if (expr instanceof Expr.Quantile quantile) {
            json.put("quantile", quantile.at().toPlainString()).put("interpolated", quantile.interpolated()).put("of", quantile.total());
            quantile.below().forEach(json.putArray("below")::add);
            ArrayNode edges = json.putArray("edges");
            quantile.edges().forEach(edge -> edges.add(edge.toPlainString()));
            return json.put("whole", quantile.whole()).put("type", quantile.type().toString());
        }
        Expr.Call call = (Expr.Call) expr;
        json.put("call", call.function());
        ArrayNode arguments = json.putArray("arguments");
        call.arguments().forEach(argument -> arguments.add(write(argument)));
        return json.put("type", call.type().toString());
    }

    static int index(JsonNode json) {
        if (!json.isInt() || json.intValue() < 0) {
            throw new InvalidFormat("an index is no whole number");
        }
        return json.intValue();
    }

    private static BigDecimal edge(JsonNode json) {
        if (!json.isTextual() || json.textValue().length() > MAX_DIGITS) {
            throw new InvalidFormat("the edge of a bin is no number, written as a text");
        }
        return new BigDecimal(json.textValue());
    }

    static Expr read(JsonNode json) {
        return read(json, 0);
    }

    private static Expr read(JsonNode json, int depth) {
        if (depth > MAX_DEPTH) {
            throw new InvalidFormat("an expression is nested more than " + MAX_DEPTH + " levels deep");
        }
        if (json.has("key")) {
            return new Expr.KeyRef(StrictJson.object(json, "expression", "key").index("key"));
        }
        if (json.has("term")) {
            return new Expr.TermRef(StrictJson.object(json, "expression", "term").index("term"));
        }
        if (json.has("literal")) {
            StrictJson literal = StrictJson.object(json, "expression", "literal", "type");
            return new Expr.Literal(ValueJson.read(literal.type("type"), literal.node("literal")), literal.type("type"));
        }
        if (json.has("grouping")) {
            return new Expr.Grouping(StrictJson.object(json, "expression", "grouping").index("grouping"));
        }
        if (json.has("sum_of")) {
            StrictJson over = StrictJson.object(json, "expression", "sum_of", "over", "type");
            return new Expr.Over(read(over.node("sum_of"), depth + 1), over.list("over", ExprJson::index), over.type("type"));
        }
        if (json.has("quantile")) {
            StrictJson quantile = StrictJson.object(json, "expression", "quantile", "interpolated", "of", "below", "edges", "whole", "type");
            return new Expr.Quantile(new BigDecimal(quantile.text("quantile")), quantile.flag("interpolated"), quantile.index("of"), quantile.list("below", ExprJson::index),
                    quantile.list("edges", ExprJson::edge), quantile.flag("whole"), quantile.type("type"));
        }
        StrictJson call = StrictJson.object(json, "expression", "call", "arguments", "type");
        return new Expr.Call(call.text("call"), call.list("arguments", argument -> read(argument, depth + 1)), call.type("type"));
    }
}
