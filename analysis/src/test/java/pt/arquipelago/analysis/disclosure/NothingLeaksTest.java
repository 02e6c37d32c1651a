package pt.arquipelago.analysis.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static pt.arquipelago.analysis.Questions.key;
import static pt.arquipelago.analysis.Questions.measure;
import static pt.arquipelago.analysis.Questions.moments;
import static pt.arquipelago.analysis.Questions.query;
import static pt.arquipelago.analysis.Questions.recordsWhere;
import static pt.arquipelago.analysis.Questions.sum;
import static pt.arquipelago.analysis.Questions.t;
import static pt.arquipelago.analysis.Questions.values;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import pt.arquipelago.analysis.combine.Combination;
import pt.arquipelago.analysis.combine.Finish;
import pt.arquipelago.analysis.measured.Concentration;
import pt.arquipelago.analysis.measured.MeasuredRow;
import pt.arquipelago.analysis.measured.MeasuredTable;
import pt.arquipelago.analysis.measured.MeasuredTerm;
import pt.arquipelago.analysis.measured.ProtectedSupport;
import pt.arquipelago.analysis.measured.SupportedValue;
import pt.arquipelago.analysis.partial.ArrowPartials;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.partial.PartialCell.Released;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Moments;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.analysis.result.Provenances;
import pt.arquipelago.analysis.result.ResultTable;

/** What is suppressed has no influence on a single byte that leaves. */
class NothingLeaksTest {
    private static final Thresholds THRESHOLDS = new Thresholds(5, Map.of("professional", 3));
    private static final AggregateQuery QUERY = query(List.of(key("code", ValueType.BIGINT)),
            List.of(recordsWhere("flag"), sum("cost", ValueType.decimal(20, 2)), values("atc", ValueType.STRING), moments("level"),
                    sum("score", ValueType.DOUBLE)),
            List.of(measure("n", ValueType.BIGINT, t(0)), measure("cost", ValueType.decimal(20, 2), t(1)), measure("codes", ValueType.BIGINT, t(2))));

    @Property(tries = 200)
    void otherValuesBehindSuppressedCellsLeaveTheSameBytes(@ForAll long seed, @ForAll long otherSeed) {
        MeasuredTable measured = random(new Random(seed));
        PartialTable checked = DisclosureControl.check(measured, THRESHOLDS);
        MeasuredTable changed = otherValuesWhereNothingLeaves(measured, checked, new Random(otherSeed));
        assertThat(ArrowPartials.write(DisclosureControl.check(changed, THRESHOLDS))).isEqualTo(ArrowPartials.write(checked));
    }

    @Property(tries = 200)
    void aSuppressedCellIsNeverAValueLeastOfAllZero(@ForAll long seed) {
        PartialTable checked = DisclosureControl.check(random(new Random(seed)), THRESHOLDS);
        ResultTable result = Finish.finish(Combination.combine(QUERY, Map.of("uls-coimbra", checked), false, THRESHOLDS), Provenances.of(QUERY));
        for (int row = 0; row < result.rows().size(); row++) {
            for (int column = 0; column < 3; column++) {
                boolean released = checked.rows().get(row).cells().get(column) instanceof Released;
                assertThat(result.rows().get(row).get(column) != null).isEqualTo(released);
            }
        }
    }

    private static MeasuredTable random(Random random) {
        List<MeasuredRow> rows = new ArrayList<>();
        for (long key = 0; key < random.nextInt(6); key++) {
            List<MeasuredTerm> terms = QUERY.terms().stream().map(term -> term(term.kind(), term.type(), random)).toList();
            int persons = terms.stream().mapToInt(term -> Math.max(term.persons(), term.restPersons())).max().orElse(0);
            rows.add(new MeasuredRow(List.of(key), persons, terms, List.of(random.nextInt(40))));
        }
        return new MeasuredTable(QUERY, rows);
    }

    private static MeasuredTerm term(Kind kind, ValueType type, Random random) {
        return new MeasuredTerm(value(kind, type, random), random.nextInt(9), random.nextInt(9),
                List.of(new ProtectedSupport("professional", random.nextInt(6), random.nextInt(9))),
                Stream.generate(() -> Concentration.counted(random.nextInt(60), random.nextInt(20), 100)).limit(kind.numbers()).toList());
    }

    private static Object value(Kind kind, ValueType type, Random random) {
        return switch (kind) {
            case MOMENTS -> new Moments(5 + random.nextInt(9), random.nextDouble(), random.nextDouble());
            case VALUES -> List.of(new SupportedValue("A" + random.nextInt(90), random.nextInt(9), List.of()), new SupportedValue("B", 9, List.of()));
            case SUM -> type.isDecimal() ? (Object) java.math.BigDecimal.valueOf(random.nextInt(99_999), 2) : (Object) random.nextDouble();
            default -> 5L + random.nextInt(99_999);
        };
    }

    private static MeasuredTable otherValuesWhereNothingLeaves(MeasuredTable measured, PartialTable checked, Random random) {
        List<MeasuredRow> rows = new ArrayList<>();
        for (MeasuredRow row : measured.rows()) {
            List<PartialCell> cells = checked.rows().stream().filter(one -> one.keys().equals(row.keys())).findFirst()
                    .map(one -> one.cells()).orElse(null);
            List<MeasuredTerm> terms = new ArrayList<>();
            for (int i = 0; i < row.terms().size(); i++) {
                MeasuredTerm term = row.terms().get(i);
                boolean leaves = cells != null && cells.get(i) instanceof Released;
                terms.add(leaves ? term : new MeasuredTerm(value(QUERY.terms().get(i).kind(), QUERY.terms().get(i).type(), random),
                        term.persons(), term.restPersons(), term.others(), term.concentrations()));
            }
            rows.add(new MeasuredRow(row.keys(), row.persons(), terms, row.elsewhere()));
        }
        return new MeasuredTable(measured.query(), rows);
    }
}
