package pt.arquipelago.accessbody.account;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Passwords at rest: PBKDF2 with HMAC-SHA-512, a salt of 16 bytes each, written {@code pbkdf2-sha512$rounds$salt$hash}. */
public final class PasswordHash {
    private static final String SCHEME = "pbkdf2-sha512";
    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
    private static final int ROUNDS = 210_000;
    private static final int ROUNDS_FOR_PUBLISHED = 1_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PasswordHash() {}

    public static String of(char[] password) {
        return of(password, ROUNDS);
    }

    /** For passwords that stand in the documentation: there is nothing to protect, and a demonstration starts sooner. */
    static String ofPublished(char[] password) {
        return of(password, ROUNDS_FOR_PUBLISHED);
    }

    private static String of(char[] password, int rounds) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        var encoder = Base64.getEncoder().withoutPadding();
        return SCHEME + "$" + rounds + "$" + encoder.encodeToString(salt) + "$" + encoder.encodeToString(derive(password, salt, rounds));
    }

    /** Takes the same time whether or not the password fits. */
    public static boolean matches(char[] password, String stored) {
        String[] parts = stored.split("\\$");
        if (parts.length != 4 || !parts[0].equals(SCHEME)) {
            return false;
        }
        byte[] salt = Base64.getDecoder().decode(parts[2]);
        byte[] expected = Base64.getDecoder().decode(parts[3]);
        return MessageDigest.isEqual(expected, derive(password, salt, Integer.parseInt(parts[1])));
    }

    private static byte[] derive(char[] password, byte[] salt, int rounds) {
        var spec = new PBEKeySpec(password, salt, rounds, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is missing from this JDK", e);
        } finally {
            spec.clearPassword();
        }
    }
}
