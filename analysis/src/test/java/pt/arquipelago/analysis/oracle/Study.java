package pt.arquipelago.analysis.oracle;

import static pt.arquipelago.analysis.Questions.call;
import static pt.arquipelago.analysis.Questions.documents;
import static pt.arquipelago.analysis.Questions.key;
import static pt.arquipelago.analysis.Questions.keyOut;
import static pt.arquipelago.analysis.Questions.literal;
import static pt.arquipelago.analysis.Questions.measure;
import static pt.arquipelago.analysis.Questions.moments;
import static pt.arquipelago.analysis.Questions.persons;
import static pt.arquipelago.analysis.Questions.personsWhere;
import static pt.arquipelago.analysis.Questions.records;
import static pt.arquipelago.analysis.Questions.recordsOf;
import static pt.arquipelago.analysis.Questions.recordsWhere;
import static pt.arquipelago.analysis.Questions.sum;
import static pt.arquipelago.analysis.Questions.sumWhere;
import static pt.arquipelago.analysis.Questions.t;
import static pt.arquipelago.analysis.Questions.values;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import pt.arquipelago.analysis.query.Key;
import pt.arquipelago.analysis.query.Output;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.analysis.query.ValueType;

/**
 * The question of the tests, said twice: as the terms and expressions of the code under test, and as plain Java over raw records for the
 * oracle.
 */
final class Study {
    /** A term, and what it means. */
    record Meaning(Term term, Predicate<Dispensing> condition, Function<Dispensing, Object> argument) {}

    /** An output's expression, and what it means: the terms it needs, and its value from theirs ({@code ERROR}: not computable). */
    record Finished(Output output, List<Integer> needs, Function<Map<Integer, Object>, Object> value) {}

    static final Object ERROR = new Object();
    static final ValueType MONEY = ValueType.decimal(20, 2);
    static final Key SEX = key("sex", ValueType.STRING, "F", "M");
    static final Key REGION = key("region", ValueType.BIGINT, 0L, 1L, 2L, 3L);
    static final Key OPEN_REGION = key("region", ValueType.BIGINT);

    private static final Predicate<Dispensing> ALL = record -> true;
    private static final Predicate<Dispensing> FLAG = record -> Boolean.TRUE.equals(record.flag());
    private static final Function<Dispensing, Object> NONE = record -> 1L;

    static final List<Meaning> TERMS = List.of(
            new Meaning(records(), ALL, NONE),
            new Meaning(persons(), ALL, NONE),
            new Meaning(personsWhere("flag"), FLAG, NONE),
            new Meaning(documents("receita"), ALL, Dispensing::receita),
            new Meaning(sum("cost", MONEY), ALL, Dispensing::cost),
            new Meaning(sum("score", ValueType.BIGINT), ALL, Dispensing::score),
            new Meaning(recordsOf("score"), record -> record.score() != null, NONE),
            new Meaning(recordsWhere("flag"), FLAG, NONE),
            new Meaning(values("atc", ValueType.STRING), ALL, Dispensing::atc),
            new Meaning(moments("level"), ALL, Dispensing::level),
            new Meaning(sumWhere("cost", MONEY, "flag"), FLAG, Dispensing::cost),
            new Meaning(sum("level", ValueType.DOUBLE), ALL, Dispensing::level));

    static final List<Finished> MEASURES = List.of(
            plain("n", ValueType.BIGINT, 0),
            plain("persons", ValueType.BIGINT, 1),
            plain("flagged_persons", ValueType.BIGINT, 2),
            plain("documents", ValueType.BIGINT, 3),
            plain("cost", MONEY, 4),
            new Finished(measure("mean_score", ValueType.DOUBLE, call("avg", ValueType.DOUBLE, t(5), t(6))), List.of(5, 6),
                    v -> ((Long) v.get(5)).doubleValue() / (Long) v.get(6)),
            new Finished(measure("flags_per_score", ValueType.DOUBLE, call("divide", ValueType.DOUBLE,
                    call("cast", ValueType.DOUBLE, t(7)), call("cast", ValueType.DOUBLE, t(5)))), List.of(5, 7),
                    v -> (Long) v.get(5) == 0 ? ERROR : (Object) ((Long) v.get(7) / (double) (Long) v.get(5))),
            plain("codes", ValueType.BIGINT, 8),
            new Finished(measure("sd", ValueType.DOUBLE, call("stddev-samp", ValueType.DOUBLE, t(9))), List.of(9), v -> v.get(9)),
            new Finished(measure("cost_if_many", MONEY, call("case", MONEY,
                    call("gt", ValueType.BOOLEAN, t(1), literal(5L, ValueType.BIGINT)), t(10))), List.of(1, 10),
                    v -> (Long) v.get(1) > 5 ? v.get(10) : null),
            new Finished(measure("mean_cost", ValueType.decimal(14, 6), call("avg", ValueType.decimal(14, 6), t(4), t(0))), List.of(0, 4),
                    v -> ((BigDecimal) v.get(4)).divide(BigDecimal.valueOf((Long) v.get(0)), 6, RoundingMode.HALF_UP)),
            plain("level", ValueType.DOUBLE, 11));

    private Study() {}

    private static Finished plain(String name, ValueType type, int term) {
        return new Finished(measure(name, type, t(term)), List.of(term), v -> v.get(term));
    }

    static List<Term> terms() {
        return TERMS.stream().map(Meaning::term).toList();
    }

    static List<Output> outputs(Key region) {
        List<Output> outputs = new java.util.ArrayList<>(List.of(keyOut(0, SEX), keyOut(1, region)));
        MEASURES.forEach(measure -> outputs.add(measure.output()));
        return outputs;
    }

    static List<Object> keys(Dispensing record) {
        return Arrays.asList(record.sex(), record.region());
    }

    static boolean isZero(Object argument) {
        return argument instanceof BigDecimal exact ? exact.signum() == 0 : argument instanceof Number n && n.doubleValue() == 0;
    }
}
