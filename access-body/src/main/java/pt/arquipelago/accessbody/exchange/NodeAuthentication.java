package pt.arquipelago.accessbody.exchange;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.http.Call;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;
import pt.arquipelago.policies.permit.NodeRequest;
import pt.arquipelago.policies.permit.NodeRequestVerifier;
import pt.arquipelago.policies.refusal.RefusalCode;
import pt.arquipelago.policies.signature.InvalidMessage;

import java.time.Clock;

import static java.util.Objects.requireNonNull;

/** A node is who signed this very request: method, address and body, in the last minute, and only once. */
public final class NodeAuthentication {
    private static final Logger LOG = LoggerFactory.getLogger(NodeAuthentication.class);
    private static final String SCHEME = "Bearer ";

    private final NodeRequestVerifier verifier;
    private final long startedAt;

    public NodeAuthentication(NodeRequestVerifier verifier, Clock clock) {
        this.verifier = requireNonNull(verifier, "verifier is null");
        this.startedAt = clock.instant().getEpochSecond();
    }

    /** @throws Problem {@code node.not-authenticated} or {@code node.request-replayed} */
    NodeRequest verify(Call call) {
        String jws = call.header("Authorization").filter(value -> value.startsWith(SCHEME)).map(value -> value.substring(SCHEME.length()))
                .orElseThrow(() -> new Problem(ProblemCode.NODE_NOT_AUTHENTICATED, "The request carries no signature."));
        try {
            NodeRequest request = verifier.verify(jws, call.method(), call.target(), call.body());
            if (request.iat() < startedAt) {
                // What was seen before the start is not remembered, so nothing signed before it is taken.
                throw new Problem(ProblemCode.NODE_REPLAYED, "The request was signed before this service started.");
            }
            Authorisation.nodeVerified(call.caller());
            return request;
        } catch (InvalidMessage e) {
            LOG.warn("a request to {} does not authenticate: {}", call.path(), e.code());
            throw new Problem(e.refusal() == RefusalCode.REQUEST_REPLAYED ? ProblemCode.NODE_REPLAYED : ProblemCode.NODE_NOT_AUTHENTICATED, e.sentence());
        }
    }
}
