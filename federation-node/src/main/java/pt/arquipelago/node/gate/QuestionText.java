package pt.arquipelago.node.gate;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.catalyst.parser.ParseException;
import pt.arquipelago.analysis.Place;
import pt.arquipelago.analysis.RefusedException;

/**
 * From text to Catalyst's parsed tree. Catalyst's own parser: the session's replaces {@code ${env:…}} in the text. Length and nesting
 * are limited first, since brackets cost the parser time that grows exponentially and every nesting costs stack.
 */
final class QuestionText {
    static final int MAX_CHARACTERS = 20_000;
    static final int MAX_BRACKETS = 24;
    static final int MAX_CASES = 24;
    static final int MAX_CHAIN = 400;
    static final int MAX_TREE = 150;
    private static final Pattern WORD = Pattern.compile("^[\\s(]*([A-Za-z]{1,20})");
    private static final Set<String> QUERIES = Set.of("SELECT", "WITH", "FROM", "TABLE", "VALUES");

    private QuestionText() {}

    /** The session whose settings the parser uses is the thread's active one. */
    static LogicalPlan parse(String sql) {
        try {
            LogicalPlan plan = CatalystSqlParser$.MODULE$.parseQuery(sql);
            limitTree(plan, 0);
            return plan;
        } catch (Exception e) {
            throw refusal(e);
        }
    }

    private static RefusedException refusal(Exception failure) {
        if (failure instanceof RefusedException refused) {
            return refused;
        }
        if (failure instanceof ParseException e) {
            String reason = e.getCondition() == null || e.getCondition().startsWith("_") ? "" : " (" + e.getCondition().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
            return GateRefusal.NOT_PARSED.because("The text is not a query that can be read" + reason + ".", Places.of(e.start()));
        }
        return GateRefusal.NOT_PARSED.because("The text is not a query that can be read.", Optional.empty());
    }

    private static RefusedException tooDeep(Optional<Place> place) {
        return GateRefusal.TOO_DEEP.because("The question is nested too deeply.", place);
    }

    /** In one pass over the text, outside quotes and comments; before anything is parsed. */
    static void limit(String sql) {
        if (sql.length() > MAX_CHARACTERS) {
            throw GateRefusal.TOO_LONG.because("The question is longer than " + MAX_CHARACTERS + " characters.", Optional.empty());
        }
        if (sql.isBlank()) {
            throw GateRefusal.NOT_PARSED.because("The question is empty.", Optional.empty());
        }
        Matcher word = WORD.matcher(sql);
        if (word.find() && !QUERIES.contains(word.group(1).toUpperCase(Locale.ROOT))) {
            throw GateRefusal.STATEMENT.because("This statement is not accepted: " + word.group(1).toUpperCase(Locale.ROOT) + ".",
                    Optional.of(new Place(place(sql, word.start(1)).line(), place(sql, word.start(1)).column(), word.group(1).length())));
        }
        int dollar = sql.indexOf("$$");
        if (dollar >= 0) {
            throw GateRefusal.NOT_PARSED.because("Dollar-quoted text is not read.", Optional.of(place(sql, dollar)));
        }
        Nesting nesting = new Nesting(sql);
        Optional<Integer> beyond = nesting.firstBeyond(MAX_BRACKETS, MAX_CASES, MAX_CHAIN);
        beyond.ifPresent(index -> {
            throw tooDeep(Optional.of(place(sql, index)));
        });
        nesting.endless().ifPresent(index -> {
            throw GateRefusal.NOT_PARSED.because("A quotation or a comment does not end here, or a comment stands in another, or a name is too long.", Optional.of(place(sql, index)));
        });
    }

    private static void limitTree(TreeNode<?> node, int depth) {
        if (depth > MAX_TREE) {
            throw tooDeep(Places.of(node.origin()));
        }
        Trees.inside(node, child -> limitTree(child, depth + 1));
    }

    private static Place place(String sql, int index) {
        int lineStart = sql.lastIndexOf('\n', Math.max(0, index - 1)) + 1;
        int line = 1 + (int) sql.substring(0, lineStart).chars().filter(c -> c == '\n').count();
        return new Place(line, sql.codePointCount(Math.min(lineStart, index), index) + 1, 1);
    }
}
