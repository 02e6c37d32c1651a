package pt.arquipelago.node.policy;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pt.arquipelago.node.settings.NodeSettings.PolicyEngine;
import pt.arquipelago.node.settings.NodeSettings.PolicySettings;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.policies.decision.CombinedDecisionPoint;
import pt.arquipelago.policies.decision.Decision;
import pt.arquipelago.policies.decision.DecisionInput;
import pt.arquipelago.policies.decision.EmbeddedDecisionPoint;
import pt.arquipelago.policies.decision.OpaServerDecisionPoint;
import pt.arquipelago.policies.decision.PolicyBundle;
import pt.arquipelago.policies.decision.PolicyDecisionPoint;

/** The policies that a node asks: the access body's, and the institution's own where it has one. All must allow. */
public final class NodePolicies implements PolicyDecisionPoint {
    private static final Duration SERVER_LIMIT = Duration.ofSeconds(5);

    /** A policy with the name that people know it by. */
    public record Named(String name, PolicyDecisionPoint policy) {
        public Named {
            requireNonNull(name, "name is null");
            requireNonNull(policy, "policy is null");
        }
    }

    private final List<Named> all;
    private final CombinedDecisionPoint together;

    private NodePolicies(List<Named> all) {
        this.all = List.copyOf(all);
        this.together = new CombinedDecisionPoint(all.stream().map(Named::policy).toArray(PolicyDecisionPoint[]::new));
    }

    /**
     * @param accessBody its rules, where they are decided in this process
     * @throws OperatorException when the institution's bundle cannot be loaded
     */
    public static NodePolicies of(PolicySettings settings, AccessBodyPolicy accessBody) {
        return of(settings, accessBody, settings.holderBundle());
    }

    /** With another bundle of the institution than the settings name. */
    public static NodePolicies withHolderBundle(PolicySettings settings, AccessBodyPolicy accessBody, Path bundle) {
        return of(settings, accessBody, Optional.of(bundle));
    }

    private static NodePolicies of(PolicySettings settings, AccessBodyPolicy accessBody, Optional<Path> holderBundle) {
        List<Named> all = new ArrayList<>();
        all.add(new Named("the access body's policy", settings.engine() == PolicyEngine.OPA
                ? new OpaServerDecisionPoint(settings.url().orElseThrow(), PolicyBundle.EHDS, Optional.empty(), SERVER_LIMIT)
                : accessBody));
        holderBundle.ifPresent(bundle -> all.add(new Named("the institution's policy", holder(bundle))));
        return new NodePolicies(all);
    }

    public List<Named> all() {
        return all;
    }

    @Override
    public Decision decide(DecisionInput input) {
        return together.decide(input);
    }

    @Override
    public void close() {
        together.close();
    }

    private static PolicyDecisionPoint holder(Path bundle) {
        try {
            return new EmbeddedDecisionPoint(PolicyBundle.ofHolder(bundle));
        } catch (IOException | IllegalArgumentException e) {
            throw new OperatorException("The institution's policy bundle " + bundle + " cannot be loaded. Compile it with `opa build -t wasm`.");
        }
    }
}
