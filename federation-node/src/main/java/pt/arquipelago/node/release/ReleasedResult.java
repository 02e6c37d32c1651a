package pt.arquipelago.node.release;

import static java.util.Objects.requireNonNull;

import pt.arquipelago.policies.permit.Manifest;
import pt.arquipelago.policies.permit.Outcome;

/**
 * An answer that may leave the node: a signed manifest and, if something is released, the partial table's bytes. Only {@link Release}
 * makes one, out of a receipt of the audit log; the sender takes nothing else.
 */
public final class ReleasedResult {
    private final Manifest manifest;
    private final String signed;
    private final byte[] bytes;

    ReleasedResult(Manifest manifest, String signed, byte[] bytes) {
        this.manifest = requireNonNull(manifest, "manifest is null");
        this.signed = requireNonNull(signed, "signed is null");
        this.bytes = bytes.clone();
    }

    public Manifest manifest() {
        return manifest;
    }

    /** The manifest as a compact JWS. */
    public String signedManifest() {
        return signed;
    }

    public Outcome outcome() {
        return manifest.outcome();
    }

    /** The {@code jti} of the order that is answered. */
    public String order() {
        return manifest.order();
    }

    /** The Arrow stream; empty unless something is released. */
    public byte[] bytes() {
        return bytes.clone();
    }
}
