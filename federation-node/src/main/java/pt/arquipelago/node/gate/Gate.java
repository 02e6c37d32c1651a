package pt.arquipelago.node.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.QueryPlanningTracker;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import pt.arquipelago.analysis.Place;
import pt.arquipelago.analysis.Refusal;
import pt.arquipelago.analysis.RefusedException;
import scala.Option;

/**
 * Lets a question in, or refuses it with rule, place and remedy. In this order, and without reading any data:
 * <ol>
 * <li>limits and parsing ({@link QuestionText}), and a walk of the parsed tree by closed lists ({@link ParsedWalk}, {@code allowed.txt});
 * <li>analysis in a session that holds nothing but the permit's views ({@link QuestionSession}), and a second walk ({@link AnalysedWalk});
 * <li>what stands above the aggregate ({@link Peeled}), what stands below it ({@link Lowering}), and its keys and terms
 *     ({@link Compiler}).
 * </ol>
 * A refusal carries the question that may have been meant, where one is found that passes ({@link Rewriting}).
 */
public final class Gate {
    /** @throws RefusedException if anything in the question is not understood or not allowed */
    public CompiledQuestion compile(SparkSession parent, String sql, List<PermittedView> views) {
        return compile(parent, sql, Map.of(), views);
    }

    /**
     * @param parameters values of the text's named parameters
     * @throws RefusedException if anything in the question is not understood or not allowed
     */
    public CompiledQuestion compile(SparkSession parent, String sql, Map<String, JsonNode> parameters, List<PermittedView> views) {
        try {
            return compiled(parent, sql, parameters, views);
        } catch (RefusedException refused) {
            Rewriting rewriting = new Rewriting(text -> refusal(parent, text, parameters, views));
            throw rewriting.of(sql, refused.refusal()).map(text -> new RefusedException(refused.refusal().insteadAsk(text), refused.getCause())).orElse(refused);
        }
    }

    private static Optional<Refusal> refusal(SparkSession parent, String sql, Map<String, JsonNode> parameters, List<PermittedView> views) {
        try {
            compiled(parent, sql, parameters, views);
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(e.refusal());
        }
    }

    private static CompiledQuestion compiled(SparkSession parent, String sql, Map<String, JsonNode> parameters, List<PermittedView> views) {
        QuestionText.limit(sql);
        Parameters values = new Parameters(parameters);
        Map<String, PermittedView> byName = new TreeMap<>();
        views.forEach(view -> byName.put(view.name().toLowerCase(Locale.ROOT), view));
        return LargeStack.call(() -> {
            var session = QuestionSession.open(parent, views);
            SparkSession.setActiveSession(session);
            LogicalPlan parsed = QuestionText.parse(sql);
            ParsedWalk walk = new ParsedWalk(byName.keySet(), values);
            Set<String> functions = walk.check(parsed);
            HiddenOrder order = new HiddenOrder(sql);
            LogicalPlan analysed = analysed(session, values.bind(order.selected(parsed), walk.parameters()));
            AnalysedWalk.check(analysed);
            CanonicalForm canonical = new CanonicalForm();
            Peeled peeled = Peeled.of(Ctes.inlined(analysed), order);
            Scope scope = new Lowering(byName, canonical).sources(peeled.aggregated());
            return new Compiler(session, peeled, scope, canonical, functions).compile();
        });
    }

    private static LogicalPlan analysed(org.apache.spark.sql.classic.SparkSession session, LogicalPlan parsed) {
        try {
            return session.sessionState().analyzer().executeAndCheck(parsed, new QueryPlanningTracker(Option.empty()));
        } catch (Exception e) {
            if (e instanceof AnalysisException analysis) {
                throw GateRefusal.NOT_RESOLVED.because(words(analysis), place(analysis));
            }
            throw GateRefusal.NOT_RESOLVED.because("The question's names and types do not fit together.", Optional.empty());
        }
    }

    /** Spark's own sentence: at this point it knows names and types of the permit's views, and no data. */
    private static String words(AnalysisException e) {
        String sentence = e.getMessage().lines().findFirst().orElse("").replaceAll("^\\[[A-Z0-9_.]+\\] ", "").replaceAll(" ?SQLSTATE: .*$", "");
        return sentence.isBlank() ? "The question's names and types do not fit together." : sentence.length() > 400 ? sentence.substring(0, 400) : sentence;
    }

    private static Optional<Place> place(AnalysisException e) {
        if (e.line().isEmpty() || e.startPosition().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Place(Math.max(1, (Integer) e.line().get()), (Integer) e.startPosition().get() + 1, 0));
    }
}
