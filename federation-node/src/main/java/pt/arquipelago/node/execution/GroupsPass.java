package pt.arquipelago.node.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.node.gate.CompiledQuestion;
import pt.arquipelago.node.gate.CompiledTerm;

/**
 * How much of some terms' numbers each of many groups of persons has: a finer bound than that of {@link RecordsPass}, where it was
 * needed. Of documents it is the number of records that name one, which is no less than a person's documents.
 */
final class GroupsPass {
    private final CompiledQuestion question;
    private final FlatRelation flat;
    private final Groups groups;
    private final List<Integer> terms;

    /** One row of the result: of each term its groups. */
    private static final class Parted implements Accumulator<Parted> {
        private final Layout layout;
        private final Groups groups;
        private final List<Tally<?>> tallies;

        Parted(Layout layout, Groups groups, List<Tally<?>> tallies) {
            this.layout = layout;
            this.groups = groups;
            this.tallies = tallies;
        }

        @Override
        public void add(InternalRow record) {
            int group = groups.of(layout.person(record));
            long mask = layout.mask(record);
            for (Tally<?> tally : tallies) {
                tally.add(group, mask, record);
            }
        }

        @Override
        public void merge(Parted other) {
            for (int i = 0; i < tallies.size(); i++) {
                Tally.merge(tallies.get(i), other.tallies.get(i));
            }
        }
    }

    GroupsPass(CompiledQuestion question, FlatRelation flat, Groups groups, List<Integer> terms) {
        this.question = question;
        this.flat = flat;
        this.groups = groups;
        this.terms = terms;
    }

    /** By keys and term, for each of its numbers how much each group has. */
    Map<List<Object>, Map<Integer, List<double[]>>> totals() {
        Layout layout = flat.layout();
        Groups parted = groups;
        Arguments arguments = new Arguments(layout);
        List<Accumulator.Empty<Tally<?>>> tallies = new ArrayList<>();
        for (int term : terms) {
            CompiledTerm compiled = question.terms().get(term);
            Optional<Argument> argument = arguments.of(term, compiled);
            boolean documents = compiled.term().kind() == Kind.DOCUMENTS;
            int condition = documents ? flat.bits(term).support() : flat.bits(term).condition();
            tallies.add(documents ? () -> new Tally.Records(layout, condition, parted.count()) : Tally.of(compiled, argument, layout, condition, parted.count()));
        }
        Map<List<Object>, Map<Integer, List<double[]>>> totals = new HashMap<>();
        for (KeyedPass.Keyed<Parted> keyed : KeyedPass.of(flat.keyed(flat.records(), flat.keys(), arguments.columns()),
                () -> new Parted(layout, parted, tallies.stream().<Tally<?>>map(Accumulator.Empty::get).toList()))) {
            Map<Integer, List<double[]>> ofTerms = new HashMap<>();
            for (int i = 0; i < terms.size(); i++) {
                ofTerms.put(terms.get(i), keyed.accumulated().tallies.get(i).byGroup());
            }
            totals.put(SparkValues.keys(question.query().keys(), keyed.keys()), ofTerms);
        }
        return totals;
    }
}
