package pt.arquipelago.analysis.disclosure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pt.arquipelago.analysis.measured.MeasuredRow;
import pt.arquipelago.analysis.measured.MeasuredTable;
import pt.arquipelago.analysis.measured.MeasuredTerm;
import pt.arquipelago.analysis.measured.SupportedValue;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.partial.PartialCell.Released;
import pt.arquipelago.analysis.partial.PartialCell.Suppressed;
import pt.arquipelago.analysis.partial.PartialRow;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.partial.Reason;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Term;

/**
 * Decides which rows and cells of a measured table may leave the node ({@code docs/disclosure.md}). The first rule that objects to a cell
 * is the reason the holder sees.
 */
public final class DisclosureControl {
    static final List<Rule> ALL_RULES = List.of(new RowsOfFew(), new CellsOfFew(), new RestsOfFew(), new OtherProtectedPersons(),
            new Dominance(), new Saturation(), new FullCells());

    private final List<Rule> rules;

    /** Only tests leave a rule out, to see that an attack then succeeds. */
    DisclosureControl(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    public static PartialTable check(MeasuredTable measured, Thresholds thresholds) {
        return new DisclosureControl(ALL_RULES).apply(measured, thresholds);
    }

    /**
     * Which cells only a bound keeps from leaving, by index of the row: each person's own total decides them ({@link Dominance}).
     */
    public static Map<Integer, List<Integer>> undecided(MeasuredTable measured, Thresholds thresholds) {
        DisclosureControl others = new DisclosureControl(ALL_RULES.stream().filter(rule -> !(rule instanceof Dominance)).toList());
        Map<Integer, List<Integer>> undecided = new LinkedHashMap<>();
        Set<Integer> fitted = measured.query().fitted();
        for (int i = 0; i < measured.rows().size(); i++) {
            MeasuredRow row = measured.rows().get(i);
            if (others.allows(row, thresholds) && others.objection(row, thresholds).isEmpty()) {
                for (int term = 0; term < row.terms().size(); term++) {
                    MeasuredTerm cell = row.terms().get(term);
                    boolean saturated = fitted.contains(term) && others.objectionToFit(cell, thresholds).isPresent();
                    boolean bounded = !saturated && cell.concentrations().stream().anyMatch(number -> !number.exact() && !number.isWithinLimits());
                    if (bounded && others.objection(measured.query().terms().get(term), cell, thresholds).isEmpty()) {
                        undecided.computeIfAbsent(i, none -> new ArrayList<>()).add(term);
                    }
                }
            }
        }
        return undecided;
    }

    /**
     * The access body's own look at what a node sent: what can be seen from outside, no more.
     *
     * @throws pt.arquipelago.analysis.InvalidFormat if a released cell says, or its value shows, that fewer persons stand behind it
     */
    public static void recheck(PartialTable partial, Thresholds thresholds) {
        ReleasedCells.require(partial, thresholds);
    }

    PartialTable apply(MeasuredTable measured, Thresholds thresholds) {
        requireNonNull(thresholds, "thresholds is null");
        List<PartialRow> rows = new ArrayList<>();
        Set<Integer> fitted = measured.query().fitted();
        for (MeasuredRow row : measured.rows()) {
            if (allows(row, thresholds)) {
                rows.add(row(measured.query().terms(), fitted, row, thresholds));
            }
        }
        return new PartialTable(measured.query(), rows);
    }

    private boolean allows(MeasuredRow row, Thresholds thresholds) {
        return rules.stream().allMatch(rule -> rule.allows(row, thresholds));
    }

    private Optional<Reason> objection(MeasuredRow row, Thresholds thresholds) {
        return rules.stream().flatMap(rule -> rule.objection(row, thresholds).stream()).findFirst();
    }

    private PartialRow row(List<Term> terms, Set<Integer> fitted, MeasuredRow row, Thresholds thresholds) {
        List<PartialCell> cells = new ArrayList<>(terms.size());
        Optional<PartialCell> all = objection(row, thresholds).map(Suppressed::new);
        for (int i = 0; i < terms.size(); i++) {
            MeasuredTerm term = row.terms().get(i);
            if (Math.max(term.persons(), term.restPersons()) > row.persons()) {
                throw new IllegalStateException("more persons behind a term than behind its row: the measurement is wrong");
            }
            PartialCell cell = fitted.contains(i) ? fitted(terms.get(i), term, thresholds) : cell(terms.get(i), term, thresholds);
            cells.add(cell instanceof Suppressed ? cell : all.orElse(cell));
        }
        return new PartialRow(row.keys(), cells);
    }

    private PartialCell fitted(Term term, MeasuredTerm measured, Thresholds thresholds) {
        PartialCell cell = cell(term, measured, thresholds);
        return cell instanceof Released ? objectionToFit(measured, thresholds).<PartialCell>map(Suppressed::new).orElse(cell) : cell;
    }

    private Optional<Reason> objectionToFit(MeasuredTerm measured, Thresholds thresholds) {
        return rules.stream().flatMap(rule -> rule.objectionToFit(measured, thresholds).stream()).findFirst();
    }

    private PartialCell cell(Term term, MeasuredTerm measured, Thresholds thresholds) {
        Optional<Reason> objection = objection(term, measured, thresholds);
        if (objection.isPresent()) {
            return new Suppressed(objection.get());
        }
        if (term.kind() != Kind.VALUES) {
            return new Released(measured.value(), thresholds.persons());
        }
        List<Object> values = values(term, measured, thresholds);
        return values.isEmpty() ? new Suppressed(Reason.THRESHOLD) : new Released(values, thresholds.persons());
    }

    private Optional<Reason> objection(Term term, MeasuredTerm measured, Thresholds thresholds) {
        return rules.stream().flatMap(rule -> rule.objection(term, measured, thresholds).stream()).findFirst();
    }

    /** A value that a VALUES term met leaves only if it might leave as a key: every rule is asked, with no condition and so no rest. */
    private List<Object> values(Term term, MeasuredTerm measured, Thresholds thresholds) {
        Term alone = new Term(Kind.VALUES, term.argument(), Optional.empty(), term.type(), true);
        List<Object> kept = new ArrayList<>();
        for (Object element : (List<?>) requireNonNull(measured.value(), "a VALUES term has no list")) {
            SupportedValue value = (SupportedValue) element;
            MeasuredTerm behind = new MeasuredTerm(null, value.persons(), 0, value.others(), List.of());
            if (objection(alone, behind, thresholds).isEmpty()) {
                kept.add(value.value());
            }
        }
        return kept;
    }
}
