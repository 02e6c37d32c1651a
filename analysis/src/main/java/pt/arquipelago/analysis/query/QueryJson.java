package pt.arquipelago.analysis.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import pt.arquipelago.analysis.InvalidFormat;

/** The JSON form of an {@link AggregateQuery}: {@code docs/schemas/aggregate-query.schema.json}. */
final class QueryJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private QueryJson() {}

    static ObjectNode write(AggregateQuery query) {
        ObjectNode json = JSON.objectNode();
        json.put("version", query.version());
        json.set("source", query.source());
        json.set("keys", array(query.keys(), QueryJson::write));
        json.set("terms", array(query.terms(), QueryJson::write));
        json.set("outputs", array(query.outputs(), QueryJson::write));
        query.having().ifPresent(having -> json.set("having", ExprJson.write(having)));
        json.set("order_by", array(query.orderBy(), QueryJson::write));
        query.limit().ifPresent(limit -> json.put("limit", limit));
        json.put("offset", query.offset());
        query.groupings().ifPresent(groupings -> json.putObject("groupings").put("keys_by_person", groupings.keysByPerson())
                .set("sets", array(groupings.sets(), set -> array(set, JSON::numberNode))));
        return json;
    }

    private static <T> ArrayNode array(List<T> elements, Function<? super T, ? extends JsonNode> form) {
        ArrayNode array = JSON.arrayNode();
        elements.forEach(element -> array.add(form.apply(element)));
        return array;
    }

    private static JsonNode write(Key key) {
        ObjectNode json = JSON.objectNode();
        json.put("name", key.name()).put("type", key.type().toString()).set("expression", key.expression());
        key.codes().ifPresent(codes -> json.set("codes", array(codes, code -> ValueJson.write(key.type(), code))));
        return json;
    }

    private static JsonNode write(Term term) {
        ObjectNode json = JSON.objectNode();
        json.put("kind", label(term.kind()));
        term.argument().ifPresent(argument -> json.set("argument", argument));
        term.condition().ifPresent(condition -> json.set("condition", condition));
        return json.put("type", term.type().toString()).put("rest_empty", term.restEmpty());
    }

    private static JsonNode write(Output output) {
        ObjectNode json = JSON.objectNode();
        json.put("name", output.name()).put("type", output.type().toString()).put("role", label(output.role()));
        json.set("expression", ExprJson.write(output.expr()));
        return json;
    }

    private static JsonNode write(Ordering ordering) {
        ObjectNode json = JSON.objectNode();
        json.set("expression", ExprJson.write(ordering.expr()));
        return json.put("ascending", ordering.ascending()).put("nulls_first", ordering.nullsFirst());
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static AggregateQuery read(JsonNode json) {
        try {
            return readQuery(json);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new InvalidFormat("not an aggregate query: " + e.getMessage(), e);
        }
    }

    private static AggregateQuery readQuery(JsonNode json) {
        StrictJson query = StrictJson.object(json, "query", "version", "source", "keys", "terms", "outputs", "having", "order_by", "limit", "offset", "groupings");
        if (query.integer("version") != AggregateQuery.VERSION) {
            throw new InvalidFormat("the query is not of version " + AggregateQuery.VERSION);
        }
        return new AggregateQuery(AggregateQuery.VERSION, query.node("source"),
                query.list("keys", QueryJson::readKey),
                query.list("terms", QueryJson::readTerm),
                query.list("outputs", QueryJson::readOutput),
                query.optional("having").map(ExprJson::read),
                query.list("order_by", QueryJson::readOrdering),
                query.has("limit") ? Optional.of(query.integer("limit")) : Optional.empty(),
                query.integer("offset"), query.optional("groupings").map(QueryJson::readGroupings));
    }

    private static Groupings readGroupings(JsonNode json) {
        StrictJson groupings = StrictJson.object(json, "groupings", "sets", "keys_by_person");
        return new Groupings(groupings.list("sets", set -> {
            List<Integer> keys = new ArrayList<>();
            set.forEach(key -> keys.add(ExprJson.index(key)));
            return keys;
        }), groupings.flag("keys_by_person"));
    }

    private static Key readKey(JsonNode json) {
        StrictJson key = StrictJson.object(json, "key", "name", "type", "expression", "codes");
        ValueType type = key.type("type");
        Optional<List<Object>> codes = Optional.empty();
        if (key.has("codes")) {
            codes = Optional.of(new ArrayList<>(key.list("codes", code -> ValueJson.read(type, code))));
        }
        return new Key(key.text("name"), type, key.node("expression"), codes);
    }

    private static Term readTerm(JsonNode json) {
        StrictJson term = StrictJson.object(json, "term", "kind", "argument", "condition", "type", "rest_empty");
        return new Term(term.name("kind", Kind.values()), term.optional("argument"), term.optional("condition"),
                term.type("type"), term.flag("rest_empty"));
    }

    private static Output readOutput(JsonNode json) {
        StrictJson output = StrictJson.object(json, "output", "name", "type", "role", "expression");
        return new Output(output.text("name"), output.type("type"), output.name("role", Role.values()),
                ExprJson.read(output.node("expression")));
    }

    private static Ordering readOrdering(JsonNode json) {
        StrictJson ordering = StrictJson.object(json, "ordering", "expression", "ascending", "nulls_first");
        return new Ordering(ExprJson.read(ordering.node("expression")), ordering.flag("ascending"), ordering.flag("nulls_first"));
    }
}
