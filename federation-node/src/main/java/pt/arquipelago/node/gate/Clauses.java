package pt.arquipelago.node.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the outermost clauses of a question stand in its text, found without parsing: what is between brackets, in quotes or in comments
 * is passed over. Good enough to propose another text, for the gate itself decides on that.
 */
final class Clauses {
    private static final List<String> AFTER_FROM = List.of("WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET");
    private static final List<String> AFTER_GROUPS = List.of("HAVING", "ORDER", "LIMIT", "OFFSET");

    /** From inclusive, to exclusive. */
    record Span(int from, int to) {
        String in(String sql) {
            return sql.substring(from, to).strip();
        }

        boolean holds(Span other) {
            return other.from >= from && other.to <= to;
        }
    }

    private record Word(String text, int at) {}

    private final String sql;
    private final List<Word> words = new ArrayList<>();
    private final List<Integer> commas = new ArrayList<>();
    private int depth;

    private Clauses(String sql) {
        this.sql = sql;
        int at = 0;
        while (at < sql.length()) {
            at = token(at);
        }
    }

    /** Absent if the text is no single SELECT ... FROM. */
    static Optional<Clauses> of(String sql) {
        Clauses clauses = new Clauses(sql);
        long selects = clauses.words.stream().filter(word -> word.text().equals("SELECT")).count();
        boolean several = clauses.words.stream().anyMatch(word -> List.of("UNION", "EXCEPT", "INTERSECT", "MINUS").contains(word.text()));
        return selects == 1 && !several && clauses.at("SELECT") < clauses.at("FROM") ? Optional.of(clauses) : Optional.empty();
    }

    /** @return where the next token begins */
    private int token(int at) {
        char c = sql.charAt(at);
        if (c == '\'' || c == '"' || c == '`') {
            return afterQuoted(at, c);
        } else if (sql.startsWith("--", at)) {
            return after(sql.indexOf('\n', at), 1);
        } else if (sql.startsWith("/*", at)) {
            return after(sql.indexOf("*/", at + 2), 2);
        } else if (Character.isLetter(c) || c == '_') {
            return word(at);
        }
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (c == ',' && depth == 0) {
            commas.add(at);
        }
        return at + 1;
    }

    private int after(int found, int length) {
        return found < 0 ? sql.length() : found + length;
    }

    private int afterQuoted(int start, char quote) {
        int at = start + 1;
        while (at < sql.length() && sql.charAt(at) != quote) {
            at += sql.charAt(at) == '\\' && quote != '`' ? 2 : 1;
        }
        return Math.min(sql.length(), at + 1);
    }

    private int word(int start) {
        int at = start;
        while (at < sql.length() && (Character.isLetterOrDigit(sql.charAt(at)) || sql.charAt(at) == '_')) {
            at++;
        }
        if (depth == 0) {
            words.add(new Word(sql.substring(start, at).toUpperCase(Locale.ROOT), start));
        }
        return at;
    }

    /** -1 if the word does not stand at the outermost level. */
    private int at(String word) {
        return words.stream().filter(one -> one.text().equals(word)).mapToInt(Word::at).findFirst().orElse(-1);
    }

    private int next(int after, List<String> clauses) {
        return words.stream().filter(word -> word.at() > after && clauses.contains(word.text())).mapToInt(Word::at).min().orElse(sql.stripTrailing().length());
    }

    boolean isDistinct() {
        return at("DISTINCT") > at("SELECT") && at("DISTINCT") < at("FROM");
    }

    /** Where the word SELECT ends. */
    int afterSelect() {
        return at("SELECT") + "SELECT".length();
    }

    /** Between SELECT (DISTINCT) and FROM. */
    Span select() {
        return new Span(isDistinct() ? at("DISTINCT") + "DISTINCT".length() : afterSelect(), at("FROM"));
    }

    /** FROM and WHERE. */
    Span source() {
        return new Span(at("FROM"), groupBy().map(Span::from).orElse(afterGroups()));
    }

    /** WHERE with its condition. */
    Optional<Span> where() {
        int at = at("WHERE");
        return at < at("FROM") ? Optional.empty() : Optional.of(new Span(at, next(at, AFTER_FROM)));
    }

    /** GROUP BY with its keys. */
    Optional<Span> groupBy() {
        int at = at("GROUP");
        return at < at("FROM") ? Optional.empty() : Optional.of(new Span(at, next(at, AFTER_FROM)));
    }

    Optional<Span> keys() {
        return groupBy().filter(groups -> at("BY") > groups.from()).map(groups -> new Span(at("BY") + "BY".length(), groups.to()));
    }

    /** Where HAVING, ORDER BY or LIMIT begin, or the text ends. */
    int afterGroups() {
        return next(at("FROM"), AFTER_GROUPS);
    }

    /** The conditions of a WHERE that AND joins. */
    List<Span> conjuncts(Span where) {
        List<Span> conditions = new ArrayList<>();
        int from = where.from() + "WHERE".length();
        boolean between = false;
        for (Word word : words) {
            boolean inside = word.at() > from && word.at() < where.to();
            if (inside && word.text().equals("AND") && !between) {
                conditions.add(new Span(from, word.at()));
                from = word.at() + "AND".length();
            }
            between = inside && (word.text().equals("BETWEEN") || between && !word.text().equals("AND"));
        }
        conditions.add(new Span(from, where.to()));
        return conditions;
    }

    /** The parts of a list between its commas. */
    List<Span> items(Span list) {
        List<Span> items = new ArrayList<>();
        int from = list.from();
        for (int comma : commas) {
            if (comma >= list.from() && comma < list.to()) {
                items.add(new Span(from, comma));
                from = comma + 1;
            }
        }
        items.add(new Span(from, list.to()));
        return items;
    }
}
