package pt.arquipelago.analysis.combine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pt.arquipelago.analysis.Questions.call;
import static pt.arquipelago.analysis.Questions.key;
import static pt.arquipelago.analysis.Questions.keyOut;
import static pt.arquipelago.analysis.Questions.literal;
import static pt.arquipelago.analysis.Questions.measure;
import static pt.arquipelago.analysis.Questions.persons;
import static pt.arquipelago.analysis.Questions.query;
import static pt.arquipelago.analysis.Questions.records;
import static pt.arquipelago.analysis.Questions.sum;
import static pt.arquipelago.analysis.Questions.t;
import static pt.arquipelago.analysis.Questions.values;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.InvalidFormat;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Key;
import pt.arquipelago.analysis.query.Ordering;
import pt.arquipelago.analysis.query.Output;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.analysis.result.Provenances;
import pt.arquipelago.analysis.result.ResultTable;

/** Keys {@code sex}; terms: records, persons, cost, score. Institutions a, b and c with thresholds of 10, 10 and 20 persons. */
class CombinationTest {
    private static final ValueType MONEY = ValueType.decimal(6, 2);
    private static final Key SEX = key("sex", ValueType.STRING);
    private static final Key DECLARED_SEX = key("sex", ValueType.STRING, "F", "M", "X");
    private static final List<Output> PLAIN = List.of(keyOut(0, SEX), measure("n", ValueType.BIGINT, t(0)),
            measure("persons", ValueType.BIGINT, t(1)), measure("cost", MONEY, t(2)));

    private static final String A = """
            F | 100 | 40 | 10.50 | 3
            M |  90 | 30 | 20.00 | 4
            """;
    private static final String B = """
            F | 200 | 50 | threshold | 5
            - |  60 | 20 | 1.25      | 6
            """;
    private static final String C = """
            F | 300 | 60 | 5.00       | disclosure
            M | 400 | 70 | disclosure | 7
            """;

    private static AggregateQuery asking(Key key, List<Output> outputs, Optional<Expr> having, List<Ordering> orderBy, Optional<Long> limit) {
        return query(List.of(key), List.of(records(), persons(), sum("cost", MONEY), sum("score", ValueType.BIGINT)), outputs, having, orderBy, limit);
    }

    private static AggregateQuery asking(Key key, List<Output> outputs) {
        return asking(key, outputs, Optional.empty(), List.of(), Optional.empty());
    }

    private static ResultTable result(AggregateQuery query, boolean strict, Set<String> silent, String... partials) {
        List<NodeAnswer> answers = new ArrayList<>();
        for (int i = 0; i < partials.length; i++) {
            int k = i == 2 ? 20 : 10;
            answers.add(new NodeAnswer("abc".substring(i, i + 1), Tables.partial(query, k, partials[i]), new Thresholds(k, Map.of())));
        }
        return Finish.finish(Combination.combine(query, answers, silent, strict), Provenances.of(query));
    }

    private static String text(AggregateQuery query, String... partials) {
        return Tables.text(result(query, false, Set.of(), partials));
    }

    @Test
    void cellsAreAddedOverTheInstitutionsThatReleasedThemAndSayHowMany() {
        assertThat(text(asking(SEX, PLAIN), A, B, C)).isEqualTo("""
                F | 600 | 150 | 15.50 [nodes: 2 of 3]
                M | 490 [nodes: 2 of 3] | 100 [nodes: 2 of 3] [at most 9 persons missing] | 20.00 [nodes: 1 of 3]
                NULL | 60 [nodes: 1 of 3] | 20 [nodes: 1 of 3] [at most 28 persons missing] | 1.25 [nodes: 1 of 3]""");
    }

    @Test
    void strictSuppressesWhatLacksAnInstitutionForTheReasonsOfTheMissing() {
        assertThat(Tables.text(result(asking(SEX, PLAIN), true, Set.of(), A, B, C))).isEqualTo("""
                F | 600 | 150 | (threshold)
                M | (threshold) | (threshold) | (disclosure)
                NULL | (threshold) | (threshold) | (threshold)""");
    }

    @Test
    void aSilentInstitutionIsMissingEverywhereAndNothingIsSaidOfItsPersons() {
        assertThat(Tables.text(result(asking(SEX, PLAIN), false, Set.of("d"), A, B))).isEqualTo("""
                F | 300 [nodes: 2 of 3] | 90 [nodes: 2 of 3] | 10.50 [nodes: 1 of 3]
                M | 90 [nodes: 1 of 3] | 30 [nodes: 1 of 3] | 20.00 [nodes: 1 of 3]
                NULL | 60 [nodes: 1 of 3] | 20 [nodes: 1 of 3] | 1.25 [nodes: 1 of 3]""");
        assertThat(Tables.text(result(asking(SEX, PLAIN.subList(0, 2)), true, Set.of("d"), "F | 300 | 60 | 5.00 | 1"))).isEqualTo("F | (incomplete)");
    }

