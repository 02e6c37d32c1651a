package pt.arquipelago.node.profile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pt.arquipelago.pseudonymisation.identifier.CanonicalForm;

/**
 * A unit in the case-sensitive codes of UCUM, by its grammar over the list of units, prefixes and annotations in
 * {@code fhir/ucum.txt}. Annotations are free text by UCUM, so only those of the list are units here.
 */
final class UcumUnit {
    static final String NAME = "UCUM";
    private static final String LIST = "/fhir/ucum.txt";
    private static final int LONGEST = 64;
    private static final Map<String, Set<String>> LISTS = lists();

    private final String text;
    private int at;

    private UcumUnit(String text) {
        this.text = text;
    }

    static boolean isUnit(String text) {
        UcumUnit unit = new UcumUnit(text);
        return !text.isEmpty() && text.length() <= LONGEST && unit.main() && unit.at == text.length();
    }

    /** The code as it is. */
    static CanonicalForm form() {
        return (raw, offset, length, out) -> {
            if (length > LONGEST || !isUnit(new String(raw, offset, length, StandardCharsets.UTF_8))) {
                return -1;
            }
            System.arraycopy(raw, offset, out, 0, length);
            return length;
        };
    }

    /** A term, which may begin with a division. */
    private boolean main() {
        take('/');
        return term();
    }

    private boolean term() {
        do {
            if (!component()) {
                return false;
            }
        } while (take('.') || take('/'));
        return true;
    }

    private boolean component() {
        if (take('(')) {
            return term() && take(')');
        }
        if (at < text.length() && text.charAt(at) == '{') {
            return annotation();
        }
        int start = at;
        int end = atomEnd();
        String atom = text.substring(start, end);
        at = end;
        if (!atom.matches("[1-9]\\d{0,8}") && !isAtom(withoutExponent(atom))) {
            return false;
        }
        return at == text.length() || text.charAt(at) != '{' || annotation();
    }

    /** Up to an operator, a bracket or an annotation; what stands in square brackets belongs to the atom. */
    private int atomEnd() {
        int i = at;
        boolean square = false;
        while (i < text.length() && (square || "./(){".indexOf(text.charAt(i)) < 0)) {
            square = text.charAt(i) == '[' || square && text.charAt(i) != ']';
            i++;
        }
        return i;
    }

    private boolean annotation() {
        int end = text.indexOf('}', at);
        if (end < 0 || !LISTS.get("annotations").contains(text.substring(at + 1, end))) {
            return false;
        }
        at = end + 1;
        return true;
    }

    /** {@code m2}, {@code s-1}, {@code 10*3}; the digit of {@code [degF]} or {@code [in_i]} is none. */
    private static String withoutExponent(String atom) {
        return atom.replaceFirst("(?<=.)[+-]?[1-9]\\d?$", "");
    }

    private static boolean isAtom(String atom) {
        if (LISTS.get("units").contains(atom) || LISTS.get("metric").contains(atom)) {
            return true;
        }
        return LISTS.get("prefixes").stream().anyMatch(prefix -> atom.startsWith(prefix) && LISTS.get("metric").contains(atom.substring(prefix.length())));
    }

    private boolean take(char c) {
        boolean found = at < text.length() && text.charAt(at) == c;
        at += found ? 1 : 0;
        return found;
    }

    private static Map<String, Set<String>> lists() {
        Map<String, Set<String>> lists = new HashMap<>();
        try (InputStream in = UcumUnit.class.getResourceAsStream(LIST)) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] parts = line.split(":", 2);
                    lists.computeIfAbsent(parts[0], name -> new HashSet<>()).addAll(List.of(parts[1].strip().split(" +")));
                }
            }
            return Map.copyOf(lists);
        } catch (IOException e) {
            throw new IllegalStateException("the list of units cannot be read", e);
        }
    }
}
