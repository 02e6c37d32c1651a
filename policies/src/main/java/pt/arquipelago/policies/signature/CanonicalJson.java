package pt.arquipelago.policies.signature;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import com.fasterxml.jackson.databind.JsonNode;
import org.erdtman.jcs.JsonCanonicalizer;

/** JSON in its one form (RFC 8785), and digests written {@code sha256:<64 lower-case hex digits>}. */
public final class CanonicalJson {
    private CanonicalJson() {
    }

    /** The RFC 8785 form of an object or array, as UTF-8. */
    public static byte[] bytes(JsonNode json) {
        try {
            return new JsonCanonicalizer(json.toString()).getEncodedUTF8();
        } catch (IOException e) {
            throw new IllegalArgumentException("JSON has no canonical form: numbers must be finite and the top an object or array", e);
        }
    }

    /** SHA-256 over {@link #bytes}. */
    public static String digest(JsonNode json) {
        return digest(bytes(json));
    }

    /** SHA-256 over the bytes as they are. */
    public static String digest(byte[] bytes) {
        return "sha256:" + HexFormat.of().formatHex(sha256().digest(bytes));
    }

    public static String digest(String text) {
        return digest(text.getBytes(StandardCharsets.UTF_8));
    }

    public static boolean isDigest(String text) {
        return text.matches("sha256:[0-9a-f]{64}");
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
