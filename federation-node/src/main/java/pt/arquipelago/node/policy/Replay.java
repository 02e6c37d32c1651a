package pt.arquipelago.node.policy;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import pt.arquipelago.policies.decision.Decision;
import pt.arquipelago.policies.decision.Denial;
import pt.arquipelago.policies.permit.Thresholds;

/** Makes the decisions of an audit log again, by other policies, and tells which come out differently. */
final class Replay {
    /** @param before and {@code after}: in words */
    record Difference(LoggedDecision decision, String before, String after) {
        Difference {
            requireNonNull(decision, "decision is null");
            requireNonNull(before, "before is null");
            requireNonNull(after, "after is null");
        }
    }

    private Replay() {}

    static List<Difference> of(List<LoggedDecision> log, NodePolicies policies) {
        List<Difference> differences = new ArrayList<>();
        for (LoggedDecision logged : log) {
            Decision now = policies.decide(logged.decided().input());
            String before = words(logged.decided().allowed(), logged.decided().denials(), logged.decided().thresholds());
            String after = words(now.allowed(), now.denials().stream().map(Denial::code).toList(), now.obligations().thresholds());
            if (!before.equals(after)) {
                differences.add(new Difference(logged, before, after));
            }
        }
        return differences;
    }

    private static String words(boolean allowed, List<String> denials, Thresholds thresholds) {
        if (!allowed) {
            return "refused by " + String.join(", ", denials.stream().sorted().toList());
        }
        return "allowed with " + thresholds.persons() + " persons, " + thresholds.professionals() + " professionals";
    }
}
