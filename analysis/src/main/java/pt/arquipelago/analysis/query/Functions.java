package pt.arquipelago.analysis.query;

import static java.util.Map.entry;
import static pt.arquipelago.analysis.query.ValueType.BIGINT;
import static pt.arquipelago.analysis.query.ValueType.BOOLEAN;
import static pt.arquipelago.analysis.query.ValueType.DATE;
import static pt.arquipelago.analysis.query.ValueType.DOUBLE;
import static pt.arquipelago.analysis.query.ValueType.INT;
import static pt.arquipelago.analysis.query.ValueType.STRING;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import pt.arquipelago.analysis.query.ValueType.Base;

/**
 * The closed list of functions above the aggregate, each with the types that it takes and gives, as Spark 4.2 derives them with ANSI
 * on and after its coercions: both sides of an operator are of one type already. Anything else is refused.
 *
 * <pre>
 * add subtract multiply divide integral-divide remainder negate abs
 * eq ne lt le gt ge null-safe-eq in · and or not · is-null is-not-null
 * case(c1, v1, …[, else]) if coalesce nullif greatest least cast
 * round(x[, literal]) floor ceil sqrt ln exp power
 * avg(SUM, RECORDS) · variance-samp variance-pop stddev-samp stddev-pop (of a MOMENTS term)
 * correlation covariance-pop covariance-samp products slope intercept determination (of {@link #takesPairs pairs})
 * concat upper lower substring(text, from[, length]) · year month quarter
 * </pre>
 */
public final class Functions {
    /** Gives the result's type, or nothing if the function does not take such arguments. {@code declared} is the call's own type. */
    private interface Signature {
        Optional<ValueType> result(List<ValueType> arguments, ValueType declared);
    }

    private static final Set<String> OF_MOMENTS = Set.of("variance-samp", "variance-pop", "stddev-samp", "stddev-pop");
    private static final Set<String> OF_PAIRS = Set.of("correlation", "covariance-pop", "covariance-samp", "products", "slope", "intercept", "determination");
    private static final int MAX_DECIMAL_PLACES = 38;
    private static final Signature COMPARISON = (a, t) -> given(a.size() == 2 && comparable(a), BOOLEAN);
    private static final Signature LOGIC = (a, t) -> given(a.size() == 2 && all(a, BOOLEAN), BOOLEAN);
    private static final Signature OF_DOUBLE = (a, t) -> given(a.equals(List.of(DOUBLE)), DOUBLE);
    private static final Signature WHOLE = (a, t) -> a.size() != 1 ? Optional.empty()
            : a.get(0).isDecimal() ? Optional.of(DecimalTypes.whole(a.get(0), 1))
            : given(a.get(0).equals(DOUBLE) || a.get(0).equals(BIGINT), BIGINT);
    private static final Signature SAME_NUMBER = (a, t) -> given(a.size() == 1 && a.get(0).isNumeric(), a);
    private static final Signature EXTREME = (a, t) -> given(a.size() >= 2 && same(a), a);
    private static final Signature TEXT = (a, t) -> given(a.equals(List.of(STRING)), STRING);
    private static final Signature DATE_PART = (a, t) -> given(a.equals(List.of(DATE)), INT);
    private static final Signature NULL_TEST = (a, t) -> given(a.size() == 1, BOOLEAN);
    private static final Signature STATISTIC = (a, t) -> given(a.equals(List.of(DOUBLE)), DOUBLE);

    private static final Signature OF_THREE = (a, t) -> given(a.equals(List.of(DOUBLE, DOUBLE, DOUBLE)), DOUBLE);

