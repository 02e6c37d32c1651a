package pt.arquipelago.node.policy;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import pt.arquipelago.node.settings.NodeSettings.PolicyEngine;
import pt.arquipelago.node.settings.NodeSettings.PolicySettings;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.policies.decision.CombinedDecisionPoint;
import pt.arquipelago.policies.decision.Decision;
import pt.arquipelago.policies.decision.DecisionInput;
import pt.arquipelago.policies.decision.EmbeddedDecisionPoint;
import pt.arquipelago.policies.decision.HolderDeclaration;
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

    /**
     * What was said to one question.
     *
     * @param own what the institution's own policy said of it, where there is one
     */
    public record Answer(Decision together, Optional<Decision> own) {
        public Answer {
            requireNonNull(together, "together is null");
            requireNonNull(own, "own is null");
        }
    }

    private final PolicyDecisionPoint accessBody;
    private final Optional<PolicyDecisionPoint> own;

    private NodePolicies(PolicyDecisionPoint accessBody, Optional<PolicyDecisionPoint> own) {
        this.accessBody = accessBody;
        this.own = own;
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
        return new NodePolicies(settings.engine() == PolicyEngine.OPA
                ? new OpaServerDecisionPoint(settings.url().orElseThrow(), PolicyBundle.EHDS, Optional.empty(), SERVER_LIMIT)
                : accessBody, holderBundle.map(bundle -> holder(bundle, EmbeddedDecisionPoint::new)));
    }

    /**
     * What the institution's own policy says of itself, for the descriptions of its tables.
     *
     * @throws OperatorException when its bundle cannot be loaded
     */
    public static HolderDeclaration declared(PolicySettings settings) {
        return settings.holderBundle().map(bundle -> holder(bundle, HolderDeclaration::of)).orElse(HolderDeclaration.NOTHING);
    }

    public List<Named> all() {
        return Stream.concat(Stream.of(new Named("the access body's policy", accessBody)), own.map(policy -> new Named("the institution's policy", policy)).stream()).toList();
    }

    /** Asks every policy once, so that all reasons are given together. */
    public Answer ask(DecisionInput input) {
        List<Decision> decisions = all().stream().map(named -> named.policy().decide(input)).toList();
        return new Answer(CombinedDecisionPoint.together(decisions), own.map(policy -> decisions.get(1)));
    }

    @Override
    public Decision decide(DecisionInput input) {
        return ask(input).together();
    }

    @Override
    public void close() {
        accessBody.close();
        own.ifPresent(PolicyDecisionPoint::close);
    }

    private static <T> T holder(Path bundle, Function<PolicyBundle, T> use) {
        try {
            return use.apply(PolicyBundle.ofHolder(bundle));
        } catch (IOException | IllegalArgumentException e) {
            throw new OperatorException("The institution's policy bundle " + bundle + " cannot be loaded. Compile it with `opa build -t wasm`; docs/policies.md says how, and what it declares.");
        }
    }
}
