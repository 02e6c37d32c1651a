package pt.arquipelago.node.gate;

import java.util.Optional;
import org.apache.spark.sql.SparkSession;
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
    private static final long STACK_BYTES = 64L << 20;

    private QuestionText() {}

    static LogicalPlan parse(String sql, SparkSession session) {
        limit(sql);
        LogicalPlan[] plan = new LogicalPlan[1];
        Throwable[] failure = new Throwable[1];
        Thread parser = new Thread(null, () -> {
            try {
                SparkSession.setActiveSession(session);
                plan[0] = CatalystSqlParser$.MODULE$.parseQuery(sql);
                limitTree(plan[0], 0);
            } catch (Exception | StackOverflowError e) {
                failure[0] = e;
            }
        }, "question-parser", STACK_BYTES);
        parser.start();
        try {
            parser.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while parsing", e);
        }
        if (failure[0] == null && plan[0] != null) {
            return plan[0];
        }
        throw refusal(failure[0]);
    }

    private static RefusedException refusal(Throwable failure) {
        if (failure instanceof RefusedException refused) {
            return refused;
        }
        if (failure instanceof StackOverflowError) {
            return tooDeep(Optional.empty());
        }
        if (failure instanceof ParseException e) {
            String reason = e.getCondition() == null ? "" : " (" + e.getCondition().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + ")";
            return GateRefusal.NOT_PARSED.because("The text is not a query that can be read" + reason + ".", Places.of(e.start()));
        }
        return GateRefusal.NOT_PARSED.because("The text is not a query that can be read.", Optional.empty());
    }

    private static RefusedException tooDeep(Optional<Place> place) {
        return GateRefusal.TOO_DEEP.because("The question is nested too deeply.", place);
    }

    /** In one pass over the text, outside quotes and comments. */
    private static void limit(String sql) {
        if (sql.length() > MAX_CHARACTERS) {
            throw GateRefusal.TOO_LONG.because("The question is longer than " + MAX_CHARACTERS + " characters.", Optional.empty());
        }
        if (sql.isBlank()) {
            throw GateRefusal.NOT_PARSED.because("The question is empty.", Optional.empty());
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
