package pt.arquipelago.accessbody.node;

import pt.arquipelago.policies.signature.VerificationKey;

import static java.util.Objects.requireNonNull;

/** An institution's node that the settings name, with the key it signs with. */
public record RegisteredNode(String id, String name, VerificationKey key) {
    public RegisteredNode {
        requireNonNull(id, "id is null");
        requireNonNull(name, "name is null");
        requireNonNull(key, "key is null");
    }
}
