package pt.arquipelago.accessbody.application;

import pt.arquipelago.policies.permit.Thresholds;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What a decision maker says of an application.
 *
 * @param reason published with the decision (Art 57(1)(j))
 * @param keystorePassword opens the key of permits for this decision only; none when refusing
 * @param validDays fewer days than asked for, if the decision says so
 */
public record Decision(
        boolean permit, String reason, Optional<char[]> keystorePassword, Optional<Thresholds> thresholds, Optional<Integer> validDays, List<String> conditions) {
    public Decision {
        requireNonNull(reason, "reason is null");
        requireNonNull(keystorePassword, "keystorePassword is null");
        requireNonNull(thresholds, "thresholds is null");
        requireNonNull(validDays, "validDays is null");
        conditions = List.copyOf(conditions);
    }

    @Override
    public String toString() {
        return "Decision[" + (permit ? "permit" : "refuse") + "]";
    }
}
