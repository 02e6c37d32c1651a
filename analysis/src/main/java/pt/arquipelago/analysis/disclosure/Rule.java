package pt.arquipelago.analysis.disclosure;

import java.util.Optional;
import pt.arquipelago.analysis.measured.MeasuredRow;
import pt.arquipelago.analysis.measured.MeasuredTerm;
import pt.arquipelago.analysis.partial.Reason;
import pt.arquipelago.analysis.query.Term;

/** One rule of disclosure control. A rule sees what was measured and objects to a row or to a cell; it never changes a value. */
interface Rule {
    /** Whether the row may be present at all. */
    default boolean allows(MeasuredRow row, Thresholds thresholds) {
        return true;
    }

    /** Why no cell of the row may leave; empty if this rule has nothing against it. */
    default Optional<Reason> objection(MeasuredRow row, Thresholds thresholds) {
        return Optional.empty();
    }

    /** Why the cell may not leave, if a line through pairs of values is fitted with its term; asked besides. */
    default Optional<Reason> objectionToFit(MeasuredTerm measured, Thresholds thresholds) {
        return Optional.empty();
    }

    /** Why the cell may not leave; empty if this rule has nothing against it. */
    default Optional<Reason> objection(Term term, MeasuredTerm measured, Thresholds thresholds) {
        return Optional.empty();
    }
}
