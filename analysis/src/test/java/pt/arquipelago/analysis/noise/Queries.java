package pt.arquipelago.analysis.noise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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

/** Questions made by hand, by one key. */
final class Queries {
    private Queries() {}

    /** By a text key, of an open list unless codes are given. */
    static AggregateQuery by(List<Object> codes, Kind... kinds) {
        return query(List.of(new Key("k", ValueType.STRING, name("k"), codes.isEmpty() ? Optional.empty() : Optional.of(codes))), kinds);
    }

    static AggregateQuery total(Kind... kinds) {
        return query(List.of(), kinds);
    }

    static Term term(Kind kind) {
        ValueType type = kind == Kind.MOMENTS ? ValueType.DOUBLE : kind == Kind.VALUES ? ValueType.STRING : ValueType.BIGINT;
        return new Term(kind, kind.hasArgument() ? Optional.of(name("x")) : Optional.empty(), Optional.empty(), type, true);
    }

    private static AggregateQuery query(List<Key> keys, Kind... kinds) {
        List<Term> terms = Arrays.stream(kinds).map(Queries::term).toList();
        List<Output> outputs = new ArrayList<>();
        for (Key key : keys) {
            outputs.add(new Output(key.name(), key.type(), Role.KEY, new Expr.KeyRef(0)));
        }
        for (int i = 0; i < terms.size(); i++) {
            Expr ref = new Expr.TermRef(i);
            Expr expr = kinds[i] == Kind.MOMENTS ? new Expr.Call("stddev-samp", List.of(ref), ValueType.DOUBLE) : ref;
            outputs.add(new Output("t" + i, terms.get(i).finishedType(), Role.MEASURE, expr));
        }
        return new AggregateQuery(AggregateQuery.VERSION, JsonNodeFactory.instance.objectNode(), keys, terms, outputs, Optional.empty(), List.of(), Optional.empty(), 0);
    }

    private static JsonNode name(String column) {
        return JsonNodeFactory.instance.arrayNode().add("column").add("0." + column);
    }
}
