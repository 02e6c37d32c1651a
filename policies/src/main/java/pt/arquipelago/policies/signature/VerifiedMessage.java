package pt.arquipelago.policies.signature;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The content of a message whose signature was verified; nothing is said yet of its validity or addressee. */
public record VerifiedMessage(String typ, VerificationKey signer, ObjectNode payload) {
    public VerifiedMessage {
        requireNonNull(typ, "typ is null");
        requireNonNull(signer, "signer is null");
        requireNonNull(payload, "payload is null");
    }

    /** @throws InvalidMessage {@code message.content} when the payload does not follow the record */
    public <T> T as(Class<T> type) {
        return StrictJson.read(payload, type);
    }
}
