package pt.arquipelago.analysis.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static pt.arquipelago.analysis.Questions.call;
import static pt.arquipelago.analysis.Questions.literal;
import static pt.arquipelago.analysis.Questions.measure;
import static pt.arquipelago.analysis.Questions.t;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import pt.arquipelago.analysis.oracle.Study.Finished;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Ordering;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.analysis.result.ResultTable;

/** HAVING on a measure that is not selected, ORDER BY and LIMIT, against the oracle's rows filtered, sorted and cut by hand. */
class SelectionLawTest {
    private static final Finished SCORE = new Finished(measure("score", ValueType.BIGINT, t(5)), List.of(5), v -> v.get(5));
    private static final Finished PERSONS = Study.MEASURES.get(1);
    private static final Expr POSITIVE = call("gt", ValueType.BOOLEAN, t(5), literal(0L, ValueType.BIGINT));

    @Property(tries = 150)
    void rowsAreSelectedByReleasedValues(@ForAll long seed, @ForAll boolean having, @ForAll @IntRange(max = 2) int order, @ForAll boolean nullsFirst,
            @ForAll @IntRange(max = 8) int limit, @ForAll @IntRange(max = 2) int offset) {
        List<Dispensing> records = Dispensing.random(seed, 250, 40, FederationLawTest.NODES);
        List<Ordering> orderBy = order == 0 ? List.of() : List.of(new Ordering(t(1), order == 1, nullsFirst));
        AggregateQuery query = new AggregateQuery(1, Study.SEX.expression(), List.of(Study.SEX, Study.REGION), Study.terms(),
                Study.outputs(Study.REGION), having ? Optional.of(POSITIVE) : Optional.empty(), orderBy, Optional.of((long) limit), offset);
        Oracle oracle = new Oracle(FederationLawTest.K, 2, FederationLawTest.NODES, false);
        List<Oracle.Row> candidates = new ArrayList<>(oracle.rows(records, true));
        List<Finished> used = new ArrayList<>(having ? List.of(SCORE) : List.of());
        used.addAll(order == 0 ? List.of() : List.of(PERSONS));
        long incomplete = candidates.stream().filter(row -> used.stream().anyMatch(one -> lacksNodes(oracle.cell(one, records, row.keys())))).count();
        if (having) {
            candidates.removeIf(row -> !isPositive(oracle.cell(SCORE, records, row.keys())));
        }
        Comparator<Oracle.Row> suppressedLast = Comparator.comparing(row -> row.cells().get(1).suppressed() != null);
        Comparator<Oracle.Row> byPersons = Comparator.comparing(row -> row.cells().get(1).value() == null ? 0L : (Long) row.cells().get(1).value());
        if (order == 0) {
            candidates.sort(Comparator.comparing(row -> row.cells().stream().allMatch(cell -> cell.suppressed() != null)));
        } else {
            candidates.sort(suppressedLast.thenComparing(order == 1 ? byPersons : byPersons.reversed()));
        }
        ResultTable result = FederationLawTest.chain(query, records, false);
        assertThat(result.rows()).extracting(row -> row.subList(0, 2))
                .isEqualTo(candidates.stream().skip(offset).limit(limit).map(Oracle.Row::keys).toList());
        assertThat(result.notes()).isEqualTo(incomplete == 0 ? List.of()
                : List.of("selected on incomplete values: " + incomplete + (incomplete == 1 ? " row" : " rows")));
    }

    private static boolean lacksNodes(Oracle.Cell cell) {
        return cell.suppressed() != null || !cell.marks().isEmpty();
    }

    private static boolean isPositive(Oracle.Cell cell) {
        return cell.value() instanceof Long n && n > 0;
    }
}
