package pt.arquipelago.analysis.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static pt.arquipelago.analysis.Questions.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.combine.Combination;
import pt.arquipelago.analysis.combine.Finish;
import pt.arquipelago.analysis.disclosure.DisclosureControl;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.partial.ArrowPartials;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.result.Mark;
import pt.arquipelago.analysis.result.Provenances;
import pt.arquipelago.analysis.result.ResultTable;
import pt.arquipelago.analysis.result.SuppressedCell;

/** The law of several institutions: what comes out of the whole chain is, cell by cell, what the oracle says. */
class FederationLawTest {
    static final List<String> NODES = List.of("uls-coimbra", "uls-santa-maria", "uls-sao-joao");
    static final int K = 3;
    private static final Thresholds THRESHOLDS = new Thresholds(K, Map.of("professional", 2));
    private static final AggregateQuery GRID = query(List.of(Study.SEX, Study.REGION), Study.terms(), Study.outputs(Study.REGION));
    private static final AggregateQuery OPEN = query(List.of(Study.SEX, Study.OPEN_REGION), Study.terms(), Study.outputs(Study.OPEN_REGION));

    @Property(tries = 200)
    void theCombinedResultIsTheOraclesCellByCell(@ForAll long seed, @ForAll @IntRange(max = 400) int count,
            @ForAll @IntRange(min = 1, max = 60) int persons, @ForAll boolean grid, @ForAll boolean strict) {
        List<Dispensing> records = Dispensing.random(seed, count, persons, NODES);
        assertSame(chain(grid ? GRID : OPEN, records, strict), new Oracle(K, 2, NODES, strict).rows(records, grid));
    }

    @Property(tries = 40)
    void anEmptyNodeCountsAsAskedAndGivesNothing(@ForAll long seed, @ForAll boolean grid) {
        List<Dispensing> records = Dispensing.random(seed, 250, 25, NODES.subList(0, 2));
        ResultTable result = chain(grid ? GRID : OPEN, records, false);
        assertSame(result, new Oracle(K, 2, NODES, false).rows(records, grid));
        assertThat(result.marks()).extracting(Mark::mark).doesNotContain(Mark.nodes(3, 3)).contains(Mark.nodes(2, 3));
    }

    @Property(tries = 40)
    void theOrderOfInstitutionsAndOfRecordsMakesNoDifference(@ForAll long seed) {
        List<Dispensing> records = new ArrayList<>(Dispensing.random(seed, 300, 30, NODES));
        Map<String, PartialTable> partials = partials(OPEN, records);
        ResultTable one = Finish.finish(Combination.combine(OPEN, partials, false, THRESHOLDS), Provenances.of(OPEN));
        List<String> turned = new ArrayList<>(NODES);
        Collections.shuffle(turned, new Random(seed));
        Map<String, PartialTable> other = new LinkedHashMap<>();
        turned.forEach(node -> other.put(node, partials.get(node)));
        assertThat(Finish.finish(Combination.combine(OPEN, other, false, THRESHOLDS), Provenances.of(OPEN)).toJson()).isEqualTo(one.toJson());
        Collections.shuffle(records, new Random(seed));
        assertThat(withoutDoubles(chain(OPEN, records, false))).isEqualTo(withoutDoubles(one));
    }

    @Test
    void theRandomRecordsReachEveryKindOfCell() {
        int shown = 0;
        int notComputable = 0;
        Map<String, Integer> reasons = new HashMap<>();
        for (long seed = 0; seed < 40; seed++) {
            ResultTable result = chain(GRID, Dispensing.random(seed, 300, 40, NODES), false);
            shown += result.rows().stream().mapToInt(row -> (int) row.stream().filter(value -> value != null).count()).sum();
            result.suppressed().forEach(cell -> reasons.merge(cell.reason(), 1, Integer::sum));
            notComputable += (int) result.marks().stream().filter(mark -> mark.mark().equals(Mark.NOT_COMPUTABLE)).count();
        }
        assertThat(shown).isGreaterThan(1_000);
        assertThat(notComputable).isGreaterThan(5);
        assertThat(reasons.get("threshold")).isGreaterThan(200);
        assertThat(reasons.get("disclosure")).isGreaterThan(100);
    }

    private static Object withoutDoubles(ResultTable result) {
        return result.rows().stream().map(row -> row.stream().map(value -> value instanceof Double ? "double" : value).toList()).toList();
    }

    /** Measure, check, write, read back, combine, finish: as an answer travels. */
    static ResultTable chain(AggregateQuery query, List<Dispensing> records, boolean strict) {
        return Finish.finish(Combination.combine(query, partials(query, records), strict, THRESHOLDS), Provenances.of(query));
    }

    private static Map<String, PartialTable> partials(AggregateQuery query, List<Dispensing> records) {
        Map<String, PartialTable> partials = new HashMap<>();
        for (String node : NODES) {
            List<Dispensing> own = records.stream().filter(record -> record.node().equals(node)).toList();
            PartialTable checked = DisclosureControl.check(new NaiveNode(THRESHOLDS.largest()).measure(query, own), THRESHOLDS);
            partials.put(node, ArrowPartials.read(ArrowPartials.write(checked), query));
        }
        return partials;
    }

    private static void assertSame(ResultTable result, List<Oracle.Row> expected) {
        assertThat(result.rows()).extracting(row -> row.subList(0, 2)).isEqualTo(expected.stream().map(Oracle.Row::keys).toList());
        Map<List<Integer>, String> suppressed = new HashMap<>();
        for (SuppressedCell cell : result.suppressed()) {
            suppressed.put(List.of(cell.row(), cell.column()), cell.reason());
        }
        for (int row = 0; row < expected.size(); row++) {
            for (int i = 0; i < Study.MEASURES.size(); i++) {
                int column = i + 2;
                Oracle.Cell cell = expected.get(row).cells().get(i);
                String where = result.columns().get(column).name() + " of " + expected.get(row).keys();
                assertThat(suppressed.get(List.of(row, column))).as(where).isEqualTo(cell.suppressed());
                assertValue(result.rows().get(row).get(column), cell.value(), where);
                assertThat(marks(result, row, column)).as(where).isEqualTo(expectedMarks(cell));
            }
        }
    }

    private static void assertValue(Object value, Object expected, String where) {
        if (expected == Study.ERROR || expected == null) {
            assertThat(value).as(where).isNull();
        } else if (expected instanceof Double real) {
            assertThat((Double) value).as(where).isCloseTo(real, offset(1e-9 * Math.max(1, Math.abs(real))));
        } else if (expected instanceof BigDecimal exact) {
            assertThat((BigDecimal) value).as(where).isEqualByComparingTo(exact);
        } else {
            assertThat(value).as(where).isEqualTo(expected);
        }
    }

    private static List<String> marks(ResultTable result, int row, int column) {
        return result.marks().stream().filter(mark -> mark.row() == row && mark.column() == column).map(Mark::mark).toList();
    }

    private static List<String> expectedMarks(Oracle.Cell cell) {
        List<String> marks = new ArrayList<>(cell.value() == Study.ERROR ? List.of(Mark.NOT_COMPUTABLE) : List.of());
        marks.addAll(cell.marks());
        return marks;
    }
}
