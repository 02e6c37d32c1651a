package pt.arquipelago.node.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words and signs of a small closed language, read one after the other. All that is wrong is told by words of the profile only. */
final class Tokens {
    private static final int MOST = 200;

    private final List<String> all = new ArrayList<>();
    private int at;

    /** @param token its first group is one word or sign */
    Tokens(String text, Pattern token) {
        String rest = text.strip();
        while (!rest.isEmpty()) {
            Matcher matcher = token.matcher(rest);
            if (!matcher.lookingAt() || all.size() == MOST) {
                throw new IllegalArgumentException("cannot be read from '" + rest + "' on");
            }
            all.add(matcher.group(1));
            rest = rest.substring(matcher.end());
        }
    }

    boolean isAtEnd() {
        return at == all.size();
    }

    /** The next, empty at the end. */
    String peek() {
        return peek(0);
    }

    String peek(int ahead) {
        return at + ahead < all.size() ? all.get(at + ahead) : "";
    }

    String next() {
        if (isAtEnd()) {
            throw new IllegalArgumentException("ends where more was expected");
        }
        return all.get(at++);
    }

    /** Goes on if this is the next. */
    boolean take(String token) {
        boolean found = peek().equals(token);
        at += found ? 1 : 0;
        return found;
    }

    void expect(String token) {
        if (!take(token)) {
            throw new IllegalArgumentException("expected " + token + (isAtEnd() ? " at the end" : "; found " + peek()));
        }
    }
}
