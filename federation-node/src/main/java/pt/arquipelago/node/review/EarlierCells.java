package pt.arquipelago.node.review;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pt.arquipelago.analysis.guard.GuardedValue;
import pt.arquipelago.analysis.guard.NumberForm;
import pt.arquipelago.analysis.guard.QuestionForm;
import pt.arquipelago.analysis.partial.ArrowPartials;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.partial.PartialRow;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.node.disclosure.AnswerForm;
import pt.arquipelago.node.history.Reviews.Answer;

/** What left, told by the forms of its numbers: which row of which answer. */
final class EarlierCells {
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, String> sums = new HashMap<>();

    /** @param value of a cell that is one number */
    private record Place(String answer, CellSight.EarlierCell cell, Optional<BigDecimal> value) {}

    /** Of several answers that have a number the first is told. */
    EarlierCells(List<Answer> answers) {
        for (Answer answer : answers) {
            String name = answer.permit() + "/" + answer.position();
            answer.described().ifPresent(bytes -> enter(name, AnswerForm.of(bytes), answer.body()));
            for (GuardedValue value : answer.numbers()) {
                sums.putIfAbsent(value.form().whole(), name);
                sums.putIfAbsent(value.form().exact(), name);
            }
        }
    }

    private void enter(String name, AnswerForm answer, byte[] body) {
        QuestionForm form = answer.form();
        List<Integer> all = IntStream.range(0, form.keys()).boxed().toList();
        for (PartialRow row : ArrowPartials.read(body, answer.query()).rows()) {
            for (int term = 0; term < row.cells().size(); term++) {
                if (row.cells().get(term) instanceof PartialCell.Released released) {
                    Place place = new Place(name, new CellSight.EarlierCell(answer.sql(), named(answer.query(), row.keys()), columns(answer.query(), term), String.valueOf(released.value())),
                            number(released));
                    for (int part = 0; part < form.parts(term); part++) {
                        NumberForm number = form.form(term, part, all, row.keys());
                        places.putIfAbsent(number.exact(), place);
                        places.putIfAbsent(number.whole(), place);
                    }
                }
            }
        }
    }

    CellSight.Earlier earlier(String form, int sign) {
        Optional<Place> place = Optional.ofNullable(places.get(form));
        return new CellSight.Earlier(sign, place.map(Place::answer).or(() -> Optional.ofNullable(sums.get(form))), place.map(Place::cell));
    }

    Optional<BigDecimal> value(String form) {
        return Optional.ofNullable(places.get(form)).flatMap(Place::value);
    }

    static Optional<BigDecimal> number(PartialCell.Released cell) {
        return cell.value() instanceof Number number ? Optional.of(new BigDecimal(number.toString())) : Optional.empty();
    }

    static List<CellSight.Named> named(AggregateQuery query, List<Object> keys) {
        List<CellSight.Named> named = new ArrayList<>();
        for (int key = 0; key < keys.size(); key++) {
            named.add(new CellSight.Named(query.keys().get(key).name(), String.valueOf(keys.get(key))));
        }
        return named;
    }

    static String columns(AggregateQuery query, int term) {
        return query.outputs().stream().filter(output -> output.expr().terms().contains(term)).map(output -> output.name()).collect(Collectors.joining(", "));
    }
}
