package pt.arquipelago.analysis.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static pt.arquipelago.analysis.Questions.call;
import static pt.arquipelago.analysis.Questions.k;
import static pt.arquipelago.analysis.Questions.literal;
import static pt.arquipelago.analysis.Questions.t;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Moments;
import pt.arquipelago.analysis.query.ValueType;

class EvaluatorTest {
    private static final Outcome SUPPRESSED = new Outcome.Suppressed("threshold");
    private static final Outcome BROKEN = new Outcome.NotComputable();
    private static final Expr BY_ZERO = call("integral-divide", ValueType.BIGINT, literal(1L, ValueType.BIGINT), literal(0L, ValueType.BIGINT));

    private static Outcome evaluate(Expr expr, Outcome... terms) {
        return new Evaluator(List.of("F"), index -> terms[index]).evaluate(expr);
    }

    private static Outcome known(Object value) {
        return new Outcome.Known(value);
    }

    @Test
    void suppressedBeatsNotComputableAndNotComputableBeatsNull() {
        Expr sum = call("add", ValueType.BIGINT, t(0), t(1));
        assertThat(evaluate(sum, SUPPRESSED, BROKEN)).isEqualTo(SUPPRESSED);
        assertThat(evaluate(sum, BROKEN, SUPPRESSED)).isEqualTo(SUPPRESSED);
        assertThat(evaluate(sum, known(null), BROKEN)).isEqualTo(BROKEN);
        assertThat(evaluate(sum, known(null), known(1L))).isEqualTo(known(null));
    }

    @Test
    void aSuppressedTermSuppressesWhateverBranchIsTaken() {
        Expr fallback = call("coalesce", ValueType.BIGINT, t(0), t(1));
        Expr branch = call("if", ValueType.BIGINT, literal(true, ValueType.BOOLEAN), t(0), t(1));
        Expr test = call("is-null", ValueType.BOOLEAN, t(1));
        assertThat(evaluate(fallback, known(1L), SUPPRESSED)).isEqualTo(SUPPRESSED);
        assertThat(evaluate(branch, known(1L), SUPPRESSED)).isEqualTo(SUPPRESSED);
        assertThat(evaluate(test, known(1L), SUPPRESSED)).isEqualTo(SUPPRESSED);
        assertThat(evaluate(k(0), SUPPRESSED)).isEqualTo(known("F"));
    }

    @Test
    void aBranchThatIsNotTakenMayBeNotComputable() {
        Expr guarded = call("if", ValueType.BIGINT, call("eq", ValueType.BOOLEAN, t(0), literal(0L, ValueType.BIGINT)), t(0), BY_ZERO);
        assertThat(evaluate(guarded, known(0L))).isEqualTo(known(0L));
        assertThat(evaluate(guarded, known(1L))).isEqualTo(BROKEN);
    }

    @Test
    void anAverageIsTheSumDividedByTheCountInSparksType() {
        ValueType type = ValueType.decimal(14, 6);
        assertThat(evaluate(call("avg", type, t(0), t(1)), known(new BigDecimal("10.00")), known(3L))).isEqualTo(known(new BigDecimal("3.333333")));
        assertThat(evaluate(call("avg", ValueType.DOUBLE, t(0), t(1)), known(7L), known(2L))).isEqualTo(known(3.5));
    }

    /** Of (1, 2), (2, 3), (3, 7), worked out by hand. */
    @Test
    void aLineComesFromTheMomentsOfBothAndTheSumOfTheirProducts() {
        Moments x = new Moments(3, 2, 2);
        Moments y = new Moments(3, 4, 14);
        assertThat(pairs("products", x, y, 29.0)).isEqualTo(known(5.0));
        assertThat(pairs("covariance-pop", x, y, 29.0)).isEqualTo(known(5.0 / 3));
        assertThat(pairs("covariance-samp", x, y, 29.0)).isEqualTo(known(2.5));
        assertThat(pairs("slope", x, y, 29.0)).isEqualTo(known(2.5));
        assertThat(pairs("intercept", x, y, 29.0)).isEqualTo(known(-1.0));
        assertThat((Double) ((Outcome.Known) pairs("correlation", x, y, 29.0)).value()).isCloseTo(5 / Math.sqrt(28), within(1e-15));
        assertThat((Double) ((Outcome.Known) pairs("determination", x, y, 29.0)).value()).isCloseTo(25.0 / 28, within(1e-15));
    }

    @Test
    void aLineThroughOnePairOrThroughPairsThatDoNotVaryIsNone() {
        Moments one = new Moments(1, 2, 0);
        for (String function : List.of("covariance-samp", "correlation", "slope", "intercept", "determination")) {
            assertThat(pairs(function, one, new Moments(1, 4, 0), 8.0)).as(function).isEqualTo(known(null));
        }
        Moments still = new Moments(3, 2, 0);
        assertThat(pairs("correlation", still, new Moments(3, 4, 14), 24.0)).isEqualTo(new Outcome.NotComputable());
        assertThat(pairs("determination", new Moments(3, 4, 14), still, 24.0)).isEqualTo(known(1.0));
        assertThat(pairs("slope", new Moments(3, 4, 14), new Moments(4, 4, 14), 24.0)).as("not of the same records").isEqualTo(new Outcome.NotComputable());
        assertThat(pairs("correlation", new Moments(3, 2, 2), new Moments(3, 2, 2), 14.000000000000002)).isEqualTo(known(1.0));
    }

    private static Outcome pairs(String function, Moments x, Moments y, double products) {
        return evaluate(call(function, ValueType.DOUBLE, t(0), t(1), t(2)), known(x), known(y), known(products));
    }

    @Test
    void variancesComeFromMoments() {
        Outcome moments = known(new Moments(4, 2.5, 5.0));
        assertThat(evaluate(call("variance-pop", ValueType.DOUBLE, t(0)), moments)).isEqualTo(known(1.25));
        assertThat(evaluate(call("variance-samp", ValueType.DOUBLE, t(0)), moments)).isEqualTo(known(5.0 / 3));
        assertThat(evaluate(call("stddev-pop", ValueType.DOUBLE, t(0)), moments)).isEqualTo(known(Math.sqrt(1.25)));
        assertThat(evaluate(call("stddev-samp", ValueType.DOUBLE, t(0)), known(new Moments(1, 2.5, 0)))).isEqualTo(known(null));
    }
}
