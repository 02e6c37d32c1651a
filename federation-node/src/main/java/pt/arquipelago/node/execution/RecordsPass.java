package pt.arquipelago.node.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pt.arquipelago.analysis.guard.Basis;
import pt.arquipelago.analysis.guard.QuestionForm;
import pt.arquipelago.analysis.guard.SketchSums;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.node.gate.CompiledQuestion;
import pt.arquipelago.node.gate.CompiledTerm;

/**
 * One pass over the records: counts, sums and moments of every row, who stands behind every term, and what every number of records rests
 * on. Numbers of persons, documents and values come from passes of their own.
 */
final class RecordsPass {
    private final CompiledQuestion question;
    private final FlatRelation flat;
    private final Supports supports;
    private final PersonMarks marks;
    private final Arguments arguments;
    private final List<Accumulator.Empty<Tally<?>>> tallies = new ArrayList<>();
    private final Contributions contributions = new Contributions();

    RecordsPass(CompiledQuestion question, FlatRelation flat, Supports supports, PersonMarks marks) {
        this.question = question;
        this.flat = flat;
        this.supports = supports;
        this.marks = marks;
        this.arguments = new Arguments(flat.layout());
        for (int i = 0; i < question.terms().size(); i++) {
            add(i, question.terms().get(i));
        }
    }

    /** One for each combination of keys; without keys always one. */
    List<KeyedPass.Keyed<RecordsRow>> rows() {
        Layout layout = flat.layout();
        Accumulator.Empty<SaturatingCounts> counts = supports.counts(layout);
        List<Accumulator.Empty<Tally<?>>> each = List.copyOf(tallies);
        List<Contribution> contributed = contributions.all();
        PersonMarks secret = marks;
        SketchSums.Room room = new SketchSums.Room();
        return KeyedPass.of(flat.keyed(flat.records(), flat.keys(), arguments.columns()), () -> new RecordsRow(
                layout, counts.get(), each.stream().map(Accumulator.Empty::get).toList(), new Fingerprints(layout, secret, contributed, room)));
    }

    /** What a term's numbers rest on in a row; nothing where they come from another pass. */
    List<Basis> basis(int term, RecordsRow row) {
        return contributions.basis(term, row.fingerprints());
    }

    /** A term's statistic of a row; none where it comes from another pass. */
    Statistic statistic(int term, RecordsRow row) {
        return question.terms().get(term).term().kind() == Kind.RECORDS ? contributions.records(term, row.fingerprints()) : row.tally(term);
    }

    private void add(int index, CompiledTerm term) {
        FlatRelation.TermBits bits = flat.bits(index);
        Optional<Argument> argument = arguments.of(index, term);
        tallies.add(Tally.of(term, argument, Groups.FEW.count()));
        Argument whole = argument.map(exact -> bits.isPlain() ? exact : arguments.whole(index, term)).orElse(null);
        switch (term.term().kind()) {
            case RECORDS -> contributions.add(index, one(bits.parting()), one(bits.condition()));
            case SUM -> contributions.add(index, new Contribution.Amount(whole, false), new Contribution.Amount(argument.get(), false));
            case MOMENTS -> {
                boolean all = QuestionForm.countsMissing(term.term(), term.presence());
                contributions.add(index, all ? one(bits.parting()) : new Contribution.Present(whole), new Contribution.Present(argument.get()));
                contributions.add(index, new Contribution.Amount(whole, false), new Contribution.Amount(argument.get(), false));
                contributions.add(index, new Contribution.Amount(whole, true), new Contribution.Amount(argument.get(), true));
            }
            case PERSONS, DOCUMENTS, VALUES -> { }
        }
    }

    private Contribution one(int condition) {
        return new Contribution.One(flat.layout(), condition);
    }
}