    @Test
    void anExpressionStandsOnlyOnInstitutionsThatReleasedAllItsTerms() {
        Expr sumOfBoth = call("add", ValueType.BIGINT, t(0), t(3));
        Expr either = call("if", ValueType.BIGINT, call("gt", ValueType.BOOLEAN, t(0), literal(0L, ValueType.BIGINT)), t(0), t(3));
        List<Output> outputs = List.of(keyOut(0, SEX), measure("both", ValueType.BIGINT, sumOfBoth), measure("either", ValueType.BIGINT, either));
        assertThat(text(asking(SEX, outputs), A, B, C)).isEqualTo("""
                F | 308 [nodes: 2 of 3] | 300 [nodes: 2 of 3]
                M | 501 [nodes: 2 of 3] | 490 [nodes: 2 of 3]
                NULL | 66 [nodes: 1 of 3] | 60 [nodes: 1 of 3]""");
    }

    @Test
    void anExpressionThatNoInstitutionGaveWholeIsSuppressed() {
        Expr both = call("gt", ValueType.BOOLEAN, t(3), t(0));
        List<Output> outputs = List.of(keyOut(0, SEX), measure("x", ValueType.BOOLEAN, both));
        assertThat(text(asking(SEX, outputs), "F | 100 | 40 | 1.00 | threshold", "F | disclosure | 40 | 1.00 | 5")).isEqualTo("F | (disclosure)");
    }

    @Test
    void theWholeGridOfDeclaredCodesIsShown() {
        assertThat(text(asking(DECLARED_SEX, PLAIN), A, "", "")).isEqualTo("""
                F | 100 [nodes: 1 of 3] | 40 [nodes: 1 of 3] [at most 28 persons missing] | 10.50 [nodes: 1 of 3]
                M | 90 [nodes: 1 of 3] | 30 [nodes: 1 of 3] [at most 28 persons missing] | 20.00 [nodes: 1 of 3]
                X | (threshold) | (threshold) | (threshold)""");
    }

    @Test
    void aNullKeyStandsBesideTheGrid() {
        assertThat(text(asking(DECLARED_SEX, PLAIN.subList(0, 2)), B)).isEqualTo("""
                F | 200
                M | (threshold)
                X | (threshold)
                NULL | 60""");
    }

    @Test
    void withoutKeysThereIsAlwaysOneRow() {
        AggregateQuery total = query(List.of(), List.of(records()), List.of(measure("n", ValueType.BIGINT, t(0))));
        assertThat(text(total, "", "")).isEqualTo("(threshold)");
        assertThat(text(total, "50", "")).isEqualTo("50 [nodes: 1 of 2]");
    }

    @Test
    void aSumThatLeavesItsTypeIsNotComputable() {
        List<Output> outputs = List.of(keyOut(0, SEX), measure("cost", MONEY, t(2)), measure("score", ValueType.BIGINT, t(3)));
        assertThat(text(asking(SEX, outputs), "F | 100 | 40 | 9999.00 | 9223372036854775807", "F | 100 | 40 | 1.00 | -1")).isEqualTo(
                "F | NULL [not_computable] | 9223372036854775806");
        assertThat(text(asking(SEX, outputs), "F | 100 | 40 | - | 9223372036854775807", "F | 100 | 40 | 1.00 | 1")).isEqualTo(
                "F | NULL [not_computable] | NULL [not_computable]");
    }

    @Test
    void overflowIsJudgedOnTheWholeSum() {
        List<Output> outputs = List.of(keyOut(0, SEX), measure("score", ValueType.BIGINT, t(3)));
        assertThat(text(asking(SEX, outputs), "F | 100 | 40 | 1.00 | 9223372036854775807", "F | 100 | 40 | 1.00 | 5", "F | 100 | 40 | 1.00 | -5"))
                .isEqualTo("F | 9223372036854775807");
    }

    @Test
    void valuesAreCountedOnceWhereverTheyWere() {
        AggregateQuery codes = query(List.of(SEX), List.of(values("atc", ValueType.STRING)),
                List.of(keyOut(0, SEX), measure("codes", ValueType.BIGINT, t(0))));
        ResultTable result = result(codes, false, Set.of(), "F | A10BA02+A10BB09", "F | A10BB09+A10BH01", "F | threshold");
        assertThat(Tables.text(result)).isEqualTo("F | 3 [nodes: 2 of 3]");
        assertThat(result.columns().get(1).note()).contains("counts the values that at least 10 to 20 persons have at some institution");
    }

