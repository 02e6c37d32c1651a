package pt.arquipelago.analysis.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;

/** SHA-256 over the RFC 8785 form of JSON, written {@code sha256:} and 64 lower-case hexadecimal digits. */
public final class Digests {
    private static final long MAX_EXACT_INTEGER = (1L << 53) - 1;
    private static final int MAX_DEPTH = 200;

    private Digests() {}

    public static String of(JsonNode json) {
        try {
            return of(new JsonCanonicalizer(json.toString()).getEncodedUTF8());
        } catch (IOException e) {
            throw new UncheckedIOException("JSON that Jackson wrote has no canonical form", e);
        }
    }

    public static String of(byte[] bytes) {
        try {
            return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * RFC 8785 sees every number as a double, so two integers above 2^53 could share a digest: they are refused here and belong into
     * strings.
     */
    static void requireCanonical(JsonNode json) {
        requireCanonical(json, 0);
    }

    private static void requireCanonical(JsonNode json, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("JSON is nested more than " + MAX_DEPTH + " levels deep");
        }
        if (json.isMissingNode() || json.isPojo() || json.isBinary()) {
            throw new IllegalArgumentException("not plain JSON");
        }
        if (json.isNumber() && !exact(json)) {
            throw new IllegalArgumentException("a number has no exact canonical form: write it as a string");
        }
        json.forEach(child -> requireCanonical(child, depth + 1));
    }

    private static boolean exact(JsonNode number) {
        if (number.isIntegralNumber()) {
            return number.canConvertToLong() && Math.abs(number.longValue()) <= MAX_EXACT_INTEGER;
        }
        return number.isDouble() && Double.isFinite(number.doubleValue());
    }
}
