package pt.arquipelago.analysis.disclosure;

import java.util.Optional;
import pt.arquipelago.analysis.measured.MeasuredRow;
import pt.arquipelago.analysis.partial.Reason;

/**
 * Where a sensitive column is a key, k persons with the same other keys are in other categories of it, else the row tells its category of
 * everybody. None and few are alike, or else the suppression itself would tell which it is.
 */
final class FullCells implements Rule {
    @Override
    public Optional<Reason> objection(MeasuredRow row, Thresholds thresholds) {
        boolean allowed = row.elsewhere().stream().allMatch(persons -> persons >= thresholds.persons());
        return allowed ? Optional.empty() : Optional.of(Reason.FULL_CELL);
    }
}
