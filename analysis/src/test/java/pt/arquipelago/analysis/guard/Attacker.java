package pt.arquipelago.analysis.guard;

import static pt.arquipelago.analysis.guard.Asking.and;
import static pt.arquipelago.analysis.guard.Asking.column;
import static pt.arquipelago.analysis.guard.Asking.date;
import static pt.arquipelago.analysis.guard.Asking.derived;
import static pt.arquipelago.analysis.guard.Asking.eq;
import static pt.arquipelago.analysis.guard.Asking.le;
import static pt.arquipelago.analysis.guard.Asking.lt;
import static pt.arquipelago.analysis.guard.Asking.moments;
import static pt.arquipelago.analysis.guard.Asking.not;
import static pt.arquipelago.analysis.guard.Asking.number;
import static pt.arquipelago.analysis.guard.Asking.or;
import static pt.arquipelago.analysis.guard.Asking.persons;
import static pt.arquipelago.analysis.guard.Asking.records;
import static pt.arquipelago.analysis.guard.Asking.recordsIf;
import static pt.arquipelago.analysis.guard.Asking.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import pt.arquipelago.analysis.guard.Platform.Answer;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Moments;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.analysis.query.ValueType;

/**
 * Knows everybody's sex, region and birth year, and wants to know of one person whether she is ill. Each strategy asks and claims, or finds
 * itself without an answer. Claims are counted by the test, which knows the truth.
 */
final class Attacker {
    static final JsonNode ILL = eq(column("ill"), number(1));
    private static final JsonNode LAB = Asking.call("is-not-null", column("lab"));
    private static final JsonNode WOMEN = eq(column("sex"), text("F"));
    private static final JsonNode MEN = eq(column("sex"), text("M"));

    private Platform platform;
    private int asked;
    private int answered;

    Attacker(Platform platform) {
        this.platform = platform;
    }

    /** Whom it asks by now. */
    Platform platform() {
        return platform;
    }

    int asked() {
        return asked;
    }

    int answered() {
        return answered;
    }

    /** By name; each claims that a person is ill, or not, or nothing. */
    Map<String, Supplier<Optional<Boolean>>> strategies(Object[] target) {
        JsonNode her = known(target);
        JsonNode region = eq(column("region"), text((String) target[Visits.REGION]));
        JsonNode sex = eq(column("sex"), text((String) target[Visits.SEX]));
        long born = (Long) target[Visits.BORN];
        Map<String, Supplier<Optional<Boolean>>> all = new LinkedHashMap<>();
        all.put("exclusion of one", () -> claim(minus(n(ILL), n(ILL, not(her)))));
        all.put("exclusion in her region", () -> claim(minus(n(ILL, region), n(ILL, region, not(her)))));
        all.put("exclusion, by records", () -> claim(minus(r(ILL), r(ILL, not(her)))));
        all.put("exclusion, by FILTER", () -> claim(minus(cell(Asking.of(Asking.personsIf(ILL))), cell(Asking.of(Asking.personsIf(and(ILL, not(her))))))));
        all.put("two terms of one question", () -> {
            Answer answer = ask(Asking.of(Asking.personsIf(ILL), Asking.personsIf(and(ILL, not(her)))));
            return claim(minus(value(answer, 0), value(answer, 1)));
        });
        all.put("general tracker", () -> claim(minus(plus(n(ILL, or(her, WOMEN)), n(ILL, or(her, MEN))), n(ILL))));
        all.put("tracker of the others", () -> claim(minus(n(ILL), plus(n(ILL, WOMEN, not(her)), n(ILL, MEN, not(her))))));
        all.put("double tracker", () -> claim(minus(plus(n(ILL, or(her, region)), n(ILL, or(her, not(region)))), plus(n(ILL, region), n(ILL, not(region))))));
        all.put("band edge", () -> claim(minus(n(ILL, region, sex, le(number(born), column("born"))), n(ILL, region, sex, lt(number(born), column("born"))))));
        all.put("bands in three parts", () -> claim(minus(n(ILL, region, sex), plus(n(ILL, region, sex, lt(column("born"), number(born))), n(ILL, region, sex, lt(number(born), column("born")))))));
        all.put("margin less parts", () -> claim(margin(her)));
        all.put("margin less parts of two keys", () -> claim(margins(her, region)));
        all.put("padding by a large group", () -> claim(minus(n(ILL, or(her, eq(column("region"), text(other(target))))), n(ILL, eq(column("region"), text(other(target)))))));
        all.put("sum with weights", () -> claim(minus(cell(Asking.of(weighted())), cell(Asking.of(weighted()).where(not(her))))));
        all.put("mean and deviation", () -> claim(moment(her)));
        all.put("missing amounts", () -> claim(minus(cell(Asking.of(recordsIf(and(ILL, Asking.call("is-not-null", column("cost")))))),
                cell(Asking.of(recordsIf(and(ILL, not(her), Asking.call("is-not-null", column("cost")))))))));
        all.put("cycle of three sets", () -> claim(half(minus(plus(n(ILL, or(her, regions(0, 1))), n(ILL, or(her, regions(2, 3)))), n(ILL, or(regions(0, 1), regions(2, 3)))), her)));
        all.put("cycle of five sets", () -> cycleOfFive(target));
        all.put("row space of all answers", () -> rowSpace(target));
        all.put("averaging of equal questions", () -> {
            Optional<Long> first = minus(n(ILL), n(ILL, not(her)));
            for (int i = 0; i < 3; i++) {
                first = minus(n(ILL), n(ILL, not(her)));
            }
            return claim(first);
        });
        all.put("suppression as an oracle", () -> {
            n(ILL);
            return Optional.of(n(ILL, not(her)).isEmpty());
        });
        all.put("equality of sets as an oracle", () -> {
            Optional<Long> ill = n(ILL, region);
            Optional<Long> other = n(ILL, region, not(her));
            return ill.isPresent() && other.isPresent() ? Optional.of(!ill.equals(other)) : Optional.empty();
        });
        all.put("date moved by one", () -> {
            JsonNode day = date((LocalDate) target[4]);
            return claim(minus(r(ILL, or(not(her), le(column("day"), day))), r(ILL, or(not(her), lt(column("day"), day)))));
        });
        all.put("the same persons with fewer records", () -> claim(minus(r(ILL), r(ILL, not(and(her, eq(column("day"), date((LocalDate) target[4]))))))));
        all.put("values that are there, less the others'", () -> claim(missing(her, Asking.recordsIf(and(ILL, LAB)))));
        all.put("number of a mean, less the others'", () -> {
            Optional<Long> number = spread(ask(Asking.of(moments("lab")).where(ILL))).map(Moments::n);
            return claim(minus(number, r(ILL, LAB, not(her))));
        });
        all.put("persons with a value, then everybody", () -> {
            cell(Asking.of(Asking.personsIf(and(ILL, LAB))));
            Optional<Long> others = n(ILL, not(her));
            return claim(minus(n(ILL), others));
        });
        all.put("another permit after a restart", () -> {
            Optional<Long> ill = n(ILL);
            platform = platform.reopened();
            return claim(minus(ill, n(ILL, not(her))));
        });
        return all;
    }

