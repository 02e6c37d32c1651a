package pt.arquipelago.node.execution;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import pt.arquipelago.analysis.guard.Basis;
import pt.arquipelago.analysis.guard.QuestionForm;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.ValueType;
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
    private final List<Column> arguments = new ArrayList<>();
    private final List<Accumulator.Empty<Tally<?>>> tallies = new ArrayList<>();
    private final Contributions contributions = new Contributions();

    RecordsPass(CompiledQuestion question, FlatRelation flat, Supports supports, PersonMarks marks) {
        this.question = question;
        this.flat = flat;
        this.supports = supports;
        this.marks = marks;
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
        return KeyedPass.of(flat.keyed(flat.records(), flat.keys(), arguments), () -> new RecordsRow(
                layout, counts.get(), each.stream().map(Accumulator.Empty::get).toList(), new Fingerprints(layout, secret, contributed)));
    }

    /** What a term's numbers rest on in a row; nothing where they come from another pass. */
    List<Basis> basis(int term, RecordsRow row) {
        return contributions.basis(term, row.fingerprints());
    }

    private void add(int index, CompiledTerm term) {
        Layout layout = flat.layout();
        FlatRelation.TermBits bits = flat.bits(index);
        Kind kind = term.term().kind();
        switch (kind) {
            case RECORDS -> {
                int condition = bits.condition();
                tallies.add(() -> new Tally.Records(layout, condition));
                contributions.add(index, new Contribution.One(layout, bits.parting()), new Contribution.One(layout, condition));
            }
            case SUM -> {
                Argument argument = argument(index, term.argument().orElseThrow().dataType());
                var type = term.term().type();
                tallies.add(argument.isExact() && type != ValueType.DOUBLE ? () -> new Tally.Exact(argument, type) : () -> new Tally.Sum(argument));
                contributions.add(index, new Contribution.Amount(whole(index, argument, term.argument().orElseThrow().dataType()), false), new Contribution.Amount(argument, false));
            }
            case MOMENTS -> {
                Argument argument = argument(index, DataTypes.DoubleType);
                tallies.add(() -> new Tally.Spread(argument));
                Argument whole = whole(index, argument, DataTypes.DoubleType);
                boolean all = QuestionForm.countsMissing(term.term(), term.presence());
                contributions.add(index, all ? new Contribution.One(layout, bits.parting()) : new Contribution.Present(whole), new Contribution.Present(argument));
                contributions.add(index, new Contribution.Amount(whole, false), new Contribution.Amount(argument, false));
                contributions.add(index, new Contribution.Amount(whole, true), new Contribution.Amount(argument, true));
            }
            case PERSONS, DOCUMENTS, VALUES -> tallies.add(Tally.None::new);
        }
    }

    private Argument argument(int term, DataType type) {
        return argument(FlatRelation.argument(term), type);
    }

    private Argument whole(int term, Argument argument, DataType type) {
        return flat.bits(term).isPlain() ? argument : argument(FlatRelation.whole(term), type);
    }

    private Argument argument(String column, DataType type) {
        Argument argument = Argument.of(flat.layout().first() + arguments.size(), type);
        arguments.add(argument.column(column));
        return argument;
    }
}
