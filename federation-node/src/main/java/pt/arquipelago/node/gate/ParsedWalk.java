package pt.arquipelago.node.gate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.analysis.NamedParameter;
import org.apache.spark.sql.catalyst.analysis.Parameter;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import pt.arquipelago.analysis.Place;

/**
 * The first closed list, over the parsed tree and before any analysis, which can execute: node classes, expression classes, function
 * names, and the fields that carry meaning. Refusals point into the text from here.
 */
final class ParsedWalk {
    private static final Set<String> JOINS =
            Set.of("Inner", "Cross", "LeftOuter", "RightOuter", "LeftSemi", "LeftAnti", "UsingJoin");
    private static final Set<String> ORDERED = Set.of("percentile_cont", "percentile_disc");
    private static final Set<String> EXTREMES = Set.of("mode", "min_by", "max_by", "first", "last", "any_value", "first_value", "last_value", "nth_value");

    private final Set<String> views;
    private final Set<String> ctes = new TreeSet<>();
    private final Set<String> functions = new TreeSet<>();

    private final Parameters values;
    private final Set<String> parameters = new TreeSet<>();

    ParsedWalk(Set<String> views, Parameters values) {
        this.views = views;
        this.values = values;
    }

    /** The named parameters of the text. */
    Set<String> parameters() {
        return parameters;
    }

    /** @return the names of the functions that the question calls, lower case */
    Set<String> check(LogicalPlan parsed) {
        collectCtes(parsed);
        node(parsed);
        return functions;
    }

    private void collectCtes(TreeNode<?> node) {
        if (node instanceof UnresolvedWith with) {
            Trees.list(with.cteRelations()).forEach(cte -> {
                String name = cte._1().toLowerCase(Locale.ROOT);
                if (views.contains(name)) {
                    throw GateRefusal.SHADOWED.because("The CTE " + name + " has the name of a table of the permit.", Places.of(cte._2()));
                }
                ctes.add(name);
            });
        }
        Trees.inside(node, this::collectCtes);
    }

    private void node(TreeNode<?> node) {
        if (node instanceof LogicalPlan plan) {
            plan(plan);
        } else if (node instanceof Expression expression) {
            expression(expression);
        } else {
            throw construct(Words.of(node), Places.of(node));
        }
        if (!(node instanceof LocalRelation)) {
            Trees.inside(node, this::node);
        }
    }

    private void plan(LogicalPlan plan) {
        if (!AllowedList.PARSED_PLAN.has(plan.getClass())) {
            throw GateRefusal.CONSTRUCT.because("This part of SQL is not accepted: " + Words.of(plan) + ".",
                    Words.remedy(plan).orElse(GateRefusal.CONSTRUCT.remedy()), Places.of(plan));
        }
        if (plan instanceof UnresolvedRelation relation) {
            relation(relation);
        } else if (plan instanceof Join join && !JOINS.contains(kind(join))) {
            throw GateRefusal.JOIN.because("This kind of join is not accepted: " + join.joinType().sql() + ".", Places.of(plan));
        } else if (plan instanceof Join join && (join.hint().leftHint().isDefined() || join.hint().rightHint().isDefined())) {
            throw construct("a hint", Places.of(plan));
        } else if (plan instanceof Sort sort && !sort.global()) {
            throw construct("SORT BY", Places.of(plan));
        } else if (plan instanceof UnresolvedWith with && with.allowRecursion()) {
            throw construct("WITH RECURSIVE", Places.of(plan));
        }
    }

    private static String kind(Join join) {
        String type = join.joinType().getClass().getSimpleName().replace("$", "");
        if (join.joinType() instanceof org.apache.spark.sql.catalyst.plans.UsingJoin using) {
            String inner = using.tpe().getClass().getSimpleName().replace("$", "");
            return JOINS.contains(inner) ? type : inner;
        }
        return type;
    }

    private void relation(UnresolvedRelation relation) {
        List<String> parts = Trees.list(relation.multipartIdentifier());
        String name = parts.get(0).toLowerCase(Locale.ROOT);
        if (parts.size() != 1) {
            throw GateRefusal.TABLE.because("Tables are named by one word, not by a path or a catalog.", Places.of(relation));
        }
        if (relation.isStreaming() || !relation.options().isEmpty()) {
            throw construct("a table with options", Places.of(relation));
        }
        if (!views.contains(name) && !ctes.contains(name)) {
            throw GateRefusal.TABLE.because("The permit has no table " + shown(name) + ".",
                    "Tables of the permit: " + String.join(", ", new TreeSet<>(views)) + ".", Places.of(relation));
        }
    }

    private void expression(Expression expression) {
        if (expression instanceof NamedParameter named && values.has(named.name())) {
            parameters.add(named.name());
            return;
        }
        if (expression instanceof Parameter) {
            throw GateRefusal.PARAMETER.because(expression instanceof NamedParameter named ? "The parameter " + shown(named.name()) + " has no value."
                    : "Parameters without a name are not accepted.", Places.of(expression));
        }
        if (expression instanceof AggregateExpression) {
            throw GateRefusal.EXTREME.because("first and any_value show values of single persons.", Places.of(expression));
        }
        if (!AllowedList.PARSED_EXPRESSIONS.has(expression.getClass())) {
            throw GateRefusal.EXPRESSION.because("This expression is not accepted: " + Words.of(expression) + ".",
                    Words.remedy(expression).orElse(GateRefusal.EXPRESSION.remedy()), Places.of(expression));
        }
        if (expression instanceof UnresolvedFunction function) {
            function(function);
        } else if (expression instanceof UnresolvedAttribute attribute && Trees.list(attribute.nameParts()).size() > 2) {
            throw GateRefusal.EXPRESSION.because("Columns are named as column or table.column.", Places.of(expression));
        }
    }

    private void function(UnresolvedFunction function) {
        List<String> parts = Trees.list(function.nameParts());
        String name = parts.get(parts.size() - 1).toLowerCase(Locale.ROOT);
        if (EXTREMES.contains(name)) {
            throw GateRefusal.EXTREME.because("The function " + name + " shows values of single persons.", Places.of(function));
        }
        if (name.startsWith("regr_") && !AllowedList.FUNCTIONS.has(name)) {
            throw GateRefusal.STATISTIC.because("The function " + shown(name) + " is not answered.", "Ask for count(*), avg and variance of the one number WHERE both are there.",
                    Places.of(function));
        }
        if (parts.size() != 1) {
            throw GateRefusal.FUNCTION.because("Functions are named by one word.", Places.of(function));
        }
        if (!AllowedList.FUNCTIONS.has(name)) {
            throw GateRefusal.FUNCTION.because("The function " + shown(name) + " is not accepted.", Places.of(function));
        }
        if (function.ignoreNulls().isDefined() || !Trees.list(function.orderingWithinGroup()).isEmpty() && !ORDERED.contains(name)) {
            throw GateRefusal.FUNCTION.because("IGNORE NULLS is not accepted, and WITHIN GROUP in percentile_cont and percentile_disc alone.", Places.of(function));
        }
        functions.add(name);
    }

    private static pt.arquipelago.analysis.RefusedException construct(String what, Optional<Place> place) {
        return GateRefusal.CONSTRUCT.because("This part of SQL is not accepted: " + what + ".", place);
    }

    private static String shown(String name) {
        return name.matches("[A-Za-z0-9_]{1,60}") ? name : "of that name";
    }
}