    /** Asks what would tell in many ways, and takes all of it together. */
    private Optional<Boolean> rowSpace(Object[] target) {
        JsonNode her = known(target);
        JsonNode region = eq(column("region"), text((String) target[Visits.REGION]));
        List<JsonNode> sets = new ArrayList<>(List.of(or(her, WOMEN), or(her, MEN), not(her), region, or(her, region), or(her, not(region)), or(region, WOMEN), or(region, MEN),
                and(region, not(her)), WOMEN, MEN, or(her, regions(0, 1)), or(her, regions(2, 3)), regions(0, 1, 2, 3)));
        long born = (Long) target[Visits.BORN];
        for (long edge = born - 20; edge <= born + 20; edge += 5) {
            sets.add(lt(column("born"), number(edge)));
            sets.add(and(region, lt(column("born"), number(edge))));
            sets.add(or(her, lt(column("born"), number(edge))));
        }
        RowSpace space = new RowSpace();
        List<Object[]> persons = platform.persons();
        for (JsonNode set : sets) {
            n(ILL, set).ifPresent(count -> space.add(members(persons, set), count));
        }
        return space.valueOf(persons.indexOf(target)).map(ill -> ill > 0.5);
    }

    private static boolean[] members(List<Object[]> persons, JsonNode set) {
        Function<Object[], Object> member = new Reading(Visits.COLUMNS).of(set);
        boolean[] members = new boolean[persons.size()];
        for (int i = 0; i < members.length; i++) {
            members[i] = Boolean.TRUE.equals(member.apply(persons.get(i)));
        }
        return members;
    }

    /** Behind those without a value she would not be seen. */
    Optional<Boolean> hiddenByMissing(Object[] target) {
        return claim(missing(known(target), Asking.recordsIf(and(ILL, LAB))));
    }

    private Optional<Long> missing(JsonNode her, Term there) {
        Optional<Long> all = cell(Asking.of(there));
        return minus(all, r(ILL, LAB, not(her)));
    }

