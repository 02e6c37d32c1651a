package pt.arquipelago.node.gate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import pt.arquipelago.node.gate.Clauses.Span;

/** Proposals that change what is selected and what rows are told apart by. */
final class ProposedClauses {
    private final String sql;
    private final Clauses clauses;
    private final List<String> found;

    ProposedClauses(String sql, Clauses clauses, List<String> found) {
        this.sql = sql;
        this.clauses = clauses;
        this.found = found;
    }

    /** Counts by bands instead of an extreme: of a number, of a date, of a code. */
    void banded(Span extreme, String argument) {
        for (String key : List.of(argument, argument + " div 10 * 10", "date_trunc('MONTH', " + argument + ")")) {
            String before = sql.substring(0, extreme.from()) + key + " AS band, count(*)";
            int end = clauses.afterGroups();
            if (extreme.to() <= clauses.source().from()) {
                found.add(joined(before + sql.substring(extreme.to(), end).stripTrailing() + (clauses.keys().isPresent() ? ", " : " GROUP BY ") + key, sql.substring(end)));
            }
        }
    }

    private static String joined(String before, String after) {
        return (before.stripTrailing() + " " + after.stripLeading()).strip();
    }

    /** A month of a date, a band of a number, wherever the bare key stands as a column or a key. */
    void coarser(String key) {
        for (String other : List.of("date_trunc('MONTH', " + key + ")", key + " div 10 * 10")) {
            StringBuilder text = new StringBuilder(sql);
            clauses.keys().ifPresent(keys -> replace(text, clauses.items(keys), key, other, other));
            replace(text, clauses.items(clauses.select()), key, other, key.matches("\\w+") ? other + " AS " + key : other);
            found.add(text.toString());
        }
    }

    /** From the last to the first, so that places stay. */
    private void replace(StringBuilder text, List<Span> items, String key, String other, String unnamed) {
        for (int i = items.size() - 1; i >= 0; i--) {
            String item = items.get(i).in(sql);
            int start = sql.indexOf(item, items.get(i).from());
            if (item.equalsIgnoreCase(key)) {
                text.replace(start, start + item.length(), unnamed);
            } else if (item.toUpperCase(Locale.ROOT).startsWith(key.toUpperCase(Locale.ROOT) + " AS ")) {
                text.replace(start, start + key.length(), other);
            }
        }
    }

    /** A condition beside a literal falls away; a pseudonym among the columns is counted, and no longer a key. */
    void withoutPseudonym(Span place) {
        Optional<Span> where = clauses.where().filter(condition -> condition.holds(place));
        if (where.isPresent()) {
            found.add(withoutCondition(where.get(), place));
            return;
        }
        String key = place.in(sql);
        List<String> columns = clauses.items(clauses.select()).stream().map(item -> item.in(sql)).map(item -> item.equalsIgnoreCase(key) ? "count(DISTINCT " + key + ") AS persons" : item).toList();
        List<String> keys = clauses.keys().map(clauses::items).orElse(List.of()).stream().map(item -> item.in(sql)).filter(item -> !item.equalsIgnoreCase(key)).toList();
        String groups = keys.isEmpty() ? "" : " GROUP BY " + String.join(", ", keys);
        found.add(joined(sql.substring(0, clauses.select().from()) + " " + String.join(", ", columns) + " " + clauses.source().in(sql) + groups, sql.substring(clauses.afterGroups())));
    }

    private String withoutCondition(Span where, Span place) {
        List<String> kept = clauses.conjuncts(where).stream().filter(condition -> !condition.holds(place)).map(condition -> condition.in(sql)).toList();
        return joined(sql.substring(0, where.from()) + (kept.isEmpty() ? "" : "WHERE " + String.join(" AND ", kept)), sql.substring(where.to()));
    }

    /** Rows become counts: by the columns that were asked for, or altogether. */
    void counted() {
        String rest = clauses.source().in(sql);
        String before = sql.substring(0, clauses.afterSelect()) + " ";
        List<String> columns = clauses.items(clauses.select()).stream().map(item -> item.in(sql)).filter(item -> !item.endsWith("*")).toList();
        if (!columns.isEmpty() && clauses.groupBy().isEmpty()) {
            found.add(before + String.join(", ", columns) + ", count(*) AS records " + rest + " GROUP BY ALL");
        }
        found.add(before + "count(*) AS records, count(DISTINCT person) AS persons " + rest);
    }

    /** A column stands beside an aggregate, and GROUP BY does not name it. */
    void grouped() {
        found.add(joined(sql.substring(0, clauses.source().to()).stripTrailing() + " GROUP BY ALL", sql.substring(clauses.afterGroups())));
    }
}
