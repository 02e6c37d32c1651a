package pt.arquipelago.analysis.guard;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Term;

/**
 * Which earlier rows the rows of a question meet, by the forms of the questions alone: the same numbers, and numbers that differ from them
 * in one condition. No record is looked at and nothing depends on what was suppressed, so that everybody who knows the questions knows
 * this as well.
 */
public final class Encounters {
    /** More rows than this are not worked out before a question is asked. */
    private static final int MOST_ROWS = 500;
    private static final int MOST_OF_ONE = 3;

    private final List<Taken> earlier = new ArrayList<>();
    /** Where in that list numbers are that become this one if at most one of their conditions is taken away. */
    private final Map<QuestionForm.Taken, List<Integer>> around = new HashMap<>();
    private final List<Asked> questions;

    /**
     * A question that was answered.
     *
     * @param id by which people know it
     * @param rows keys of its rows
     */
    public record Asked(String id, AggregateQuery query, List<List<Object>> rows) {
        public Asked {
            requireNonNull(id, "id is null");
            requireNonNull(query, "query is null");
            rows = List.copyOf(rows);
        }
    }

    /**
     * @param row keys of the new row
     * @param term of the new question
     * @param question id of the earlier one
     * @param of keys of its row
     * @param same whether both are the same number, but for missing values; else one condition is another
     */
    public record Encounter(List<Object> row, int term, String question, List<Object> of, boolean same) {}

    private record Taken(String question, List<Object> row, QuestionForm.Taken number) {}

    /** @param questions the latest first */
    public Encounters(List<Asked> questions) {
        this.questions = List.copyOf(questions);
        for (Asked asked : questions) {
            QuestionForm form = form(asked.query());
            for (List<Object> row : asked.rows()) {
                for (int term = 0; term < asked.query().terms().size(); term++) {
                    for (int part = 0; part < form.parts(term); part++) {
                        enter(new Taken(asked.id(), row, form.taken(term, part, row)));
                    }
                }
            }
        }
    }

    private void enter(Taken taken) {
        earlier.add(taken);
        around(taken.number()).forEach(number -> around.computeIfAbsent(number, none -> new ArrayList<>()).add(earlier.size() - 1));
    }

    /** A number, and those that it is without one of its conditions: two that are at most one condition apart share one of these. */
    private static Stream<QuestionForm.Taken> around(QuestionForm.Taken number) {
        return Stream.concat(Stream.of(number), number.conditions().stream().map(condition -> {
            Set<JsonNode> others = new HashSet<>(number.conditions());
            others.remove(condition);
            return new QuestionForm.Taken(number.head(), others);
        }));
    }

    /** Earlier numbers that are this one or at most one condition apart, in their order. */
    private List<Taken> near(QuestionForm.Taken number) {
        return around(number).flatMap(each -> around.getOrDefault(each, List.of()).stream()).distinct().sorted().map(earlier::get).toList();
    }

    /** Of a question that was not asked yet: of those rows that its form, or an earlier question with the same keys, tells. */
    public List<Encounter> of(AggregateQuery query) {
        QuestionForm form = form(query);
        List<Encounter> found = new ArrayList<>();
        for (List<Object> row : rows(query, form)) {
            for (int term = 0; term < query.terms().size(); term++) {
                found.addAll(of(form, row, term));
            }
        }
        return found;
    }

    /** Of one term of a row: where its numbers left already, or else those that come nearest, at most three. */
    public List<Encounter> of(AggregateQuery query, List<Object> row, int term) {
        return of(form(query), row, term);
    }

    private List<Encounter> of(QuestionForm form, List<Object> row, int term) {
        Optional<Encounter> same = Optional.empty();
        List<Encounter> near = new ArrayList<>();
        boolean all = true;
        for (int part = 0; part < form.parts(term); part++) {
            QuestionForm.Taken number = form.taken(term, part, row);
            List<Taken> nearest = near(number);
            Optional<Taken> left = nearest.stream().filter(other -> number.equals(other.number())).findFirst();
            all &= left.isPresent();
            same = same.or(() -> left.map(other -> new Encounter(row, term, other.question(), other.row(), true)));
            nearest.stream().filter(other -> !number.equals(other.number())).map(other -> new Encounter(row, term, other.question(), other.row(), false)).forEach(near::add);
        }
        return all ? same.stream().toList() : near.stream().distinct().limit(MOST_OF_ONE).toList();
    }

    private List<List<Object>> rows(AggregateQuery query, QuestionForm form) {
        List<List<Object>> rows = List.of(List.of());
        for (int key = 0; key < form.keys(); key++) {
            Set<Object> values = form.closed(key).orElse(values(query.keys().get(key).expression()));
            if ((long) rows.size() * values.size() > MOST_ROWS) {
                return List.of();
            }
            rows = rows.stream().flatMap(row -> values.stream().map(value -> with(row, value))).toList();
        }
        return rows;
    }

    private Set<Object> values(JsonNode key) {
        Set<Object> values = new LinkedHashSet<>();
        for (Asked asked : questions) {
            for (int i = 0; i < asked.query().keys().size(); i++) {
                int at = i;
                if (asked.query().keys().get(at).expression().equals(key)) {
                    asked.rows().forEach(row -> values.add(row.get(at)));
                }
            }
        }
        return values;
    }

    /** A key may be NULL. */
    private static List<Object> with(List<Object> row, Object value) {
        Object[] longer = Arrays.copyOf(row.toArray(), row.size() + 1);
        longer[row.size()] = value;
        return Arrays.asList(longer);
    }

    /** Questions of one permit read one lake version; that a value is there is no condition of a term. */
    private static QuestionForm form(AggregateQuery query) {
        return new QuestionForm(query, new QuestionForm.Data(JsonNodeFactory.instance.nullNode(), false, Set.of()), query.terms().stream().map(Encounters::presence).toList());
    }

    private static Set<JsonNode> presence(Term term) {
        Optional<JsonNode> condition = term.condition();
        return condition.map(c -> Nodes.is(c, "and") ? Nodes.operands(c) : List.of(c)).orElse(List.of()).stream()
                .filter(part -> Nodes.is(part, "is-not-null")).collect(Collectors.toSet());
    }
}
