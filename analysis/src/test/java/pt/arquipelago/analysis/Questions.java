package pt.arquipelago.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Expr.Call;
import pt.arquipelago.analysis.query.Expr.KeyRef;
import pt.arquipelago.analysis.query.Expr.Literal;
import pt.arquipelago.analysis.query.Expr.TermRef;
import pt.arquipelago.analysis.query.Key;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Ordering;
import pt.arquipelago.analysis.query.Output;
import pt.arquipelago.analysis.query.Role;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.analysis.query.ValueType;

/** Short words for building queries in tests. Canonical forms are plain texts here; the gate writes richer ones. */
public final class Questions {
    private Questions() {}

    public static JsonNode form(String text) {
        return JsonNodeFactory.instance.objectNode().put("column", text);
    }

    public static Key key(String name, ValueType type) {
        return new Key(name, type, form(name), Optional.empty());
    }

    public static Key key(String name, ValueType type, Object... codes) {
        return new Key(name, type, form(name), Optional.of(List.of(codes)));
    }

    public static Term records() {
        return new Term(Kind.RECORDS, Optional.empty(), Optional.empty(), ValueType.BIGINT, true);
    }

    public static Term recordsWhere(String condition) {
        return new Term(Kind.RECORDS, Optional.empty(), Optional.of(form(condition)), ValueType.BIGINT, false);
    }

    /** count(x): its condition only says that x is not NULL. */
    public static Term recordsOf(String column) {
        return new Term(Kind.RECORDS, Optional.empty(), Optional.of(form(column + " IS NOT NULL")), ValueType.BIGINT, true);
    }

    public static Term persons() {
        return new Term(Kind.PERSONS, Optional.empty(), Optional.empty(), ValueType.BIGINT, true);
    }

    public static Term personsWhere(String condition) {
        return new Term(Kind.PERSONS, Optional.empty(), Optional.of(form(condition)), ValueType.BIGINT, false);
    }

    public static Term documents(String column) {
        return new Term(Kind.DOCUMENTS, Optional.of(form(column)), Optional.empty(), ValueType.BIGINT, true);
    }

    public static Term sum(String column, ValueType type) {
        return new Term(Kind.SUM, Optional.of(form(column)), Optional.empty(), type, true);
    }

    public static Term sumWhere(String column, ValueType type, String condition) {
        return new Term(Kind.SUM, Optional.of(form(column)), Optional.of(form(condition)), type, false);
    }

    public static Term values(String column, ValueType type) {
        return new Term(Kind.VALUES, Optional.of(form(column)), Optional.empty(), type, true);
    }

    public static Term moments(String column) {
        return new Term(Kind.MOMENTS, Optional.of(form(column)), Optional.empty(), ValueType.DOUBLE, true);
    }

    public static Expr k(int index) {
        return new KeyRef(index);
    }

    public static Expr t(int index) {
        return new TermRef(index);
    }

    public static Expr call(String function, ValueType type, Expr... arguments) {
        return new Call(function, List.of(arguments), type);
    }

    public static Expr literal(Object value, ValueType type) {
        return new Literal(value, type);
    }

    public static Output keyOut(int index, Key key) {
        return new Output(key.name(), key.type(), Role.KEY, new KeyRef(index));
    }

    public static Output measure(String name, ValueType type, Expr expr) {
        return new Output(name, type, Role.MEASURE, expr);
    }

    public static AggregateQuery query(List<Key> keys, List<Term> terms, List<Output> outputs) {
        return query(keys, terms, outputs, Optional.empty(), List.of(), Optional.empty());
    }

    public static AggregateQuery query(List<Key> keys, List<Term> terms, List<Output> outputs, Optional<Expr> having,
            List<Ordering> orderBy, Optional<Long> limit) {
        return new AggregateQuery(AggregateQuery.VERSION, form("dem"), keys, terms, outputs, having, orderBy, limit, 0);
    }
}
