package pt.arquipelago.node.execution;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.classic.SparkSession;
import pt.arquipelago.analysis.disclosure.DisclosureControl;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.measured.MeasuredRow;
import pt.arquipelago.analysis.measured.MeasuredTable;
import pt.arquipelago.analysis.measured.MeasuredTerm;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.node.gate.CompiledQuestion;
import pt.arquipelago.node.gate.CompiledTerm;

/** What a node would compute if there were no guard: the first pass of {@link Measurement} without fingerprints. For counts and sums that the bound clears. */
final class UnguardedPass {
    private final CompiledQuestion question;
    private final FlatRelation flat;
    private final Thresholds thresholds;

    UnguardedPass(CompiledQuestion question, SparkSession session, Thresholds thresholds) {
        this.question = question;
        this.flat = FlatRelation.of(question, session);
        this.thresholds = thresholds;
    }

    MeasuredTable measure() {
        Supports supports = new Supports(question.others(), thresholds.counted(question.query()));
        supports.need(Counter.ALWAYS);
        Arguments arguments = new Arguments(flat.layout());
        List<Accumulator.Empty<Tally<?>>> tallies = new ArrayList<>();
        List<Integer> conditions = new ArrayList<>();
        for (int i = 0; i < question.terms().size(); i++) {
            CompiledTerm term = question.terms().get(i);
            supports.need(flat.bits(i));
            tallies.add(Tally.of(term, arguments.of(i, term), Groups.FEW.count()));
            conditions.add(flat.bits(i).condition());
        }
        List<MeasuredRow> rows = new ArrayList<>();
        for (KeyedPass.Keyed<UnguardedRow> keyed : pass(supports, arguments, tallies, conditions)) {
            rows.add(row(supports, keyed));
        }
        MeasuredTable measured = new MeasuredTable(question.query(), rows);
        if (!DisclosureControl.undecided(measured, thresholds).isEmpty()) {
            throw new IllegalStateException("a cell needs each person's totals: that is another pass");
        }
        return measured;
    }

    private List<KeyedPass.Keyed<UnguardedRow>> pass(Supports supports, Arguments arguments, List<Accumulator.Empty<Tally<?>>> tallies, List<Integer> conditions) {
        Layout layout = flat.layout();
        Accumulator.Empty<SaturatingCounts> counts = supports.counts(layout);
        int[] counted = conditions.stream().mapToInt(Integer::intValue).toArray();
        return KeyedPass.of(flat.keyed(flat.records(), flat.keys(), arguments.columns()),
                () -> new UnguardedRow(layout, counts.get(), tallies.stream().map(Accumulator.Empty::get).toList(), counted));
    }

    private MeasuredRow row(Supports supports, KeyedPass.Keyed<UnguardedRow> keyed) {
        UnguardedRow row = keyed.accumulated();
        List<MeasuredTerm> terms = new ArrayList<>();
        for (int i = 0; i < question.terms().size(); i++) {
            FlatRelation.TermBits bits = flat.bits(i);
            Statistic statistic = question.terms().get(i).term().kind() == Kind.RECORDS ? row.records(i) : row.tally(i);
            terms.add(new MeasuredTerm(statistic.value(), supports.persons(bits.support(), row.supports()), supports.rest(bits, row.supports()),
                    supports.others(bits, row.supports()), statistic.concentrations()));
        }
        return new MeasuredRow(SparkValues.keys(question.query().keys(), keyed.keys()), supports.persons(Counter.ALWAYS, row.supports()), terms);
    }
}
