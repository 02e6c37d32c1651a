package pt.arquipelago.analysis.disclosure;

import java.util.Optional;
import pt.arquipelago.analysis.measured.MeasuredTerm;
import pt.arquipelago.analysis.partial.Reason;

/**
 * A line through pairs of values has two parameters: they are at most a tenth of the persons behind it, and at least ten degrees of freedom
 * are left. (That nobody alone determines the line is {@link Dominance}'s: nobody makes up more than half of Σ(x − mean)², which is a
 * leverage of at most a half, nor of Σ(y − mean)².)
 */
final class Saturation implements Rule {
    private static final int PARAMETERS = 2;
    private static final int PERSONS_PER_PARAMETER = 10;
    private static final int DEGREES_LEFT = 10;
    /** Records are no fewer than persons, and persons are what is counted exactly. */
    static final int LEAST_PERSONS = Math.max(PARAMETERS * PERSONS_PER_PARAMETER, PARAMETERS + DEGREES_LEFT);

    @Override
    public Optional<Reason> objectionToFit(MeasuredTerm measured, Thresholds thresholds) {
        return measured.persons() >= LEAST_PERSONS ? Optional.empty() : Optional.of(Reason.SATURATION);
    }
}
