package pt.arquipelago.analysis.disclosure;

import java.util.Optional;
import pt.arquipelago.analysis.measured.MeasuredTerm;
import pt.arquipelago.analysis.partial.Reason;
import pt.arquipelago.analysis.query.Term;

/**
 * At least k persons stand behind a term's records: those that meet its condition with the argument neither NULL nor zero. An average is
 * made of two terms, so it needs k persons with a value (its count) and k with a value other than zero (its sum).
 */
final class CellsOfFew implements Rule {
    @Override
    public Optional<Reason> objection(Term term, MeasuredTerm measured, Thresholds thresholds) {
        return measured.persons() >= thresholds.persons() ? Optional.empty() : Optional.of(Reason.THRESHOLD);
    }
}
