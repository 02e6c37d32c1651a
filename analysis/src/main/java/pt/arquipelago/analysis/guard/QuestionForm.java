package pt.arquipelago.analysis.guard;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Digests;
import pt.arquipelago.analysis.query.Key;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.analysis.query.ValueType;

/**
 * The forms of a question's numbers: source, all conditions (WHERE, the keys' values, the term's own) in one conjunction, and what is
 * counted or added. {@code WHERE year(d) = 2024} and the row 2024 of {@code GROUP BY year(d)} are the same.
 */
public final class QuestionForm implements TableForm {
    private final AggregateQuery query;
    private final Data data;
    private final List<Set<JsonNode>> presence;
    private final Conjunction where;
    private final List<List<Number>> numbers = new ArrayList<>();
    private final Map<List<Object>, Conjunction> rows = new HashMap<>();

    /**
     * What the records are.
     *
     * @param state whatever decides what the tables hold: their versions, and filters that a policy obliges to
     * @param personal whether every record of the source is another person's, so that records and persons are the same
     */
    public record Data(JsonNode state, boolean personal) {
        public Data {
            requireNonNull(state, "state is null");
        }
    }

    private record Number(String kind, Optional<JsonNode> argument, List<JsonNode> conditions) {}

    /** @param presence by term, conditions of it that only ask for a value to be there (rules 3.2: they are none) */
    public QuestionForm(AggregateQuery query, Data data, List<Set<JsonNode>> presence) {
        this.query = requireNonNull(query, "query is null");
        this.data = requireNonNull(data, "data is null");
        this.presence = List.copyOf(presence);
        List<JsonNode> conditions = new ArrayList<>();
        query.source().path("where").forEach(conditions::add);
        this.where = Conjunction.of(conditions);
        for (int term = 0; term < query.terms().size(); term++) {
            numbers.add(numbers(query.terms().get(term), this.presence.get(term)));
        }
    }

    @Override
    public int keys() {
        return query.keys().size();
    }

    @Override
    public boolean adds(int term) {
        return query.terms().get(term).kind() != Kind.VALUES;
    }

    /** How many numbers a cell of a term is made of. */
    public int parts(int term) {
        return numbers.get(term).size();
    }

    @Override
    public String form(int term, int part, List<Integer> keys, List<Object> values) {
        Number number = numbers.get(term).get(part);
        Conjunction row = rows.computeIfAbsent(List.of(keys, java.util.Arrays.asList(values.toArray())), each -> where.and(equalities(keys, values)));
        ObjectNode form = JsonNodeFactory.instance.objectNode();
        form.set("data", data.state());
        form.set("from", query.source().path("from"));
        form.put("kind", data.personal() && number.kind().equals("RECORDS") ? "PERSONS" : number.kind());
        number.argument().ifPresent(argument -> form.set("argument", argument));
        ArrayNode conditions = form.putArray("where");
        Set<JsonNode> implied = number.argument().map(QuestionForm::present).orElse(Set.of());
        row.and(number.conditions()).form().stream().filter(condition -> !(Nodes.is(condition, "is-not-null") && implied.contains(condition.get(1)))).forEach(conditions::add);
        return Digests.of(form);
    }

    @Override
    public Optional<Set<Object>> closed(int index) {
        Key key = query.keys().get(index);
        JsonNode expression = key.expression();
        if (key.codes().isPresent()) {
            return Optional.of(nullable(new LinkedHashSet<>(key.codes().get()), expression));
        } else if (Nodes.is(expression, "case")) {
            return Branches.values(expression).flatMap(values -> values(key.type(), values));
        } else if (Nodes.is(expression, "is-null") || Nodes.is(expression, "is-not-null")) {
            return Optional.of(Set.of(true, false));
        } else if (expression.size() == 2) {
            JsonNode date = expression.get(1);
            return Calendar.values(expression, where.span(date)).map(values -> nullable(new LinkedHashSet<>(values), where.excludesNull(date) ? date : expression));
        }
        return Optional.empty();
    }

    private Set<Object> nullable(Set<Object> values, JsonNode expression) {
        if (!where.excludesNull(expression)) {
            values.add(null);
        }
        return values;
    }

    private static Optional<Set<Object>> values(ValueType type, Set<JsonNode> literals) {
        Set<Object> values = new LinkedHashSet<>();
        for (JsonNode literal : literals) {
            Optional<Object> value = value(type, literal);
            if (value.isEmpty() && !literal.equals(Nodes.NULL)) {
                return Optional.empty();
            }
            values.add(value.orElse(null));
        }
        return Optional.of(values);
    }

    private static Optional<Object> value(ValueType type, JsonNode literal) {
        if (Nodes.is(literal, "text") && type.equals(ValueType.STRING)) {
            return Optional.of(literal.get(1).textValue());
        } else if (Nodes.is(literal, "number") && (type.equals(ValueType.BIGINT) || type.equals(ValueType.INT)) && literal.get(1).textValue().matches("-?\\d{1,18}")) {
            return Optional.of(Long.parseLong(literal.get(1).textValue()));
        }
        return literal.equals(Nodes.TRUE) ? Optional.of(true) : literal.equals(Nodes.FALSE) ? Optional.of(false) : Optional.empty();
    }

    private List<JsonNode> equalities(List<Integer> keys, List<Object> values) {
        List<JsonNode> equalities = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            Key key = query.keys().get(keys.get(i));
            equalities.add(Nodes.sorted("eq", key.expression(), Nodes.literal(key.type(), values.get(i))));
        }
        return equalities;
    }

    /**
     * Whether the number of values of MOMENTS is, to the guard, the number of records: where a missing value is no condition.
     *
     * @param presence as of the constructor
     */
    public static boolean countsMissing(Term moments, Set<JsonNode> presence) {
        return presence.contains(Nodes.node("is-not-null", bare(moments.argument().orElseThrow())));
    }

    private static List<Number> numbers(Term term, Set<JsonNode> presence) {
        List<JsonNode> conditions = new ArrayList<>();
        term.condition().ifPresent(condition -> (Nodes.is(condition, "and") ? Nodes.operands(condition) : List.of(condition)).stream()
                .filter(part -> !presence.contains(part)).forEach(conditions::add));
        if (term.kind() != Kind.MOMENTS) {
            return List.of(new Number(term.kind().name(), term.argument().map(QuestionForm::bare), conditions));
        }
        JsonNode argument = bare(term.argument().orElseThrow());
        List<JsonNode> counted = new ArrayList<>(conditions);
        if (!countsMissing(term, presence)) {
            counted.add(Nodes.node("is-not-null", argument));
        }
        return List.of(new Number("RECORDS", Optional.empty(), counted), new Number("SUM", Optional.of(argument), conditions),
                new Number("SQUARES", Optional.of(argument), conditions));
    }

    /** A number and the same as DOUBLE are contributed alike. */
    private static JsonNode bare(JsonNode argument) {
        return Nodes.is(argument, "cast") && argument.size() == 3 && argument.get(2).asText().equals("DOUBLE") ? argument.get(1) : argument;
    }

    /** What is there wherever an argument is: arithmetic with a NULL is NULL. */
    private static Set<JsonNode> present(JsonNode argument) {
        Set<JsonNode> present = new TreeSet<>(Nodes.BY_TEXT);
        present.add(argument);
        if (Nodes.is(argument, "multiply") || Nodes.is(argument, "divide") || Nodes.is(argument, "subtract") || Nodes.is(argument, "date-diff")) {
            Nodes.operands(argument).stream().filter(each -> each.isArray() && !Nodes.isLiteral(each)).forEach(each -> present.addAll(present(each)));
        }
        return present;
    }
}
