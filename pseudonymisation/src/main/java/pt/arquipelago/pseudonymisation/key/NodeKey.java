package pt.arquipelago.pseudonymisation.key;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import pt.arquipelago.pseudonymisation.mac.HkdfSha256;

/**
 * The root of a node's key hierarchy: 32 random bytes, from which the keys of the pseudonymisation domains are derived.
 * Opaque: it shows its fingerprint and nothing else. Closing it overwrites the bytes.
 */
public final class NodeKey implements AutoCloseable {

    public static final int LENGTH = 32;

    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/:-]{0,99}");
    private static final byte[] FINGERPRINT = "arquipelago/fingerprint/v1".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private boolean closed;

    private NodeKey(byte[] bytes) {
        this.bytes = bytes;
    }

    public static NodeKey generate(SecureRandom random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return new NodeKey(bytes);
    }

    /** A key that a custodian delivers; the array is copied, overwriting it stays with the caller. */
    public static NodeKey of(byte[] bytes) {
        requireNonNull(bytes, "bytes is null");
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a node's key has " + LENGTH + " bytes, not " + bytes.length);
        }
        return new NodeKey(bytes.clone());
    }

    /** A copy of the key's bytes, for whoever holds the capability; to be overwritten after use. */
    public synchronized byte[] bytes(KeyBytesAccess access) {
        requireNonNull(access, "access is null");
        if (closed) {
            throw new IllegalStateException("the node's key was closed already: open it again from its custodian");
        }
        return bytes.clone();
    }

    /**
     * {@code K_domain = HKDF-SHA256(K_node, salt empty, label ‖ uint16 length(domain) ‖ domain ‖ uint32 epoch)}, 32
     * bytes, numbers big-endian.
     *
     * @param domain the pseudonymisation domain (EDPB 01/2025), 1 to 100 ASCII characters without blanks
     * @param epoch 0 until the first rotation
     */
    public DomainKey domain(KeyPurpose purpose, String domain, int epoch) {
        requireNonNull(domain, "domain is null");
        if (!DOMAIN.matcher(domain).matches()) {
            throw new IllegalArgumentException("a pseudonymisation domain is 1 to 100 letters, digits and . _ / : - and begins with a letter or digit");
        }
        if (epoch < 0) {
            throw new IllegalArgumentException("an epoch is 0 or more, not " + epoch);
        }
        byte[] label = purpose.label();
        byte[] name = domain.getBytes(StandardCharsets.US_ASCII);
        byte[] info = ByteBuffer.allocate(label.length + 2 + name.length + 4)
                .put(label).putShort((short) name.length).put(name).putInt(epoch).array();
        return new DomainKey(derive(info, LENGTH));
    }

    /** Eight bytes in hex that tell keys apart and say nothing about them. */
    public String fingerprint() {
        return HexFormat.of().formatHex(fingerprintBytes());
    }

    byte[] fingerprintBytes() {
        return derive(FINGERPRINT, 8);
    }

    private byte[] derive(byte[] info, int length) {
        byte[] secret = bytes(KeyBytesAccess.grant());
        try {
            return HkdfSha256.derive(secret, new byte[0], info, length);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "NodeKey[" + (closed ? "closed" : fingerprint()) + "]";
    }
}
