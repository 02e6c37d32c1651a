package pt.arquipelago.node.gate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.QueryPlanningTracker;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import scala.Option;

/** What a question is made of at each stage, whether the gate lets it in or not: function names and class names. */
record Walked(Set<String> functions, Set<String> parsed, Set<String> analysed) {
    private static final String CATALYST = "org.apache.spark.sql.catalyst.";

    private static final Map<String, Walked> KNOWN = new java.util.concurrent.ConcurrentHashMap<>();

    static Walked of(SparkSession parent, String sql, Map<String, com.fasterxml.jackson.databind.JsonNode> parameters, List<PermittedView> views) {
        return KNOWN.computeIfAbsent(sql + parameters, unseen -> walk(parent, sql, parameters, views));
    }

    private static Walked walk(SparkSession parent, String sql, Map<String, com.fasterxml.jackson.databind.JsonNode> parameters, List<PermittedView> views) {
        Walked walked = new Walked(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        var session = QuestionSession.open(parent, views);
        SparkSession.setActiveSession(session);
        try {
            LogicalPlan parsed = QuestionText.parse(sql);
            walked.parsed(parsed);
            LogicalPlan bound = new Parameters(parameters).bind(parsed, parameters.keySet());
            walked.analysed.add(name(bound));
            walked.analysed(session.sessionState().analyzer().executeAndCheck(bound, new QueryPlanningTracker(Option.empty())));
        } catch (Exception refused) {
            // Also Scala's checked exceptions: what was met until then counts.
        }
        return walked;
    }

    /** Names of both kinds and stages. */
    Set<String> all() {
        Set<String> all = new TreeSet<>(functions);
        all.addAll(parsed);
        all.addAll(analysed);
        return all;
    }

    private void parsed(TreeNode<?> node) {
        parsed.add(name(node));
        if (node instanceof UnresolvedFunction function) {
            functions.add(Trees.list(function.nameParts()).get(0).toLowerCase(Locale.ROOT));
        }
        Trees.inside(node, this::parsed);
    }

    private void analysed(TreeNode<?> node) {
        analysed.add(name(node));
        if (!(node instanceof View)) {
            Trees.inside(node, this::analysed);
        }
    }

    private static String name(TreeNode<?> node) {
        String name = node.getClass().getName();
        return name.startsWith(CATALYST) ? name.substring(CATALYST.length()) : name;
    }
}
