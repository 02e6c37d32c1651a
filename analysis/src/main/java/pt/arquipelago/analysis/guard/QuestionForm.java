package pt.arquipelago.analysis.guard;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
     * @param required columns that have a value in every record, by declaration
     */
    public record Data(JsonNode state, boolean personal, Set<JsonNode> required) {
        public Data {
            requireNonNull(state, "state is null");
            required = Set.copyOf(required);
        }
    }

    /** @param present conditions beside that only ask for a value to be there */
    private record Number(String kind, Optional<JsonNode> argument, List<JsonNode> conditions, List<JsonNode> present) {}

    /** @param presence by term, conditions of it that only ask for a value to be there (rules 3.2: they are none) */
    public QuestionForm(AggregateQuery query, Data data, List<Set<JsonNode>> presence) {
        this.query = requireNonNull(query, "query is null");
        this.data = requireNonNull(data, "data is null");
        this.presence = List.copyOf(presence);
        List<JsonNode> conditions = new ArrayList<>();
        query.source().path("where").forEach(conditions::add);
        data.required().forEach(column -> conditions.add(Nodes.node("is-not-null", column)));
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
    public NumberForm form(int term, int part, List<Integer> keys, List<Object> values) {
        Number number = numbers.get(term).get(part);
        Conjunction row = rows.computeIfAbsent(List.of(keys, java.util.Arrays.asList(values.toArray())), each -> where.and(equalities(keys, values))).and(number.conditions());
        String whole = form(number, row);
        return new NumberForm(kind(number), whole, number.present().isEmpty() ? whole : form(number, row.and(number.present())));
    }

    private String form(Number number, Conjunction row) {
        ObjectNode form = head(number);
        ArrayNode conditions = form.putArray("where");
        conditions(number, row).forEach(conditions::add);
        return Digests.of(form);
    }

    private ObjectNode head(Number number) {
        ObjectNode head = JsonNodeFactory.instance.objectNode();
        head.set("data", data.state());
        head.set("from", query.source().path("from"));
        head.put("kind", counted(number));
        number.argument().ifPresent(argument -> head.set("argument", argument));
        return head;
    }

    private String counted(Number number) {
        return data.personal() && number.kind().equals("RECORDS") ? "PERSONS" : number.kind();
    }

    /** Of expressions there are as many as anybody likes over the same amounts: they are one kind. So is a column, whatever its table is called. */
    private String kind(Number number) {
        return counted(number) + number.argument().map(argument -> Nodes.is(argument, "column") ? argument.get(1).textValue().replaceFirst("^\\d+\\.", " ") : " of an expression").orElse("");
    }

    private List<JsonNode> conditions(Number number, Conjunction row) {
        Set<JsonNode> implied = new HashSet<>(data.required());
        number.argument().map(QuestionForm::present).ifPresent(implied::addAll);
        return row.form().stream().filter(condition -> !(Nodes.is(condition, "is-not-null") && implied.contains(condition.get(1)))).toList();
    }

    /** A number seen whole, before it is one text: what is counted or added, and the conditions on the records. */
    record Taken(JsonNode head, Set<JsonNode> conditions) {}

    Taken taken(int term, int part, List<Object> values) {
        Number number = numbers.get(term).get(part);
        List<Integer> all = java.util.stream.IntStream.range(0, keys()).boxed().toList();
        return new Taken(head(number), new HashSet<>(conditions(number, where.and(equalities(all, values)).and(number.conditions()))));
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
        List<JsonNode> present = new ArrayList<>();
        term.condition().ifPresent(condition -> (Nodes.is(condition, "and") ? Nodes.operands(condition) : List.of(condition))
                .forEach(part -> (presence.contains(part) ? present : conditions).add(part)));
        if (term.kind() != Kind.MOMENTS) {
            return List.of(new Number(term.kind().name(), term.argument().map(QuestionForm::bare), conditions, present));
        }
        JsonNode argument = bare(term.argument().orElseThrow());
        List<JsonNode> counted = new ArrayList<>(conditions);
        List<JsonNode> there = new ArrayList<>(present);
        (countsMissing(term, presence) ? there : counted).add(Nodes.node("is-not-null", argument));
        return List.of(new Number("RECORDS", Optional.empty(), counted, there), new Number("SUM", Optional.of(argument), conditions, present),
                new Number("SQUARES", Optional.of(argument), conditions, present));
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
