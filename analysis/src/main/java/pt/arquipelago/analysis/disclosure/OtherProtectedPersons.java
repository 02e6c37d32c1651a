package pt.arquipelago.analysis.disclosure;

import java.util.Optional;
import pt.arquipelago.analysis.measured.MeasuredTerm;
import pt.arquipelago.analysis.measured.ProtectedSupport;
import pt.arquipelago.analysis.partial.Reason;
import pt.arquipelago.analysis.query.Term;

/**
 * Behind a term's records stand enough distinct persons of every other protected type (prescribers), or k subjects whose records name
 * none of that type.
 */
final class OtherProtectedPersons implements Rule {
    @Override
    public Optional<Reason> objection(Term term, MeasuredTerm measured, Thresholds thresholds) {
        boolean allowed = measured.others().stream().allMatch(support -> allowed(support, thresholds));
        return allowed ? Optional.empty() : Optional.of(Reason.PROTECTED_PERSONS);
    }

    private static boolean allowed(ProtectedSupport support, Thresholds thresholds) {
        return support.distinct() >= thresholds.other(support.type()) || support.subjectsWithout() >= thresholds.persons();
    }
}
