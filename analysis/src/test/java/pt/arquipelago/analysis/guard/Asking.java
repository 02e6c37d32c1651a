package pt.arquipelago.analysis.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Key;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Output;
import pt.arquipelago.analysis.query.Role;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.analysis.query.ValueType;

/** A question in the making, in canonical form as the gate writes it: conditions, keys and terms over one table. */
record Asking(List<JsonNode> where, List<Key> keys, List<Term> terms) {
    static Asking of(Term... terms) {
        return new Asking(List.of(), List.of(), List.of(terms));
    }

    Asking where(JsonNode... conditions) {
        List<JsonNode> all = new ArrayList<>(where);
        all.addAll(List.of(conditions));
        return new Asking(all, keys, terms);
    }

    Asking by(Key... more) {
        List<Key> all = new ArrayList<>(keys);
        all.addAll(List.of(more));
        return new Asking(where, all, terms);
    }

    AggregateQuery query() {
        ObjectNode source = JsonNodeFactory.instance.objectNode();
        source.putArray("from").addObject().put("table", "visits").put("as", 1);
        ArrayNode conditions = source.putArray("where");
        where.stream().sorted(Nodes.BY_TEXT).forEach(conditions::add);
        List<Output> outputs = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            outputs.add(new Output("t" + i, terms.get(i).finishedType().equals(ValueType.BIGINT) ? ValueType.BIGINT : ValueType.DOUBLE, Role.MEASURE,
                    terms.get(i).kind() == Kind.MOMENTS ? new Expr.Call("stddev-pop", List.of(new Expr.TermRef(i)), ValueType.DOUBLE) : new Expr.TermRef(i)));
        }
        return new AggregateQuery(AggregateQuery.VERSION, source, keys, terms, outputs, Optional.empty(), List.of(), Optional.empty(), 0);
    }

    static JsonNode column(String name) {
        return Nodes.node("column", Nodes.text("1." + name));
    }

    static JsonNode text(String value) {
        return Nodes.node("text", Nodes.text(value));
    }

    static JsonNode number(long value) {
        return Nodes.node("number", Nodes.text(Long.toString(value)));
    }

    static JsonNode date(LocalDate value) {
        return Nodes.node("date", Nodes.text(value.toString()));
    }

    static JsonNode date(int year, int month, int day) {
        return date(LocalDate.of(year, month, day));
    }

    static JsonNode call(String name, JsonNode... operands) {
        return Nodes.node(name, operands);
    }

    static JsonNode eq(JsonNode a, JsonNode b) {
        return Nodes.sorted("eq", a, b);
    }

    static JsonNode le(JsonNode a, JsonNode b) {
        return Nodes.node("le", a, b);
    }

    static JsonNode lt(JsonNode a, JsonNode b) {
        return Nodes.node("lt", a, b);
    }

    static JsonNode not(JsonNode a) {
        return Nodes.node("not", a);
    }

    static JsonNode or(JsonNode... operands) {
        return Nodes.node("or", Arrays.stream(operands).sorted(Nodes.BY_TEXT).toArray(JsonNode[]::new));
    }

    static JsonNode and(JsonNode... operands) {
        return Nodes.node("and", Arrays.stream(operands).sorted(Nodes.BY_TEXT).toArray(JsonNode[]::new));
    }

    static JsonNode in(JsonNode x, JsonNode... values) {
        ArrayNode node = Nodes.node("in", x);
        Arrays.stream(values).sorted(Nodes.BY_TEXT).forEach(node::add);
        return node;
    }

    static JsonNode startsWith(String column, String prefix) {
        return Nodes.node("starts-with", column(column), text(prefix));
    }

    static JsonNode choice(JsonNode... parts) {
        return Nodes.node("case", parts);
    }

    static Key key(String column, ValueType type) {
        return new Key(column, type, column(column), Optional.empty());
    }

    static Key codes(String column, String... codes) {
        return new Key(column, ValueType.STRING, column(column), Optional.of(List.of((Object[]) codes)));
    }

    static Key derived(String name, ValueType type, JsonNode expression) {
        return new Key(name, type, expression, Optional.empty());
    }

    static Term records() {
        return new Term(Kind.RECORDS, Optional.empty(), Optional.empty(), ValueType.BIGINT, true);
    }

    static Term recordsIf(JsonNode condition) {
        return new Term(Kind.RECORDS, Optional.empty(), Optional.of(condition), ValueType.BIGINT, false);
    }

    static Term persons() {
        return new Term(Kind.PERSONS, Optional.empty(), Optional.empty(), ValueType.BIGINT, true);
    }

    static Term personsIf(JsonNode condition) {
        return new Term(Kind.PERSONS, Optional.empty(), Optional.of(condition), ValueType.BIGINT, false);
    }

    static Term sum(String column) {
        return new Term(Kind.SUM, Optional.of(column(column)), Optional.empty(), ValueType.BIGINT, true);
    }

    static Term sumIf(JsonNode argument, JsonNode condition) {
        return new Term(Kind.SUM, Optional.of(argument), Optional.of(condition), ValueType.BIGINT, false);
    }

    static Term moments(String column) {
        return new Term(Kind.MOMENTS, Optional.of(column(column)), Optional.empty(), ValueType.DOUBLE, true);
    }
}