    @Test
    void havingSeesReleasedValuesAndASuppressedOneFailsIt() {
        Expr cheap = call("lt", ValueType.BOOLEAN, t(2), literal(new java.math.BigDecimal("18.00"), MONEY));
        assertThat(text(asking(DECLARED_SEX, PLAIN.subList(0, 2), Optional.of(cheap), List.of(), Optional.empty()), A, B, C)).isEqualTo("""
                F | 600
                NULL | 60 [nodes: 1 of 3]
                note: selected on incomplete values: 4 rows""");
        Expr notCheap = call("not", ValueType.BOOLEAN, cheap);
        assertThat(text(asking(DECLARED_SEX, PLAIN.subList(0, 2), Optional.of(notCheap), List.of(), Optional.empty()), A, B, C)).isEqualTo("""
                M | 490 [nodes: 2 of 3]
                note: selected on incomplete values: 4 rows""");
    }

    @Test
    void suppressedComesLastAscendingOrDescendingWhateverNullsFirstSays() {
        for (Ordering ordering : List.of(new Ordering(t(0), true, true), new Ordering(t(0), false, true))) {
            assertThat(text(asking(DECLARED_SEX, PLAIN.subList(0, 1), Optional.empty(), List.of(ordering), Optional.empty()), A))
                    .as(ordering.toString()).isEqualTo(ordering.ascending() ? "M\nF\nX\nnote: selected on incomplete values: 1 row"
                            : "F\nM\nX\nnote: selected on incomplete values: 1 row");
        }
    }

    @Test
    void notComputableComesBetweenNullAndSuppressed() {
        Expr ratio = call("integral-divide", ValueType.BIGINT, t(0), call("nullif", ValueType.BIGINT, t(3), literal(4L, ValueType.BIGINT)));
        AggregateQuery query = asking(key("code", ValueType.STRING, "A", "B", "C", "D"), List.of(new Output("code", ValueType.STRING,
                pt.arquipelago.analysis.query.Role.KEY, new Expr.KeyRef(0))), Optional.empty(), List.of(new Ordering(ratio, false)), Optional.empty());
        assertThat(text(query, "B | 90 | 30 | 1.00 | 0\nC | 90 | 30 | 1.00 | 4\nD | 90 | 30 | 1.00 | 2")).startsWith("D\nC\nB\nA\n");
    }

    @Test
    void tiesGoByTheKeysWithNullLast() {
        assertThat(text(asking(SEX, PLAIN.subList(0, 1), Optional.empty(), List.of(new Ordering(t(0), false)), Optional.empty()),
                "- | 90 | 30 | 1.00 | 1\nz | 90 | 30 | 1.00 | 1\nB | 90 | 30 | 1.00 | 1\ná | 91 | 30 | 1.00 | 1")).isEqualTo("á\nB\nz\nNULL");
    }

    @Test
    void limitWithoutAnOrderGoesByTheKeysWithWhollySuppressedRowsLast() {
        AggregateQuery limited = asking(DECLARED_SEX, PLAIN.subList(0, 2), Optional.empty(), List.of(), Optional.of(2L));
        assertThat(text(limited, "X | 100 | 40 | 1.00 | 1\nM | 100 | 40 | 1.00 | 1")).isEqualTo("M | 100\nX | 100");
    }

    @Test
    void offsetLeavesOutTheFirstRows() {
        AggregateQuery all = asking(SEX, PLAIN.subList(0, 1));
        AggregateQuery second = new AggregateQuery(1, all.source(), all.keys(), all.terms(), all.outputs(), Optional.empty(), List.of(), Optional.of(1L), 1);
        assertThat(text(second, A)).isEqualTo("M");
    }

    @Test
    void anAnswerToAnotherQueryOrBelowItsOwnThresholdStopsTheCombination() {
        AggregateQuery query = asking(SEX, PLAIN);
        NodeAnswer other = new NodeAnswer("a", Tables.partial(asking(SEX, PLAIN.subList(0, 2)), 10, A), Thresholds.defaults());
        assertThatThrownBy(() -> Combination.combine(query, List.of(other), Set.of(), false)).isInstanceOf(InvalidFormat.class);
        NodeAnswer low = new NodeAnswer("a", Tables.partial(query, 5, A), Thresholds.defaults());
        assertThatThrownBy(() -> Combination.combine(query, List.of(low), Set.of(), false)).isInstanceOf(InvalidFormat.class);
    }
}
