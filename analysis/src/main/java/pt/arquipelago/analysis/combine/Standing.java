package pt.arquipelago.analysis.combine;

import java.util.List;
import java.util.Optional;
import pt.arquipelago.analysis.evaluate.Outcome;
import pt.arquipelago.analysis.query.Expr;

/** What one expression of one row of the result stands on. */
sealed interface Standing permits Support, TotalSupport {
    boolean hasTerms();

    /** Whether a node that was asked is not in it. */
    boolean lacksNodes();

    /** Why nothing is shown; empty if something is. */
    Optional<String> suppressed();

    /** A term's value over all that it stands on. */
    Outcome value(int term);

    /** Where a quantile lies; only if something is shown. */
    Bracket quantile(Expr.Quantile quantile);

    List<String> marks();

    /** A noisy term over all that it stands on; empty where it is exact, or has no value here. */
    Optional<NoisySum> noisy(int term);
}
