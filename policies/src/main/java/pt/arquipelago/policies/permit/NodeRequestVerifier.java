package pt.arquipelago.policies.permit;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import pt.arquipelago.policies.refusal.RefusalCode;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.TrustedKeys;
import pt.arquipelago.policies.signature.VerificationKey;
import pt.arquipelago.policies.signature.VerifiedMessage;

/** What the access body and the catalogue demand of a node's call: the key of that node, this call, this body, now, and once. */
public final class NodeRequestVerifier {
    private final String audience;
    private final Map<String, VerificationKey> nodes;
    private final TrustedKeys keys;
    private final Validity validity;
    private final Clock clock;
    private final Map<String, Long> seen = new ConcurrentHashMap<>();

    /** @param nodes the registered key of each node */
    public NodeRequestVerifier(String audience, Map<String, VerificationKey> nodes, Clock clock) {
        this.audience = requireNonNull(audience, "audience is null");
        this.nodes = Map.copyOf(nodes);
        this.keys = TrustedKeys.of(nodes.values());
        this.clock = requireNonNull(clock, "clock is null");
        this.validity = new Validity(clock);
    }

    /**
     * @param method HTTP method
     * @param path path and query as sent
     * @param body the bytes of the body, empty if there is none
     * @throws InvalidMessage {@code message.*} or {@code request.*}
     */
    public NodeRequest verify(String compact, String method, String path, byte[] body) {
        return verify(compact, method, path, CanonicalJson.digest(body));
    }

    /** As above, for a body whose digest was taken while it streamed. */
    public NodeRequest verify(String compact, String method, String path, String bodyDigest) {
        VerifiedMessage message = Jws.verify(compact, MessageType.NODE_REQUEST, keys);
        NodeRequest request = message.as(NodeRequest.class);
        InvalidMessage.unless(message.signer().equals(nodes.get(request.iss())), RefusalCode.REQUEST_ISSUER);
        InvalidMessage.unless(request.aud().equals(audience), RefusalCode.REQUEST_AUDIENCE);
        InvalidMessage.unless(request.exp() - request.iat() <= NodeRequest.MAX_SECONDS, RefusalCode.REQUEST_LIFETIME);
        validity.requireStarted(request.iat(), RefusalCode.REQUEST_NOT_YET_VALID);
        validity.requireNotEnded(request.exp(), RefusalCode.REQUEST_EXPIRED);
        InvalidMessage.unless(request.htm().equals(method) && request.htu().equals(path), RefusalCode.REQUEST_TARGET);
        InvalidMessage.unless(request.digest().equals(bodyDigest), RefusalCode.REQUEST_BODY);
        requireFirst(request);
        return request;
    }

    private void requireFirst(NodeRequest request) {
        long now = clock.instant().getEpochSecond();
        seen.values().removeIf(until -> until <= now);
        long forgetAt = request.exp() + Validity.SKEW_SECONDS;
        InvalidMessage.unless(seen.putIfAbsent(request.iss() + " " + request.jti(), forgetAt) == null, RefusalCode.REQUEST_REPLAYED);
    }
}
