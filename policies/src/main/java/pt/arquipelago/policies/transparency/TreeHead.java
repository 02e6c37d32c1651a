package pt.arquipelago.policies.transparency;

import static java.util.Objects.requireNonNull;

import java.util.HexFormat;

/**
 * The state of an append-only log (RFC 9162 2.1.1).
 *
 * @param size number of leaves
 * @param root {@code sha256:} and the Merkle tree hash in hex
 */
public record TreeHead(long size, String root) {
    public TreeHead {
        requireNonNull(root, "root is null");
        if (size < 0 || !root.matches("sha256:[0-9a-f]{64}")) {
            throw new IllegalArgumentException("A tree head has a size from 0 and a root sha256:<64 hex digits>");
        }
    }

    public static TreeHead of(long size, byte[] root) {
        return new TreeHead(size, "sha256:" + HexFormat.of().formatHex(root));
    }

    /** The 32 bytes of the root. */
    public byte[] rootBytes() {
        return HexFormat.of().parseHex(root.substring("sha256:".length()));
    }
}
