package pt.arquipelago.node.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pt.arquipelago.analysis.Place;
import pt.arquipelago.analysis.Refusal;
import pt.arquipelago.node.gate.Clauses.Span;

/** What might be meant by a question that one rule refuses at one place, the most likely first. Made of the text; nothing is looked up. */
final class Proposals {
    private static final int LONGEST = 2_000;
    private static final Pattern WITHIN = Pattern.compile("(?is)WITHIN\\s+GROUP\\s*\\(\\s*ORDER\\s+BY\\s+([^()]+?)(?:\\s+(?:ASC|DESC))?\\s*\\)");
    private static final Pattern DIFFERENCE = Pattern.compile("([\\w.`]+)\\s*-\\s*([\\w.`]+)");
    private static final Pattern DAYS = Pattern.compile("(?i)^(\\s*[<>=]+\\s*)INTERVAL\\s+'?(\\d+)'?\\s+DAYS?");
    private static final Pattern ILIKE = Pattern.compile("(?i)ILIKE\\s+('[^']*')");
    private static final Pattern OPERAND = Pattern.compile("([\\w.`]+)\\s+$");
    private static final Pattern LOGICAL = Pattern.compile("(?i)(bool_|any\\b|some\\b|every\\b)");

    private final String sql;
    private final Span place;
    private final List<String> found = new ArrayList<>();

    private Proposals(String sql, Span place) {
        this.sql = sql;
        this.place = place;
    }

    static List<String> of(String sql, Refusal refusal) {
        Proposals proposals = new Proposals(sql, refusal.place().map(at -> span(sql, at)).orElse(new Span(0, 0)));
        for (GateRefusal rule : GateRefusal.values()) {
            if (rule.code().equals(refusal.code())) {
                proposals.propose(rule);
            }
        }
        return proposals.found;
    }

    private void propose(GateRefusal rule) {
        Optional<ProposedClauses> clauses = Clauses.of(sql).map(of -> new ProposedClauses(sql, of, found));
        String here = place.in(sql);
        switch (rule) {
            case EXTREME, QUANTILE -> argument(here).ifPresent(argument -> {
                found.add(with((LOGICAL.matcher(here).lookingAt() ? "count_if(" : "avg(") + argument + ")"));
                clauses.ifPresent(all -> all.banded(place, argument));
            });
            case KEY -> clauses.ifPresent(all -> all.coarser(here));
            case PSEUDONYM -> clauses.ifPresent(all -> all.withoutPseudonym(place));
            case NO_AGGREGATE -> clauses.ifPresent(ProposedClauses::counted);
            case NOT_RESOLVED -> clauses.ifPresent(ProposedClauses::grouped);
            case EXPRESSION -> expression(here);
            case CONSTRUCT -> construct(here);
            case TABLE -> found.add(with(here.replaceFirst("(?i)^source_", "")));
            case NOT_PARSED -> found.add(sql.replaceFirst("\\s*;\\s*$", ""));
            default -> { }
        }
    }

    private String with(String text) {
        return sql.substring(0, place.from()) + text + sql.substring(place.to());
    }

    /** What a call is of: its first argument, or what it is ordered by within its group. */
    private static Optional<String> argument(String call) {
        Matcher within = WITHIN.matcher(call);
        if (call.length() > LONGEST) {
            return Optional.empty();
        } else if (within.find()) {
            return Optional.of(within.group(1));
        }
        int open = call.indexOf('(');
        int close = call.lastIndexOf(')');
        if (open < 0 || close < open) {
            return Optional.empty();
        }
        String list = "SELECT " + call.substring(open + 1, close) + " FROM x";
        return Clauses.of(list).map(clauses -> clauses.items(clauses.select()).get(0).in(list));
    }

    private void expression(String here) {
        Matcher difference = DIFFERENCE.matcher(here);
        if (difference.matches()) {
            String rest = DAYS.matcher(sql.substring(place.to())).replaceFirst("$1$2");
            found.add(sql.substring(0, place.from()) + "datediff(" + difference.group(1) + ", " + difference.group(2) + ")" + rest);
        }
        Matcher like = ILIKE.matcher(here);
        Matcher operand = OPERAND.matcher(sql.substring(0, place.from()));
        if (like.matches() && operand.find()) {
            found.add(sql.substring(0, operand.start()) + "upper(" + operand.group(1) + ") LIKE " + like.group(1).toUpperCase(Locale.ROOT) + sql.substring(place.to()));
        }
    }

    private void construct(String here) {
        if (here.startsWith("/*+")) {
            found.add(sql.substring(0, place.from()).stripTrailing() + " " + sql.substring(place.to()).stripLeading());
        } else if (here.toUpperCase(Locale.ROOT).startsWith("SORT BY")) {
            found.add(with("ORDER" + here.substring("SORT".length())));
        }
    }

    /** Columns and lengths of a place count code points. */
    private static Span span(String sql, Place at) {
        int line = 0;
        for (int i = 1; i < at.line() && sql.indexOf('\n', line) >= 0; i++) {
            line = sql.indexOf('\n', line) + 1;
        }
        int from = offset(sql, line, at.column() - 1);
        return new Span(from, offset(sql, from, at.length()));
    }

    private static int offset(String sql, int from, int points) {
        return sql.codePointCount(from, sql.length()) <= points ? sql.length() : sql.offsetByCodePoints(from, points);
    }
}
