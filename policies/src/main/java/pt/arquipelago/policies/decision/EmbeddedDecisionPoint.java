package pt.arquipelago.policies.decision;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.styra.opa.wasm.OpaPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pt.arquipelago.policies.refusal.RefusalCode;
import pt.arquipelago.policies.signature.StrictJson;

/**
 * Evaluates a compiled bundle inside the JVM. An instance of the module serves one decision at a time, so a few are kept, and made
 * (half a second of computing) when they are first needed; one that failed is thrown away.
 */
public final class EmbeddedDecisionPoint implements PolicyDecisionPoint {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDecisionPoint.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int INSTANCES = 2;
    private static final long WAIT_SECONDS = 5;

    private final PolicyBundle bundle;
    private final Semaphore free = new Semaphore(INSTANCES);
    private final Queue<OpaPolicy> idle = new ConcurrentLinkedQueue<>();

    /** @throws IllegalArgumentException when the module cannot be loaded or lacks the entry point */
    public EmbeddedDecisionPoint(PolicyBundle bundle) {
        this.bundle = requireNonNull(bundle, "bundle is null");
        idle.add(instance());
    }

    @Override
    public Decision decide(DecisionInput input) {
        requireNonNull(input, "input is null");
        List<String> bundles = List.of(bundle.digest());
        if (!await()) {
            return PolicyAnswer.denied(RefusalCode.POLICY_TIMEOUT, input, bundles);
        }
        try {
            return PolicyAnswer.decision(evaluate(input).path(0).path("result"), input, bundles);
        } catch (JsonProcessingException e) {
            return PolicyAnswer.denied(RefusalCode.POLICY_MALFORMED, input, bundles);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.warn("The policy {} failed: {}", bundle, e.getClass().getName());
            return PolicyAnswer.denied(RefusalCode.POLICY_ERROR, input, bundles);
        } finally {
            free.release();
        }
    }

    /** An instance goes back only after it has answered. */
    private JsonNode evaluate(DecisionInput input) throws JsonProcessingException {
        OpaPolicy kept = idle.poll();
        OpaPolicy policy = kept == null ? instance() : kept;
        String results = policy.evaluate(StrictJson.write(input));
        idle.add(policy);
        return JSON.readTree(results);
    }

    private boolean await() {
        try {
            return free.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private OpaPolicy instance() {
        try {
            OpaPolicy policy = OpaPolicy.builder().withPolicy(bundle.wasm()).build();
            policy.entrypoint(bundle.entrypoint());
            return policy.data("{}");
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("The bundle has no entry point " + bundle.entrypoint() + " or is no compiled policy", e);
        }
    }
}
