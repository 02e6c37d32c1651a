package pt.arquipelago.policies.decision;

import java.util.ArrayList;
import java.util.List;

/** Asks the access body's policy and the institution's own beside it: all must allow, and all their obligations hold. */
public final class CombinedDecisionPoint implements PolicyDecisionPoint {
    private final List<PolicyDecisionPoint> points;

    public CombinedDecisionPoint(PolicyDecisionPoint... points) {
        this.points = List.of(points);
        if (this.points.isEmpty()) {
            throw new IllegalArgumentException("At least one policy must be asked");
        }
    }

    /** Asks every policy, so that all reasons are given at once. */
    @Override
    public Decision decide(DecisionInput input) {
        return together(points.stream().map(point -> point.decide(input)).toList());
    }

    /** What several policies say of one question; at least one. */
    public static Decision together(List<Decision> decisions) {
        List<Denial> denials = new ArrayList<>();
        List<String> bundles = new ArrayList<>();
        Obligations obligations = decisions.get(0).obligations();
        for (Decision decision : decisions) {
            denials.addAll(decision.denials());
            bundles.addAll(decision.bundles());
            obligations = obligations.and(decision.obligations());
        }
        return new Decision(decisions.stream().allMatch(Decision::allowed), denials, obligations, bundles);
    }

    @Override
    public void close() {
        points.forEach(PolicyDecisionPoint::close);
    }
}
