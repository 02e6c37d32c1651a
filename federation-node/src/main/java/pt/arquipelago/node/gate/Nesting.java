package pt.arquipelago.node.gate;

import java.util.Locale;
import java.util.Optional;

/**
 * How deep a text nests, read without parsing: brackets, CASE, and prefix operators in a row. Quotes and comments are passed over; those
 * that do not end, and comments in comments, cost the parser's lexer time and memory without bound.
 */
final class Nesting {
    private static final int LONGEST_NAME = 128;

    private final String sql;
    private int brackets;
    private int cases;
    private int operators;
    private int at;
    private Integer endless;

    Nesting(String sql) {
        this.sql = sql;
    }

    /** The index of the first character beyond a limit; operators are counted between two commas of one level. */
    Optional<Integer> firstBeyond(int maxBrackets, int maxCases, int maxOperators) {
        while (at < sql.length()) {
            int start = at;
            step();
            if (brackets > maxBrackets || cases > maxCases || operators > maxOperators) {
                return Optional.of(start);
            }
        }
        return Optional.empty();
    }

    /** Where, in what {@link #firstBeyond} went through, something begins that does not end or is longer than a name may be. */
    Optional<Integer> endless() {
        return Optional.ofNullable(endless);
    }

    private void step() {
        char c = sql.charAt(at);
        if (c == '\'' || c == '"' || c == '`') {
            skipQuoted(c, false);
        } else if ((c == 'r' || c == 'R') && at + 1 < sql.length() && (sql.charAt(at + 1) == '\'' || sql.charAt(at + 1) == '"')) {
            at++;
            skipQuoted(sql.charAt(at), true);
        } else if (sql.startsWith("--", at)) {
            skipLine();
        } else if (sql.startsWith("/*", at) && !sql.startsWith("/*+", at)) {
            skipComment();
        } else if (Character.isLetter(c)) {
            word();
        } else {
            symbol(c);
            at++;
        }
    }

    private void symbol(char c) {
        switch (c) {
            case '(', '[' -> brackets++;
            case ')', ']' -> brackets = Math.max(0, brackets - 1);
            case ',' -> operators = 0;
            case '+', '-', '*', '/', '%', '|', '&', '^', '~', '!', '=', '.', ':' -> operators++;
            default -> { }
        }
    }

    private void word() {
        int start = at;
        while (at < sql.length() && (Character.isLetterOrDigit(sql.charAt(at)) || sql.charAt(at) == '_')) {
            at++;
        }
        switch (sql.substring(start, at).toUpperCase(Locale.ROOT)) {
            case "CASE" -> cases++;
            case "END" -> cases = Math.max(0, cases - 1);
            case "NOT", "AND", "OR", "JOIN", "UNION", "EXCEPT", "INTERSECT", "MINUS", "IS", "WHEN", "DIV" -> operators++;
            default -> { }
        }
    }

    private void skipLine() {
        while (at < sql.length() && sql.charAt(at) != '\n' && sql.charAt(at) != '\r') {
            at++;
        }
    }

    private void skipComment() {
        int end = sql.indexOf("*/", at + 2);
        int inner = sql.indexOf("/*", at + 2);
        if (end < 0 || inner >= 0 && inner < end) {
            endlessFrom(at);
        }
        at = end < 0 ? sql.length() : end + 2;
    }

    private void endlessFrom(int start) {
        endless = endless == null ? (Integer) start : endless;
    }

    private void skipQuoted(char quote, boolean raw) {
        int start = at;
        at++;
        while (at < sql.length() && sql.charAt(at) != quote) {
            at += sql.charAt(at) == '\\' && quote != '`' && !raw ? 2 : 1;
        }
        if (at >= sql.length() || quote == '`' && (at - start > LONGEST_NAME || sql.startsWith("``", at))) {
            endlessFrom(start);
        }
        at++;
    }
}
