package pt.arquipelago.analysis.combine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pt.arquipelago.analysis.Questions.call;
import static pt.arquipelago.analysis.Questions.form;
import static pt.arquipelago.analysis.Questions.key;
import static pt.arquipelago.analysis.Questions.keyOut;
import static pt.arquipelago.analysis.Questions.literal;
import static pt.arquipelago.analysis.Questions.measure;
import static pt.arquipelago.analysis.Questions.persons;
import static pt.arquipelago.analysis.Questions.records;
import static pt.arquipelago.analysis.Questions.sum;
import static pt.arquipelago.analysis.Questions.t;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Groupings;
import pt.arquipelago.analysis.query.Key;
import pt.arquipelago.analysis.query.Output;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.analysis.result.Provenances;

/** Totals of ROLLUP, CUBE and GROUPING SETS, and sums over the rows of a result: made of what was released, and of nothing else. */
class TotalsTest {
    private static final Key REGION = key("region", ValueType.STRING);
    private static final Key SEX = key("sex", ValueType.STRING);
    private static final List<List<Integer>> ROLLUP = List.of(List.of(0, 1), List.of(0), List.of());
    private static final Expr MEAN = call("divide", ValueType.DOUBLE, call("cast", ValueType.DOUBLE, t(2)), call("cast", ValueType.DOUBLE, t(0)));
    private static final List<Output> PLAIN = List.of(keyOut(0, REGION), keyOut(1, SEX), measure("n", ValueType.BIGINT, t(0)), measure("persons", ValueType.BIGINT, t(1)));

    private static final String A = """
            N | F | 100 | 40        | 1000
            N | M |  50 | threshold | 500
            S | F |  20 | 15        | disclosure
            """;
    private static final String B = """
            N | F | 200 | 60 | 1400
            S | M |  30 | 11 | 90
            """;

    private static AggregateQuery asking(List<Output> outputs, Optional<Expr> having, Optional<Groupings> groupings) {
        return new AggregateQuery(1, form("dem"), List.of(REGION, SEX), List.of(records(), persons(), sum("days", ValueType.BIGINT)), outputs, having, List.of(),
                Optional.empty(), 0, groupings);
    }

    private static String answer(AggregateQuery query) {
        AggregateQuery read = AggregateQuery.fromJson(query.toJson());
        assertThat(read).isEqualTo(query);
        return Tables.text(Finish.finish(Combination.combine(read, Map.of("a", Tables.partial(read, 10, A), "b", Tables.partial(read, 10, B)), false, Thresholds.defaults()),
                Provenances.of(read)));
    }

    @Test
    void totalsAddUpReleasedCellsAndSayIt() {
        String total = " [total of released cells]";
        String one = " [nodes: 1 of 2]";
        assertThat(answer(asking(PLAIN, Optional.empty(), Optional.of(new Groupings(ROLLUP, true))))).isEqualTo("""
                N | F | 300 | 100
                N | M | 50%2$s | (threshold)
                N | NULL | 350%1$s | 100%1$s
                S | F | 20%2$s | 15%2$s [at most 9 persons missing]
                S | M | 30%2$s | 11%2$s [at most 9 persons missing]
                S | NULL | 50%1$s | 26%1$s
                NULL | NULL | 400%1$s | 126%1$s""".formatted(total, one));
    }

    @Test
    void personsWhoMayBeInTwoRowsDoNotAddUp() {
        assertThat(answer(asking(PLAIN, Optional.empty(), Optional.of(new Groupings(List.of(List.of(0), List.of(1)), false)))))
                .contains("N | NULL | 350 [total of released cells] | NULL [not_computable] [total of released cells]")
                .contains("NULL | F | 320 [total of released cells] | NULL [not_computable] [total of released cells]")
                .doesNotContain("N | F");
    }

    /** A mean of a total uses, of each row, only institutions that gave both sum and number. */
    @Test
    void aTotalUsesOfEachRowWhatReleasedAllItsTerms() {
        String answer = answer(asking(List.of(keyOut(0, REGION), measure("mean", ValueType.DOUBLE, MEAN)), Optional.empty(), Optional.of(new Groupings(List.of(List.of(0), List.of(1)), true))));
        assertThat(answer).contains("S | 3.0 [total of released cells]").contains("N | " + (1000 + 500 + 1400) / 350.0 + " [total of released cells]");
    }

    @Test
    void aTotalSaysOverWhichKeysItIs() {
        List<Output> outputs = List.of(keyOut(0, REGION), keyOut(1, SEX), new Output("total", ValueType.INT, pt.arquipelago.analysis.query.Role.KEY, new Expr.Grouping(1)),
                measure("n", ValueType.BIGINT, t(0)));
        Expr large = call("gt", ValueType.BOOLEAN, t(0), literal(45L, ValueType.BIGINT));
        assertThat(answer(asking(outputs, Optional.of(large), Optional.of(new Groupings(List.of(List.of(0, 1), List.of(0)), true))))).isEqualTo("""
                N | F | 0 | 300
                N | M | 0 | 50 [nodes: 1 of 2]
                N | NULL | 1 | 350 [total of released cells]
                S | NULL | 1 | 50 [total of released cells]
                note: selected on incomplete values: 5 rows""");
    }

    @Test
    void sharesAreOfTheRowsThatHavingLeft() {
        Expr all = new Expr.Over(t(0), List.of(), ValueType.BIGINT);
        Expr within = new Expr.Over(t(0), List.of(0), ValueType.BIGINT);
        List<Output> outputs = List.of(keyOut(0, REGION), keyOut(1, SEX), measure("all", ValueType.BIGINT, all), measure("within", ValueType.BIGINT, within),
                measure("days", ValueType.BIGINT, new Expr.Over(t(2), List.of(), ValueType.BIGINT)));
        Expr large = call("gt", ValueType.BOOLEAN, t(0), literal(25L, ValueType.BIGINT));
        String over = " [total of released cells]";
        assertThat(answer(asking(outputs, Optional.of(large), Optional.empty()))).isEqualTo("""
                N | F | 380%1$s | 350%1$s | 2990%1$s
                N | M | 380%1$s [nodes: 1 of 2] | 350%1$s [nodes: 1 of 2] | 2990%1$s [nodes: 1 of 2]
                S | M | 380%1$s [nodes: 1 of 2] | 30%1$s [nodes: 1 of 2] | 2990%1$s [nodes: 1 of 2]
                note: selected on incomplete values: 3 rows""".formatted(over));
    }

    @Test
    void whatMakesNoSenseIsNoQuery() {
        Groupings ofOne = new Groupings(List.of(List.of(0), List.of()), true);
        assertThatThrownBy(() -> asking(PLAIN, Optional.empty(), Optional.of(ofOne))).hasMessageContaining("grouping sets name another key, or not all");
        assertThatThrownBy(() -> new Groupings(List.of(List.of(1, 0)), true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Groupings(List.of(List.of(0), List.of(0)), true)).isInstanceOf(IllegalArgumentException.class);
        Expr over = new Expr.Over(t(0), List.of(), ValueType.BIGINT);
        Expr having = call("gt", ValueType.BOOLEAN, over, literal(0L, ValueType.BIGINT));
        assertThatThrownBy(() -> asking(PLAIN, Optional.of(having), Optional.empty())).hasMessageContaining("having sums over rows");
        List<Output> nested = List.of(measure("x", ValueType.BIGINT, new Expr.Over(over, List.of(), ValueType.BIGINT)));
        assertThatThrownBy(() -> asking(nested, Optional.empty(), Optional.empty())).hasMessageContaining("not of another such sum");
    }
}
