package pt.arquipelago.pseudonymisation.mac;

import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869). */
public final class HkdfSha256 {

    private static final int HASH = 32;

    private HkdfSha256() {
    }

    /**
     * @param salt may be empty: then a hash of zeros, as the RFC says
     * @param length of the output in bytes, 1 to 8160
     */
    public static byte[] derive(byte[] secret, byte[] salt, byte[] info, int length) {
        requireNonNull(secret, "secret is null");
        if (length < 1 || length > 255 * HASH) {
            throw new IllegalArgumentException("HKDF-SHA256 gives 1 to 8160 bytes, not " + length);
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt.length == 0 ? new byte[HASH] : salt, "HmacSHA256"));
            byte[] pseudorandomKey = mac.doFinal(secret);
            mac.init(new SecretKeySpec(pseudorandomKey, "HmacSHA256"));
            Arrays.fill(pseudorandomKey, (byte) 0);
            return expand(mac, info, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no HMAC-SHA256", e);
        }
    }

    private static byte[] expand(Mac mac, byte[] info, int length) {
        byte[] out = new byte[length];
        byte[] previous = new byte[0];
        for (int at = 0, counter = 1; at < length; at += HASH, counter++) {
            mac.update(previous);
            mac.update(info);
            mac.update((byte) counter);
            previous = mac.doFinal();
            System.arraycopy(previous, 0, out, at, Math.min(HASH, length - at));
        }
        Arrays.fill(previous, (byte) 0);
        return out;
    }
}