    /** Five unions of her and four regions that she does not live in: each beside two others is far from anything, all five are twice her. */
    private Optional<Boolean> cycleOfFive(Object[] target) {
        JsonNode[] sets = new JsonNode[5];
        sets[0] = known(target);
        int found = 1;
        for (int i = 0; found < 5; i++) {
            if (!Visits.REGIONS[i].equals(target[Visits.REGION])) {
                sets[found++] = eq(column("region"), text(Visits.REGIONS[i]));
            }
        }
        Optional<Long> twice = Optional.of(0L);
        for (int i = 0; i < 5; i++) {
            Optional<Long> union = n(ILL, or(sets[i], sets[(i + 1) % 5]));
            twice = i % 2 == 0 ? plus(twice, union) : minus(twice, union);
        }
        return claim(twice);
    }

    private static Term weighted() {
        return new Term(Kind.SUM, Optional.of(Asking.call("multiply", column("born"), column("ill"))), Optional.empty(), ValueType.BIGINT, true);
    }

    static JsonNode known(Object[] person) {
        return and(eq(column("region"), text((String) person[Visits.REGION])), eq(column("sex"), text((String) person[Visits.SEX])), eq(column("born"), number((Long) person[Visits.BORN])));
    }

    private static JsonNode regions(int... which) {
        JsonNode[] values = java.util.Arrays.stream(which).mapToObj(i -> text(Visits.REGIONS[i])).toArray(JsonNode[]::new);
        return Asking.in(column("region"), values);
    }

    private static String other(Object[] target) {
        return target[Visits.REGION].equals("R1") ? "R2" : "R1";
    }

    private Optional<Long> margin(JsonNode her) {
        Optional<Long> total = n(ILL);
        Answer parts = ask(Asking.of(persons()).where(ILL).by(derived("part", ValueType.STRING, Asking.choice(her, text("her"), WOMEN, text("women"), text("men")))));
        return parts.rows().size() == 2 ? minus(total, plus(value(parts, 0, 0), value(parts, 1, 0))) : Optional.empty();
    }

    private Optional<Long> margins(JsonNode her, JsonNode region) {
        Answer whole = ask(Asking.of(persons()).where(ILL).by(Asking.key("sex", ValueType.STRING)));
        Answer parts = ask(Asking.of(persons()).where(ILL).by(Asking.key("sex", ValueType.STRING), derived("part", ValueType.STRING, Asking.choice(her, text("her"), region, text("here"), text("there")))));
        Optional<Long> difference = Optional.of(0L);
        for (Platform.Row row : whole.rows()) {
            difference = plus(difference, Optional.ofNullable((Long) row.cells().get(0)));
        }
        for (Platform.Row row : parts.rows()) {
            difference = minus(difference, Optional.ofNullable((Long) row.cells().get(0)));
        }
        return difference;
    }

    private Optional<Long> moment(JsonNode her) {
        Answer all = ask(Asking.of(moments("cost")).where(ILL));
        Answer less = ask(Asking.of(moments("cost")).where(ILL, not(her)));
        return minus(ones(all), ones(less));
    }

    private static Optional<Long> ones(Answer answer) {
        return spread(answer).map(m -> Math.round(m.n() * m.mean()));
    }

    private static Optional<Moments> spread(Answer answer) {
        return answer.rows().isEmpty() ? Optional.empty() : Optional.ofNullable((Moments) answer.rows().get(0).cells().get(0));
    }

    /** Persons who meet conditions. */
    private Optional<Long> n(JsonNode... conditions) {
        return cell(Asking.of(persons()).where(conditions));
    }

    private Optional<Long> r(JsonNode... conditions) {
        return cell(Asking.of(records()).where(conditions));
    }

    private Optional<Long> cell(Asking asking) {
        return value(ask(asking), 0);
    }

    private Answer ask(Asking asking) {
        asked++;
        Answer answer = platform.ask(asking);
        answered += answer.exact() > 0 ? 1 : 0;
        return answer;
    }

    private static Optional<Long> value(Answer answer, int term) {
        return answer.rows().isEmpty() ? Optional.empty() : value(answer, 0, term);
    }

    private static Optional<Long> value(Answer answer, int row, int term) {
        return Optional.ofNullable((Long) answer.rows().get(row).cells().get(term));
    }

    private static Optional<Long> minus(Optional<Long> a, Optional<Long> b) {
        return a.flatMap(x -> b.map(y -> x - y));
    }

    private static Optional<Long> plus(Optional<Long> a, Optional<Long> b) {
        return a.flatMap(x -> b.map(y -> x + y));
    }

    /** Of sets that overlap in her alone: she is in it twice, unless she lives in one of the regions. */
    private static Optional<Long> half(Optional<Long> twice, JsonNode her) {
        return twice.map(x -> x >= 1 ? 1L : 0L).filter(x -> her != null);
    }

    private static Optional<Boolean> claim(Optional<Long> difference) {
        return difference.map(x -> x > 0);
    }
}
