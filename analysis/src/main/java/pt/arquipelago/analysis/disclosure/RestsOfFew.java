package pt.arquipelago.analysis.disclosure;

import java.util.Optional;
import pt.arquipelago.analysis.measured.MeasuredTerm;
import pt.arquipelago.analysis.partial.Reason;
import pt.arquipelago.analysis.query.Term;

/**
 * At least k persons stand behind the row's records outside a term's condition, else the row less the term tells of few. None and few are
 * alike, or else the suppression itself would tell which it is; only the form of the question may say that there is no rest.
 */
final class RestsOfFew implements Rule {
    @Override
    public Optional<Reason> objection(Term term, MeasuredTerm measured, Thresholds thresholds) {
        boolean allowed = term.restEmpty() || measured.restPersons() >= thresholds.persons();
        return allowed ? Optional.empty() : Optional.of(Reason.REST);
    }
}
