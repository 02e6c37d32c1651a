package pt.arquipelago.policies.decision;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * @param allowed only if every policy that was asked allowed
 * @param denials why not; empty when allowed
 * @param obligations what the node must do besides; the strictest of all policies
 * @param bundles digests of the bundles that decided, {@code sha256:…}
 */
public record Decision(boolean allowed, List<Denial> denials, Obligations obligations, List<String> bundles) {
    public Decision {
        denials = List.copyOf(denials);
        requireNonNull(obligations, "obligations is null");
        bundles = List.copyOf(bundles);
        if (allowed != denials.isEmpty()) {
            throw new IllegalArgumentException("A decision allows, or it gives a reason why not");
        }
    }
}
