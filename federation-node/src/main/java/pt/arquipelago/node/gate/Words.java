package pt.arquipelago.node.gate;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.trees.TreeNode;

/** What people call the parts of SQL that Catalyst names by class. */
final class Words {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("ScriptTransformation", "TRANSFORM"), Map.entry("PlanWithUnresolvedIdentifier", "IDENTIFIER"),
            Map.entry("ExpressionWithUnresolvedIdentifier", "IDENTIFIER"), Map.entry("RelationTimeTravel", "VERSION or TIMESTAMP AS OF"),
            Map.entry("UnresolvedTableValuedFunction", "a function in FROM"), Map.entry("LocalRelation", "VALUES"),
            Map.entry("UnresolvedInlineTable", "VALUES"), Map.entry("OneRowRelation", "a SELECT without FROM"), Map.entry("Generate", "LATERAL VIEW"),
            Map.entry("LateralJoin", "LATERAL"), Map.entry("Sample", "TABLESAMPLE"), Map.entry("UnresolvedHint", "a hint"),
            Map.entry("UnresolvedQualify", "QUALIFY"), Map.entry("PipeExpression", "|>"), Map.entry("PipeOperator", "|>"),
            Map.entry("UnresolvedStarExceptOrReplace", "* EXCEPT"), Map.entry("Union", "UNION"), Map.entry("Expand", "ROLLUP, CUBE or GROUPING SETS"), Map.entry("Except", "EXCEPT"),
            Map.entry("Intersect", "INTERSECT"), Map.entry("GroupingSets", "GROUPING SETS"), Map.entry("RLike", "RLIKE"),
            Map.entry("UnresolvedExtractValue", "a field of a structure"), Map.entry("SubtractDates", "a difference of dates as an interval"),
            Map.entry("ScalarSubquery", "a subquery as a value"), Map.entry("ILike", "ILIKE"));

    private static final Map<String, String> REMEDIES = Map.of(
            "RLIKE", "Use LIKE, startswith, substring or IN.",
            "ILIKE", "Use upper(x) LIKE 'A%'.",
            "a difference of dates as an interval", "Use datediff(a, b), which counts days.",
            "a subquery as a value", "Ask for the value in a question of its own, and write it as a literal.",
            "QUALIFY", "Put the window in a subquery and the condition in WHERE.",
            "a SELECT without FROM", "Name a table of the permit.");

    private Words() {}

    static String of(TreeNode<?> node) {
        String name = node.getClass().getSimpleName().replace("$", "");
        return NAMES.getOrDefault(name, name.replace("Unresolved", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT));
    }

    static Optional<String> remedy(TreeNode<?> node) {
        return Optional.ofNullable(REMEDIES.getOrDefault(of(node), REMEDIES.get(node.getClass().getSimpleName())));
    }
}
