package pt.arquipelago.analysis.combine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.evaluate.Outcome;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.partial.PartialCell.Perturbed;
import pt.arquipelago.analysis.partial.PartialCell.Released;
import pt.arquipelago.analysis.partial.PartialCell.Suppressed;
import pt.arquipelago.analysis.partial.Reason;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.result.Mark;
import pt.arquipelago.analysis.result.SuppressedCell;

/** Which nodes one expression of one row stands on: those that released every term in it. An expression without terms needs none. */
final class Support implements Standing {
    private final CombinedTable table;
    private final CombinedRow row;
    private final Expr expr;
    private final SortedSet<Integer> terms;
    private final List<String> nodes = new ArrayList<>();

    Support(CombinedTable table, CombinedRow row, Expr expr) {
        this.table = table;
        this.row = row;
        this.expr = expr;
        this.terms = expr.terms();
        for (String node : table.answered().keySet()) {
            List<PartialCell> cells = row.cells().get(node);
            if (cells != null && terms.stream().allMatch(term -> !(cells.get(term) instanceof Suppressed))) {
                nodes.add(node);
            }
        }
    }

    @Override
    public boolean hasTerms() {
        return !terms.isEmpty();
    }

    /** Whether a node that was asked is not in it. */
    @Override
    public boolean lacksNodes() {
        return hasTerms() && nodes.size() < table.asked();
    }

    /** Why nothing is shown; empty if something is. */
    @Override
    public Optional<String> suppressed() {
        boolean shown = !hasTerms() || (table.strict() ? !lacksNodes() : !nodes.isEmpty());
        return shown ? Optional.empty() : Optional.of(reason());
    }

    /** What the missing nodes say: another rule than the threshold, if one of them names it. */
    private String reason() {
        SortedSet<Reason> reasons = new TreeSet<>();
        for (String node : table.answered().keySet()) {
            List<PartialCell> cells = row.cells().get(node);
            if (cells == null) {
                reasons.add(Reason.THRESHOLD);
            } else {
                terms.forEach(term -> {
                    if (cells.get(term) instanceof Suppressed cell) {
                        reasons.add(cell.reason().outside());
                    }
                });
            }
        }
        return reasons.isEmpty() ? SuppressedCell.INCOMPLETE : reasons.last().label();
    }

    /** A term's value over the nodes of this expression. */
    @Override
    public Outcome value(int term) {
        return noisy(term).map(NoisySum::value).orElseGet(() -> Merge.merge(table.query().terms().get(term), released(term)));
    }

    @Override
    public Optional<NoisySum> noisy(int term) {
        List<Perturbed> cells = perturbed(term);
        return cells.isEmpty() ? Optional.empty() : Optional.of(NoisySum.of(table.query().terms().get(term), cells));
    }

    /** What each node of this expression gave of a term with noise. */
    List<Perturbed> perturbed(int term) {
        return nodes.stream().map(node -> row.cells().get(node).get(term)).filter(Perturbed.class::isInstance).map(Perturbed.class::cast).toList();
    }

    @Override
    public Bracket quantile(Expr.Quantile quantile) {
        return Bracket.of(quantile, steps(quantile));
    }

    List<Bracket.Steps> steps(Expr.Quantile quantile) {
        return nodes.stream().map(node -> Bracket.Steps.of(quantile, row.cells().get(node))).toList();
    }

    /** What each node of this expression released of a term. */
    List<Object> released(int term) {
        return nodes.stream().map(node -> ((Released) row.cells().get(node).get(term)).value()).toList();
    }

    @Override
    public List<String> marks() {
        List<String> marks = new ArrayList<>();
        if (!expr.overs().isEmpty()) {
            marks.add(Mark.OF_RELEASED);
        }
        if (lacksNodes()) {
            marks.add(Mark.nodes(nodes.size(), table.asked()));
            missingPersons().ifPresent(atMost -> marks.add(Mark.missingPersons(atMost)));
        }
        return marks;
    }

    /** For a count of persons, if each missing node has the row absent: fewer than its threshold of persons are there. */
    private Optional<Long> missingPersons() {
        boolean counts = expr instanceof Expr.TermRef ref && table.query().terms().get(ref.index()).kind() == Kind.PERSONS;
        if (!counts || table.noisy() || !table.silent().isEmpty()) {
            return Optional.empty();
        }
        long atMost = 0;
        for (Map.Entry<String, Thresholds> node : table.answered().entrySet()) {
            if (!nodes.contains(node.getKey())) {
                if (row.cells().containsKey(node.getKey())) {
                    return Optional.empty();
                }
                atMost += node.getValue().persons() - 1;
            }
        }
        return Optional.of(atMost);
    }
}
