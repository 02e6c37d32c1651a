package pt.arquipelago.policies.permit;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import pt.arquipelago.policies.signature.CanonicalJson;

/** The checks of values that come from outside; each throws {@link IllegalArgumentException}, which a reader turns into a refusal. */
final class Require {
    private static final Pattern NODE = Pattern.compile("[a-z0-9-]{2,40}");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final Pattern COLUMN = Pattern.compile("[^\\u0000-\\u001f\\u007f`\"]{1,128}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,100}");
    private static final Pattern PARTY = Pattern.compile("[A-Za-z0-9._:/@-]{1,200}");
    private static final int MAX_TEXT = 4000;

    private Require() {
    }

    static String node(String node) {
        return matches(node, NODE, "node");
    }

    static String table(String table) {
        return matches(table, NAME, "table");
    }

    /** As the source calls it: accents, blanks and capitals are allowed, quotes are not. */
    static String column(String column) {
        return matches(column, COLUMN, "column");
    }

    /** A body or a person: a short name, a URL, a mail address. */
    static String party(String party, String what) {
        return matches(party, PARTY, what);
    }

    static String id(String id, String what) {
        return matches(id, ID, what);
    }

    static String digest(String digest, String what) {
        if (!CanonicalJson.isDigest(requireNonNull(digest, what + " is null"))) {
            throw new IllegalArgumentException(what + " must be sha256: and 64 lower-case hex digits");
        }
        return digest;
    }

    static String text(String text, String what) {
        if (requireNonNull(text, what + " is null").isBlank() || text.length() > MAX_TEXT) {
            throw new IllegalArgumentException(what + " must be a text of 1 to " + MAX_TEXT + " characters");
        }
        return text;
    }

    static <T> List<T> some(List<T> list, String what) {
        if (requireNonNull(list, what + " is null").isEmpty()) {
            throw new IllegalArgumentException(what + " must not be empty");
        }
        return unique(list, what);
    }

    static <T> List<T> unique(List<T> list, String what) {
        if (Set.copyOf(requireNonNull(list, what + " is null")).size() != list.size()) {
            throw new IllegalArgumentException(what + " must hold nothing twice");
        }
        return List.copyOf(list);
    }

    static void order(long earlier, long later, String what) {
        if (earlier < 0 || later < earlier) {
            throw new IllegalArgumentException(what + " must be epoch seconds in order");
        }
    }

    private static String matches(String value, Pattern pattern, String what) {
        if (!pattern.matcher(requireNonNull(value, what + " is null")).matches()) {
            throw new IllegalArgumentException(what + " must match " + pattern);
        }
        return value;
    }
}
