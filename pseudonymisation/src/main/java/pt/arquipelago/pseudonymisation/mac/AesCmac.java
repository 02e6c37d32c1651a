package pt.arquipelago.pseudonymisation.mac;

import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-CMAC (RFC 4493; NIST SP 800-38B) with a key of 16, 24 or 32 bytes. Holds a cipher and a block, so one instance
 * serves one thread at a time.
 */
public final class AesCmac {

    public static final int BLOCK = 16;

    private final Cipher aes;
    private final byte[] k1;
    private final byte[] k2;
    private final byte[] state = new byte[BLOCK];

    /** @throws IllegalArgumentException if the key has another length */
    public AesCmac(byte[] key) {
        requireNonNull(key, "key is null");
        if (key.length != 16 && key.length != 24 && key.length != 32) {
            throw new IllegalArgumentException("an AES key has 16, 24 or 32 bytes, not " + key.length);
        }
        try {
            aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no AES", e);
        }
        k1 = new byte[BLOCK];
        encrypt(k1, BLOCK);
        doubled(k1);
        k2 = k1.clone();
        doubled(k2);
    }

    /** The tag of a message, 16 bytes. */
    public byte[] tag(byte[] message) {
        byte[] tag = new byte[BLOCK];
        tag(message, message.length, tag);
        return tag;
    }

    /** Writes the tag of the first {@code length} bytes of {@code message} into {@code tag}. Makes no object. */
    public void tag(byte[] message, int length, byte[] tag) {
        Arrays.fill(state, (byte) 0);
        int at = 0;
        while (length - at > BLOCK) {
            xor(state, 0, message, at, BLOCK);
            encrypt(state, BLOCK);
            at += BLOCK;
        }
        int rest = length - at;
        xor(state, 0, message, at, rest);
        mask(state, 0, rest);
        encrypt(state, BLOCK);
        System.arraycopy(state, 0, tag, 0, BLOCK);
    }

    /** Makes a last block of {@code rest} bytes ready for its encryption: padding, and the subkey. */
    public void mask(byte[] block, int offset, int rest) {
        if (rest == BLOCK) {
            xor(block, offset, k1, 0, BLOCK);
        } else {
            block[offset + rest] ^= (byte) 0x80;
            xor(block, offset, k2, 0, BLOCK);
        }
    }

    /** Encrypts whole blocks, each by itself, in place: many in one call is what makes AES fast. */
    public void encrypt(byte[] blocks, int length) {
        try {
            aes.update(blocks, 0, length, blocks, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException("a buffer of whole blocks was too short", e);
        }
    }

    private static void xor(byte[] target, int to, byte[] source, int from, int length) {
        for (int i = 0; i < length; i++) {
            target[to + i] ^= source[from + i];
        }
    }

    /** Multiplication by x in GF(2^128), RFC 4493 section 2.3. */
    private static void doubled(byte[] block) {
        int carry = block[0] < 0 ? 0x87 : 0;
        for (int i = 0; i < BLOCK - 1; i++) {
            block[i] = (byte) (block[i] << 1 | (block[i + 1] & 0x80) >>> 7);
        }
        block[BLOCK - 1] = (byte) (block[BLOCK - 1] << 1 ^ carry);
    }
}
