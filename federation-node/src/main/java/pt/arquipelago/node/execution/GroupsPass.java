package pt.arquipelago.node.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
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
        private final List<Parting> terms;

        Parted(Layout layout, Groups groups, List<Parting> terms) {
            this.layout = layout;
            this.groups = groups;
            this.terms = terms;
        }

        @Override
        public void add(InternalRow record) {
            long person = layout.person(record);
            int group = groups.of(person);
            long mask = layout.mask(record);
            for (Parting term : terms) {
                term.add(group, person, mask, record);
            }
        }

        @Override
        public void merge(Parted other) {
            for (int i = 0; i < terms.size(); i++) {
                terms.get(i).merge(other.terms.get(i));
            }
        }
    }

    GroupsPass(CompiledQuestion question, FlatRelation flat, Groups groups, List<Integer> terms) {
        this.question = question;
        this.flat = flat;
        this.groups = groups;
        this.terms = terms;
    }

    /** By keys and term, for each of its numbers what the groups have. */
    Map<List<Object>, Map<Integer, List<Parting.Parts>>> parts() {
        Layout layout = flat.layout();
        Groups parted = groups;
        Arguments arguments = new Arguments(layout);
        List<Accumulator.Empty<Parting>> made = new ArrayList<>();
        for (int term : terms) {
            made.add(parting(term, arguments, layout));
        }
        Map<List<Object>, Map<Integer, List<Parting.Parts>>> found = new HashMap<>();
        for (KeyedPass.Keyed<Parted> keyed : KeyedPass.of(flat.keyed(flat.records(), flat.keys(), arguments.columns()),
                () -> new Parted(layout, parted, made.stream().map(Accumulator.Empty::get).toList()))) {
            Map<Integer, List<Parting.Parts>> ofTerms = new HashMap<>();
            for (int i = 0; i < terms.size(); i++) {
                ofTerms.put(terms.get(i), keyed.accumulated().terms.get(i).parts());
            }
            found.put(SparkValues.keys(question.query().keys(), keyed.keys()), ofTerms);
        }
        return found;
    }

    private Accumulator.Empty<Parting> parting(int index, Arguments arguments, Layout layout) {
        CompiledTerm term = question.terms().get(index);
        Argument argument = arguments.of(index, term).orElse(null);
        int condition = flat.bits(index).condition();
        int support = flat.bits(index).support();
        int count = groups.count();
        return switch (term.term().kind()) {
            case RECORDS, SUM -> () -> new Parting.Led(new Leaders(count, true), layout, condition, argument);
            case DOCUMENTS -> () -> new Parting.Led(new Leaders(count, false), layout, support, null);
            case MOMENTS, PERSONS, VALUES -> {
                Accumulator.Empty<Tally<?>> tally = Tally.of(term, Optional.ofNullable(argument), count);
                yield () -> new Parting.Tallied(tally.get());
            }
        };
    }
}
