package pt.arquipelago.analysis.combine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pt.arquipelago.analysis.Questions.call;
import static pt.arquipelago.analysis.Questions.form;
import static pt.arquipelago.analysis.Questions.key;
import static pt.arquipelago.analysis.Questions.keyOut;
import static pt.arquipelago.analysis.Questions.measure;
import static pt.arquipelago.analysis.Questions.recordsOf;
import static pt.arquipelago.analysis.Questions.recordsWhere;
import static pt.arquipelago.analysis.Questions.sum;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.Schemas;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Groupings;
import pt.arquipelago.analysis.query.Key;
import pt.arquipelago.analysis.query.Output;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.analysis.result.Provenances;
import pt.arquipelago.analysis.result.ResultTable;

/** What becomes of a histogram of two nodes: the middle of a bin, with how wide it is. */
class QuantileFinishTest {
    private static final Key REGION = key("region", ValueType.STRING);
    private static final List<Term> TERMS = List.of(recordsOf("days"), recordsWhere("days < 10"), recordsWhere("days < 20"));
    private static final Expr.Quantile MEDIAN = quantile(0, List.of(1, 2));

    /** Of 100 records 20 are below 10 and 90 below 20; of 50 at the other node nothing is told but that 40 are below 20. */
    private static final String A = """
            N | 100 | 20 | 90
            S | disclosure | 20 | 60
            """;
    private static final String B = """
            N | 50 | threshold | 40
            S | 30 | threshold | disclosure
            """;

    private static Expr.Quantile quantile(int total, List<Integer> below) {
        return new Expr.Quantile(new BigDecimal("0.50"), true, total, below, Stream.of("0", "10", "20.0", "50").map(BigDecimal::new).toList(), false, ValueType.DOUBLE);
    }

    private static AggregateQuery asking(List<Output> outputs, Optional<Groupings> groupings) {
        return new AggregateQuery(1, form("stays"), List.of(REGION), TERMS, outputs, Optional.empty(), List.of(), Optional.empty(), 0, groupings);
    }

    private static ResultTable answer(AggregateQuery query) {
        AggregateQuery read = AggregateQuery.fromJson(query.toJson());
        assertThat(read).isEqualTo(query);
        assertThat(Schemas.faults(Schemas.schema("aggregate-query"), query.toJson())).isEmpty();
        ResultTable result = Finish.finish(Combination.combine(read, Map.of("a", Tables.partial(read, 10, A), "b", Tables.partial(read, 10, B)), false, Thresholds.defaults()),
                Provenances.of(read));
        assertThat(Schemas.faults(Schemas.schema("result"), result.toJson())).isEmpty();
        assertThat(ResultTable.fromJson(result.toJson()).columns()).isEqualTo(result.columns());
        return result;
    }

    @Test
    void itLiesWhereAllThatIsToldLeavesItAndStandsOnWhoToldTheNumberOfAll() {
        Expr twice = call("multiply", ValueType.DOUBLE, MEDIAN, new Expr.Literal(2.0, ValueType.DOUBLE));
        assertThat(Tables.text(answer(asking(List.of(keyOut(0, REGION), measure("m", ValueType.DOUBLE, MEDIAN), measure("twice", ValueType.DOUBLE, twice)), Optional.empty()))))
                .as("in N, 20 to 60 of 150 are below 10 and 130 below 20; in S, 30 records are anywhere").isEqualTo("""
                N | 15.0 [± 5] | 30.0 [of a quantile ± 5]
                S | 25.0 [nodes: 1 of 2] [± 25] | 50.0 [nodes: 1 of 2] [of a quantile ± 25]""");
    }

    @Test
    void theColumnTellsTheWidthOfItsBins() {
        ResultTable result = answer(asking(List.of(keyOut(0, REGION), measure("m", ValueType.DOUBLE, MEDIAN)), Optional.empty()));
        assertThat(result.columns().get(0).binWidth()).isEmpty();
        assertThat(result.columns().get(1).binWidth()).hasValueSatisfying(width -> {
            assertThat(width.least()).isEqualByComparingTo("10");
            assertThat(width.most()).isEqualByComparingTo("30");
        });
        assertThat(result.columns().get(1).note()).hasValueSatisfying(note -> assertThat(note).contains("histogram"));
    }

    @Test
    void aTotalIsOfReleasedHistograms() {
        assertThat(Tables.text(answer(asking(List.of(keyOut(0, REGION), measure("m", ValueType.DOUBLE, MEDIAN)), Optional.of(new Groupings(List.of(List.of(), List.of(0)), false))))))
                .as("of 180 records up to 90 are below 10 and at least 130 below 20").contains("NULL | 12.5 [total of released cells] [± 7.5]");
    }

    @Test
    void itIsMadeOfCountsOfRecordsAlone() {
        List<Term> others = List.of(recordsOf("days"), recordsWhere("days < 10"), sum("days", ValueType.BIGINT));
        assertThatThrownBy(() -> new AggregateQuery(1, form("stays"), List.of(), others, List.of(measure("m", ValueType.DOUBLE, MEDIAN)), Optional.empty(), List.of(), Optional.empty(), 0))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("RECORDS");
        assertThatThrownBy(() -> quantile(0, List.of(1))).isInstanceOf(IllegalArgumentException.class);
    }
}
