package pt.arquipelago.policies.permit;

import static java.util.Objects.requireNonNull;

import java.util.Map;

import pt.arquipelago.policies.refusal.RefusalCode;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.TrustedKeys;
import pt.arquipelago.policies.signature.VerificationKey;
import pt.arquipelago.policies.signature.VerifiedMessage;

/** What the access body demands of a node's answer. */
public final class ManifestVerifier {
    private final String audience;
    private final Map<String, VerificationKey> nodes;
    private final TrustedKeys keys;

    /** @param nodes the registered key of each node */
    public ManifestVerifier(String audience, Map<String, VerificationKey> nodes) {
        this.audience = requireNonNull(audience, "audience is null");
        this.nodes = Map.copyOf(nodes);
        this.keys = TrustedKeys.of(nodes.values());
    }

    /**
     * @param order the order that was asked
     * @param partial the bytes that came with the manifest, empty unless released
     * @throws InvalidMessage {@code message.*} or {@code manifest.*}
     */
    public Manifest verify(String compact, TaskOrder order, byte[] partial) {
        VerifiedMessage message = Jws.verify(compact, MessageType.MANIFEST, keys);
        Manifest manifest = message.as(Manifest.class);
        InvalidMessage.unless(message.signer().equals(nodes.get(manifest.iss())) && manifest.iss().equals(order.aud()), RefusalCode.MANIFEST_ISSUER);
        InvalidMessage.unless(manifest.aud().equals(audience), RefusalCode.MANIFEST_AUDIENCE);
        InvalidMessage.unless(manifest.order().equals(order.jti()) && manifest.task().equals(order.task())
                && manifest.questionDigest().equals(order.questionDigest()), RefusalCode.MANIFEST_ORDER);
        boolean bound = manifest.partialDigest().map(CanonicalJson.digest(partial)::equals).orElse(partial.length == 0);
        InvalidMessage.unless(bound, RefusalCode.MANIFEST_PARTIAL);
        return manifest;
    }
}
