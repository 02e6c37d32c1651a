package pt.arquipelago.node.disclosure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import pt.arquipelago.analysis.guard.Basis;
import pt.arquipelago.analysis.guard.Guard;
import pt.arquipelago.analysis.guard.GuardedRow;
import pt.arquipelago.analysis.guard.GuardedValue;
import pt.arquipelago.analysis.guard.History;
import pt.arquipelago.analysis.guard.QuestionForm;
import pt.arquipelago.analysis.partial.ArrowPartials;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.partial.PartialRow;
import pt.arquipelago.analysis.partial.PartialTable;

/** An answer that left, and a cell of it that the guard kept back and that a person may let leave after all. */
public final class ReopenedAnswer {
    private final AnswerForm answer;
    private final PartialTable left;
    private final HeldCell cell;
    private final List<GuardedValue> own;

    /**
     * @param body the answer as it left last
     * @param own numbers that it entered in the history
     */
    public ReopenedAnswer(AnswerForm answer, byte[] body, HeldCell cell, List<GuardedValue> own) {
        this.answer = requireNonNull(answer, "answer is null");
        this.left = ArrowPartials.read(body, answer.query());
        this.cell = requireNonNull(cell, "cell is null");
        this.own = List.copyOf(own);
    }

    /** What it comes close to if it leaves now; it and its sums are in the history from then on. */
    public Guard.Approval approve(History released) {
        QuestionForm form = answer.form();
        List<GuardedRow> rows = left.rows().stream().map(row -> guarded(row, form, released)).toList();
        return new Guard(released, GuardedQuestion.MOST_NUMBERS).approve(form, rows, own, answer.persons());
    }

    /** The answer's bytes with the cell in its place. */
    public byte[] withCell() {
        List<PartialRow> rows = new ArrayList<>();
        for (PartialRow row : left.rows()) {
            List<PartialCell> cells = new ArrayList<>(row.cells());
            if (row.keys().equals(cell.keys())) {
                if (!(cells.get(cell.term()) instanceof PartialCell.Suppressed)) {
                    throw new IllegalStateException("the cell left already");
                }
                cells.set(cell.term(), cell.cell());
            }
            rows.add(new PartialRow(row.keys(), cells));
        }
        return ArrowPartials.write(new PartialTable(answer.query(), rows));
    }

    private GuardedRow guarded(PartialRow row, QuestionForm form, History released) {
        List<Optional<List<Basis>>> terms = new ArrayList<>();
        for (int term = 0; term < row.cells().size(); term++) {
            if (row.keys().equals(cell.keys()) && term == cell.term()) {
                terms.add(Optional.of(cell.numbers().stream().map(GuardedValue::basis).toList()));
            } else {
                terms.add(row.cells().get(term) instanceof PartialCell.Released ? Optional.of(bases(row, term, form, released)) : Optional.<List<Basis>>empty());
            }
        }
        return new GuardedRow(row.keys(), terms);
    }

    private static List<Basis> bases(PartialRow row, int term, QuestionForm form, History released) {
        List<Integer> all = IntStream.range(0, form.keys()).boxed().toList();
        List<Basis> bases = new ArrayList<>();
        for (int part = 0; part < form.parts(term); part++) {
            bases.add(released.basis(form.form(term, part, all, row.keys())).orElseThrow(() -> new IllegalStateException("a number that left is not in the history")));
        }
        return bases;
    }
}