    private static final Map<String, Signature> ALL = Map.ofEntries(
            entry("add", arithmetic(DecimalTypes::sum)),
            entry("subtract", arithmetic(DecimalTypes::sum)),
            entry("multiply", arithmetic(DecimalTypes::product)),
            entry("remainder", arithmetic(DecimalTypes::remainder)),
            entry("divide", (a, t) -> a.equals(List.of(DOUBLE, DOUBLE)) ? Optional.of(DOUBLE)
                    : decimals(a, 2) ? Optional.of(DecimalTypes.quotient(a.get(0), a.get(1))) : Optional.empty()),
            entry("integral-divide", (a, t) -> given(a.equals(List.of(BIGINT, BIGINT)) || decimals(a, 2), BIGINT)),
            entry("negate", SAME_NUMBER), entry("abs", SAME_NUMBER),
            entry("eq", COMPARISON), entry("ne", COMPARISON), entry("lt", COMPARISON), entry("le", COMPARISON),
            entry("gt", COMPARISON), entry("ge", COMPARISON), entry("null-safe-eq", COMPARISON),
            entry("in", (a, t) -> given(a.size() >= 2 && comparable(a), BOOLEAN)),
            entry("and", LOGIC), entry("or", LOGIC), entry("not", (a, t) -> given(a.equals(List.of(BOOLEAN)), BOOLEAN)),
            entry("is-null", NULL_TEST), entry("is-not-null", NULL_TEST),
            entry("case", (a, t) -> cases(a)),
            entry("if", (a, t) -> a.size() == 3 ? cases(a) : Optional.empty()),
            entry("coalesce", (a, t) -> given(!a.isEmpty() && same(a), a)),
            entry("nullif", (a, t) -> given(a.size() == 2 && comparable(a), a)),
            entry("greatest", EXTREME), entry("least", EXTREME),
            entry("cast", (a, t) -> given(a.size() == 1 && castable(a.get(0), t), t)),
            entry("round", (a, t) -> given(numberAndPlaces(a), t)),
            entry("floor", WHOLE), entry("ceil", WHOLE),
            entry("sqrt", OF_DOUBLE), entry("ln", OF_DOUBLE), entry("exp", OF_DOUBLE),
            entry("power", (a, t) -> given(a.equals(List.of(DOUBLE, DOUBLE)), DOUBLE)),
            entry("avg", Functions::average),
            entry("variance-samp", STATISTIC), entry("variance-pop", STATISTIC),
            entry("stddev-samp", STATISTIC), entry("stddev-pop", STATISTIC),
            entry("correlation", OF_THREE), entry("covariance-pop", OF_THREE), entry("covariance-samp", OF_THREE), entry("products", OF_THREE),
            entry("slope", OF_THREE), entry("intercept", OF_THREE), entry("determination", OF_THREE),
            entry("concat", (a, t) -> given(!a.isEmpty() && all(a, STRING), STRING)),
            entry("upper", TEXT), entry("lower", TEXT),
            entry("substring", (a, t) -> given(a.equals(List.of(STRING, INT)) || a.equals(List.of(STRING, INT, INT)), STRING)),
            entry("year", DATE_PART), entry("month", DATE_PART), entry("quarter", DATE_PART));

    private Functions() {}

    /** The names of all functions, sorted. */
    public static Set<String> names() {
        return new TreeSet<>(ALL.keySet());
    }

    /** Whether this function's one argument is a MOMENTS term, which stands nowhere else. */
    static boolean takesMoments(String function) {
        return OF_MOMENTS.contains(function);
    }

    /**
     * Whether this function is of pairs of values: it takes the MOMENTS of x, those of y and the SUM of x · y, all three under one
     * condition, that both are there.
     */
    static boolean takesPairs(String function) {
        return OF_PAIRS.contains(function);
    }

    /** @throws IllegalArgumentException if the function is not in the list, or the call's type is not what Spark gives for its arguments */
    static void check(Expr.Call call, List<ValueType> arguments) {
        Signature signature = ALL.get(call.function());
        if (signature == null) {
            throw new IllegalArgumentException("no such function: " + call.function());
        }
        Optional<ValueType> result = call.function().equals("round")
                ? signature.result(arguments, call.type()).flatMap(number -> rounded(call, arguments.get(0)))
                : signature.result(arguments, call.type());
        if (!result.equals(Optional.of(call.type()))) {
            throw new IllegalArgumentException("%s of %s is %s, not %s".formatted(call.function(), arguments,
                    result.map(ValueType::toString).orElse("undefined"), call.type()));
        }
    }

