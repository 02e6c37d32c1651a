package pt.arquipelago.analysis.disclosure;

import java.util.Optional;
import pt.arquipelago.analysis.measured.Concentration;
import pt.arquipelago.analysis.measured.MeasuredTerm;
import pt.arquipelago.analysis.partial.Reason;
import pt.arquipelago.analysis.query.Term;

/**
 * One person makes up at most 50 % of a number, two at most 85 %, by absolute values. A number of which nothing is left to divide (a
 * spread of zero: everybody has the same value) does not pass, nor one that is not finite.
 */
final class Dominance implements Rule {
    @Override
    public Optional<Reason> objection(Term term, MeasuredTerm measured, Thresholds thresholds) {
        if (measured.concentrations().size() != term.kind().numbers()) {
            throw new IllegalStateException("a term has not the concentrations of its kind: the measurement is wrong");
        }
        return measured.concentrations().stream().allMatch(Concentration::isWithinLimits) ? Optional.empty() : Optional.of(Reason.DOMINANCE);
    }
}
