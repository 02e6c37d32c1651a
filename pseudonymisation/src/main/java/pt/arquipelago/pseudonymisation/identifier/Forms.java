package pt.arquipelago.pseudonymisation.identifier;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The canonical forms, each a small scanner over bytes. */
final class Forms {

    private static final byte NONE = 0;
    private static final int LONGEST_GENERIC = 64;
    private static final int LONGEST_RESOURCE_TYPE = 48;
    private static final int LONGEST_RESOURCE_ID = 64;
    private static final byte[] BY_IDENTIFIER = "identifier=".getBytes(StandardCharsets.US_ASCII);

    private Forms() {
    }

    /** A rule over the bytes of a form whose length and characters are already right. */
    interface Rule {
        boolean holds(byte[] text);
    }

    /** Exactly so many digits. Spaces, dots and hyphens between them are how people write them and are left out. */
    static CanonicalForm digits(int count, Rule rule) {
        return (raw, offset, length, out) -> {
            int n = 0;
            for (int i = offset; i < offset + length; i++) {
                byte c = raw[i];
                if (isSeparator(c)) {
                    continue;
                }
                if (c < '0' || c > '9' || n == count) {
                    return -1;
                }
                out[n++] = c;
            }
            return n == count && rule.holds(out) ? n : -1;
        };
    }

    /** Cartão de cidadão: nine digits, two letters or digits, one digit; printed in three groups. */
    static int citizenCard(byte[] raw, int offset, int length, byte[] out) {
        int n = 0;
        for (int i = offset; i < offset + length; i++) {
            if (isSeparator(raw[i])) {
                continue;
            }
            byte c = upper(raw[i]);
            boolean letterPlace = n == 9 || n == 10;
            if (n == 12 || !(isDigit(c) || letterPlace && isLetter(c))) {
                return -1;
            }
            out[n++] = c;
        }
        return n == 12 && CheckDigits.luhn(out, 0, 12) % 10 == 0 ? n : -1;
    }

    /** The number of a document: up to 32 letters (made capitals), digits, and {@code - / . _} between them. */
    static int document(byte[] raw, int offset, int length, byte[] out) {
        int from = trimmedStart(raw, offset, length);
        int to = trimmedEnd(raw, offset, length);
        if (to - from < 1 || to - from > 32) {
            return -1;
        }
        for (int i = from; i < to; i++) {
            byte c = upper(raw[i]);
            boolean inside = i > from && i < to - 1 && (c == '-' || c == '/' || c == '.' || c == '_');
            if (!isDigit(c) && !isLetter(c) && !inside) {
                return -1;
            }
            out[i - from] = c;
        }
        return to - from;
    }

    /**
     * {@code ORDER:NUMBER}: the professional order's short name (1 to 8 letters, made capitals) and the number in it (1
     * to 12 letters or digits, leading zeros left out). A number alone is no identifier: each order counts from one.
     */
    static int professional(byte[] raw, int offset, int length, byte[] out) {
        int n = 0;
        int colon = -1;
        for (int i = offset; i < offset + length; i++) {
            byte c = upper(raw[i]);
            if (c == ' ') {
                continue;
            }
            if (c == ':' && colon < 0 && n > 0) {
                colon = n;
            } else if (colon < 0 ? !isLetter(c) || n == 8 : !isLetter(c) && !isDigit(c) || n - colon > 12) {
                return -1;
            } else if (c == '0' && n == colon + 1) {
                continue;
            }
            out[n++] = c;
        }
        return colon > 0 && n > colon + 1 ? n : -1;
    }

    /** Trimmed printable ASCII of 1 to 64 characters, capitals and small letters told apart. */
    static int generic(byte[] raw, int offset, int length, byte[] out) {
        int from = trimmedStart(raw, offset, length);
        int to = trimmedEnd(raw, offset, length);
        if (to - from < 1 || to - from > LONGEST_GENERIC) {
            return -1;
        }
        for (int i = from; i < to; i++) {
            if (raw[i] < ' ' || raw[i] > '~') {
                return -1;
            }
            out[i - from] = raw[i];
        }
        return to - from;
    }

    /**
     * A resource of a FHIR server, {@code Type/id}, or one named by an identifier, {@code Type?identifier=system|value}; nothing
     * is trimmed and capitals and small letters are told apart, as FHIR does.
     */
    static int resource(byte[] raw, int offset, int length, byte[] out) {
        int end = offset + length;
        int i = offset;
        while (i < end && (isLetter(raw[i]) || i > offset && isLetter(upper(raw[i])))) {
            i++;
        }
        int type = i - offset;
        if (type < 1 || type > LONGEST_RESOURCE_TYPE || length > CanonicalForm.MAX_LENGTH || i == end) {
            return -1;
        }
        boolean right = raw[i] == '/' ? isResourceId(raw, i + 1, end) : raw[i] == '?' && isByIdentifier(raw, i + 1, end);
        if (!right) {
            return -1;
        }
        System.arraycopy(raw, offset, out, 0, length);
        return length;
    }

    private static boolean isResourceId(byte[] raw, int from, int end) {
        for (int i = from; i < end; i++) {
            if (!isDigit(raw[i]) && !isLetter(upper(raw[i])) && raw[i] != '-' && raw[i] != '.') {
                return false;
            }
        }
        return end > from && end - from <= LONGEST_RESOURCE_ID;
    }

    private static boolean isByIdentifier(byte[] raw, int from, int end) {
        int value = from + BY_IDENTIFIER.length;
        if (value >= end || !Arrays.equals(raw, from, value, BY_IDENTIFIER, 0, BY_IDENTIFIER.length)) {
            return false;
        }
        for (int i = value; i < end; i++) {
            if (raw[i] <= ' ' || raw[i] > '~') {
                return false;
            }
        }
        return true;
    }

    private static int trimmedStart(byte[] raw, int offset, int length) {
        int i = offset;
        while (i < offset + length && isBlank(raw[i])) {
            i++;
        }
        return i;
    }

    private static int trimmedEnd(byte[] raw, int offset, int length) {
        int i = offset + length;
        while (i > offset && isBlank(raw[i - 1])) {
            i--;
        }
        return i;
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private static boolean isSeparator(byte c) {
        return c == ' ' || c == '.' || c == '-';
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(byte c) {
        return c >= 'A' && c <= 'Z';
    }

    private static byte upper(byte c) {
        return c >= 'a' && c <= 'z' ? (byte) (c - 32) : c < 0 ? NONE : c;
    }
}
