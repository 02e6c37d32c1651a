package pt.arquipelago.analysis.combine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pt.arquipelago.analysis.evaluate.Outcome;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.result.Mark;

/** What a total stands on: of each row in it, the nodes that released every term of the expression there. */
final class TotalSupport implements Standing {
    private final CombinedTable table;
    private final Expr expr;
    private final List<Support> rows;
    private final List<Support> shown;

    TotalSupport(CombinedTable table, List<CombinedRow> rows, Expr expr) {
        this.table = table;
        this.expr = expr;
        this.rows = rows.stream().map(row -> new Support(table, row, expr)).toList();
        this.shown = this.rows.stream().filter(row -> row.suppressed().isEmpty()).toList();
    }

    @Override
    public boolean hasTerms() {
        return !expr.terms().isEmpty();
    }

    @Override
    public boolean lacksNodes() {
        return hasTerms() && rows.stream().anyMatch(Support::lacksNodes);
    }

    @Override
    public Optional<String> suppressed() {
        return shown.isEmpty() ? rows.get(0).suppressed() : Optional.empty();
    }

    /** A person may be in several rows of a total, so that counts of persons do not add up unless the keys say so. */
    @Override
    public Outcome value(int term) {
        if (!adds(term)) {
            return new Outcome.NotComputable();
        }
        Optional<NoisySum> noisy = noisy(term);
        if (noisy.isPresent()) {
            return noisy.get().value();
        }
        List<Object> values = new ArrayList<>();
        shown.forEach(row -> values.addAll(row.released(term)));
        return Merge.merge(table.query().terms().get(term), values);
    }

    @Override
    public Optional<NoisySum> noisy(int term) {
        List<PartialCell.Perturbed> cells = adds(term) ? shown.stream().flatMap(row -> row.perturbed(term).stream()).toList() : List.of();
        return cells.isEmpty() ? Optional.empty() : Optional.of(NoisySum.of(table.query().terms().get(term), cells));
    }

    private boolean adds(int term) {
        Kind kind = table.query().terms().get(term).kind();
        boolean distinct = kind == Kind.PERSONS || kind == Kind.DOCUMENTS;
        boolean keyed = kind == Kind.PERSONS && table.query().groupings().orElseThrow().keysByPerson();
        return !distinct || keyed || rows.size() == 1;
    }

    @Override
    public Bracket quantile(Expr.Quantile quantile) {
        return Bracket.of(quantile, shown.stream().flatMap(row -> row.steps(quantile).stream()).toList());
    }

    @Override
    public List<String> marks() {
        return hasTerms() ? List.of(Mark.OF_RELEASED) : List.of();
    }
}
