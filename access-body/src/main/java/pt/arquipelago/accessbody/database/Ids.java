package pt.arquipelago.accessbody.database;

import java.security.SecureRandom;

/** Names for new things: a letter for the kind and 80 random bits, so that none can be guessed. */
public final class Ids {
    private static final char[] LETTERS = "abcdefghjkmnpqrstvwxyz0123456789".toCharArray();
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    public static String next(String kind) {
        var id = new StringBuilder(kind).append('-');
        for (int i = 0; i < 16; i++) {
            id.append(LETTERS[RANDOM.nextInt(LETTERS.length)]);
        }
        return id.toString();
    }
}
