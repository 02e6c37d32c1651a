package pt.arquipelago.node.disclosure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import pt.arquipelago.analysis.guard.Basis;
import pt.arquipelago.analysis.guard.Finding;
import pt.arquipelago.analysis.guard.Guard;
import pt.arquipelago.analysis.guard.GuardedRow;
import pt.arquipelago.analysis.guard.GuardedValue;
import pt.arquipelago.analysis.guard.History;
import pt.arquipelago.analysis.guard.QuestionForm;
import pt.arquipelago.analysis.partial.ArrowPartials;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.partial.PartialRow;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.partial.Reason;
import pt.arquipelago.node.gate.CompiledQuestion;
import pt.arquipelago.node.gate.CompiledTerm;

/** A checked answer before the guard across questions: its rows, and what their numbers rest on. */
public final class GuardedQuestion {
    /** So many numbers a history holds; then nothing new leaves any more. */
    public static final int MOST_NUMBERS = 40_000;

    private final CheckedResult checked;
    private final List<PartialRow> rows;
    private final List<GuardedRow> guarded;
    private final QuestionForm form;
    private final QuestionForm.Data data;
    private final List<Set<JsonNode>> presence;

    /** @param basis by keys, by term */
    public GuardedQuestion(CompiledQuestion question, CheckedResult checked, Map<List<Object>, List<List<Basis>>> basis, QuestionForm.Data data) {
        this.checked = checked;
        this.rows = checked.table().rows().stream().sorted(Comparator.comparing(row -> row.keys().toString())).toList();
        this.guarded = rows.stream().map(row -> row(row, basis)).toList();
        this.data = data;
        this.presence = question.terms().stream().map(CompiledTerm::presence).toList();
        this.form = new QuestionForm(checked.table().query(), data, presence);
    }

    /** What makes the forms of its numbers. */
    public AnswerForm form(String sql, String user) {
        return new AnswerForm(sql, user, checked.table().query(), data, presence, checked.thresholds().persons());
    }

    /**
     * What is left of the answer beside what left before.
     *
     * @param held cells that are too close to what left, where it can be told to what
     */
    public record Passed(CheckedResult result, List<History.Entry> entered, List<HeldCell> held) {}

    public Passed against(History released) {
        Guard.Verdict verdict = new Guard(released, MOST_NUMBERS).decide(form, guarded, checked.thresholds().persons());
        List<PartialRow> left = new ArrayList<>();
        List<HeldCell> held = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            List<PartialCell> cells = new ArrayList<>(rows.get(row).cells());
            for (int term = 0; term < cells.size(); term++) {
                if (verdict.isTooClose(row, term)) {
                    if (!(verdict.finding(row, term).orElseThrow() instanceof Finding.NotLookedAt)) {
                        held.add(held(row, term));
                    }
                    cells.set(term, new PartialCell.Suppressed(Reason.TOO_CLOSE));
                }
            }
            left.add(new PartialRow(rows.get(row).keys(), cells));
        }
        PartialTable table = new PartialTable(checked.table().query(), left);
        return new Passed(new CheckedResult(table, checked.thresholds(), checked.rounding(), ArrowPartials.write(table)), verdict.entered(), held);
    }

    private HeldCell held(int row, int term) {
        List<Basis> bases = guarded.get(row).terms().get(term).orElseThrow();
        List<Object> keys = rows.get(row).keys();
        List<GuardedValue> numbers = new ArrayList<>();
        for (int part = 0; part < bases.size(); part++) {
            numbers.add(new GuardedValue(form.form(term, part, IntStream.range(0, form.keys()).boxed().toList(), keys), bases.get(part)));
        }
        return new HeldCell(keys, term, (PartialCell.Released) rows.get(row).cells().get(term), numbers);
    }

    private static GuardedRow row(PartialRow row, Map<List<Object>, List<List<Basis>>> basis) {
        List<Optional<List<Basis>>> terms = new ArrayList<>();
        for (int term = 0; term < row.cells().size(); term++) {
            boolean released = row.cells().get(term) instanceof PartialCell.Released;
            if (released && !basis.containsKey(row.keys())) {
                throw new IllegalStateException("a row that would leave rests on nobody: the measurement is wrong");
            }
            terms.add(released ? Optional.of(basis.get(row.keys()).get(term)) : Optional.<List<Basis>>empty());
        }
        return new GuardedRow(row.keys(), terms);
    }
}