    /** The places of a rounding are a constant, since a decimal's type depends on them. */
    private static Optional<ValueType> rounded(Expr.Call call, ValueType number) {
        Object places = call.arguments().size() == 1 ? (Object) 0L
                : call.arguments().get(1) instanceof Expr.Literal literal ? literal.value() : null;
        if (!(places instanceof Long n) || Math.abs(n) > MAX_DECIMAL_PLACES) {
            return Optional.empty();
        }
        return Optional.of(number.isDecimal() ? DecimalTypes.rounded(number, n.intValue()) : number);
    }

    private static boolean numberAndPlaces(List<ValueType> a) {
        return !a.isEmpty() && a.get(0).isNumeric() && (a.size() == 1 || a.size() == 2 && a.get(1).equals(INT));
    }

    private interface DecimalRule {
        ValueType of(ValueType a, ValueType b);
    }

    private static Signature arithmetic(DecimalRule rule) {
        return (a, t) -> decimals(a, 2) ? Optional.of(rule.of(a.get(0), a.get(1)))
                : given(a.size() == 2 && same(a) && a.get(0).isNumeric(), a);
    }

    private static Optional<ValueType> cases(List<ValueType> a) {
        if (a.size() < 2) {
            return Optional.empty();
        }
        List<ValueType> values = new java.util.ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            boolean isElse = i == a.size() - 1 && a.size() % 2 == 1;
            if (isElse || i % 2 == 1) {
                values.add(a.get(i));
            } else if (!a.get(i).equals(BOOLEAN)) {
                return Optional.empty();
            }
        }
        return given(same(values), values);
    }

    /** Spark sums DECIMAL(p,s) in DECIMAL(p+10,s) and averages it in DECIMAL(p+4,s+4), each cut at 38; p is not seen in a sum of 38. */
    private static Optional<ValueType> average(List<ValueType> a, ValueType declared) {
        if (a.size() != 2 || !a.get(1).equals(BIGINT)) {
            return Optional.empty();
        }
        ValueType sum = a.get(0);
        if (!sum.isDecimal()) {
            return given(sum.equals(BIGINT) || sum.equals(DOUBLE), DOUBLE);
        }
        int max = ValueType.MAX_PRECISION;
        int scale = Math.min(sum.scale() + 4, max);
        boolean fits = declared.isDecimal() && declared.scale() == scale
                && (sum.precision() < max ? declared.precision() == sum.precision() - 6 : declared.precision() >= 32);
        return given(fits, declared);
    }

    private static boolean castable(ValueType from, ValueType to) {
        if (from.equals(to) || from.isNumeric() && to.isNumeric()) {
            return true;
        }
        return switch (from.base()) {
            case BOOLEAN -> to.isNumeric() || to.equals(STRING);
            case INT, BIGINT, DECIMAL -> to.equals(STRING) || to.equals(BOOLEAN);
            case STRING -> to.isIntegral();
            case DATE -> to.equals(STRING) || to.base() == Base.TIMESTAMP;
            case TIMESTAMP -> to.equals(DATE);
            case DOUBLE -> false;
        };
    }

    private static boolean decimals(List<ValueType> a, int count) {
        return a.size() == count && a.stream().allMatch(ValueType::isDecimal);
    }

    private static boolean comparable(List<ValueType> a) {
        return same(a) || a.stream().allMatch(ValueType::isDecimal);
    }

    private static boolean same(List<ValueType> a) {
        return a.stream().distinct().count() == 1;
    }

    private static boolean all(List<ValueType> a, ValueType type) {
        return a.stream().allMatch(type::equals);
    }

    private static Optional<ValueType> given(boolean met, ValueType result) {
        return met ? Optional.of(result) : Optional.empty();
    }

    private static Optional<ValueType> given(boolean met, List<ValueType> firstOf) {
        return met ? Optional.of(firstOf.get(0)) : Optional.empty();
    }
}
