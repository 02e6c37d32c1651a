package pt.arquipelago.node.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Exists;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.InSubquery;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Distinct;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.apache.spark.sql.catalyst.plans.logical.Window;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.ProtectedColumn;
import pt.arquipelago.node.lake.Subject;
import pt.arquipelago.node.lake.TableDescription;

/** What stands below the aggregate across persons: from Catalyst's analysed plan to a {@link Scope}. */
final class Lowering {
    private final Map<String, PermittedView> views;
    private final CanonicalForm canonical;
    private final Joins joins;
    private final Steps steps;

    Lowering(Map<String, PermittedView> views, CanonicalForm canonical) {
        this.views = views;
        this.canonical = canonical;
        this.joins = new Joins(canonical);
        this.steps = new Steps(canonical);
    }

    /** A part whose tables are all linked and that names nothing outside itself. */
    Scope whole(LogicalPlan plan) {
        return Joins.requireWhole(lower(plan), plan);
    }

    Scope lower(LogicalPlan plan) {
        if (plan instanceof View view) {
            return view(view);
        } else if (plan instanceof SubqueryAlias alias) {
            return lower(alias.child());
        } else if (plan instanceof Project project) {
            return project(project);
        } else if (plan instanceof Filter filter) {
            return filter(filter);
        } else if (plan instanceof Join join && constant(join).isPresent()) {
            return withConstants(join, List.of());
        } else if (plan instanceof Join join) {
            return joins.join(join, lower(join.left()), lower(join.right()));
        } else if (plan instanceof Aggregate aggregate) {
            return steps.aggregate(aggregate, whole(aggregate.child()));
        } else if (plan instanceof Distinct distinct) {
            List<Attribute> output = Trees.list(distinct.child().output());
            return steps.aggregate(new Aggregate(Trees.seq(output), Trees.seq(output), distinct.child(), scala.Option.empty()), whole(distinct.child()));
        } else if (plan instanceof Union union) {
            List<LogicalPlan> arms = Unions.arms(union);
            return new Unions(canonical).union(union, arms, arms.stream().map(this::whole).toList());
        } else if (plan instanceof Window window) {
            return new Windows(canonical).window(window, whole(window.child()));
        }
        String what = plan.getClass().getSimpleName();
        String words = what.endsWith("Limit") || what.equals("Offset") ? "LIMIT or OFFSET" : what.equals("Sort") ? "ORDER BY"
                : Constants.of(plan).isPresent() ? "A constant table without a table of persons" : Words.of(plan);
        throw GateRefusal.BELOW.because(words + " is not accepted below the aggregate.", Places.of(plan));
    }

    private Scope view(View view) {
        String name = view.desc().identifier().table().toLowerCase(Locale.ROOT);
        PermittedView permitted = views.get(name);
        if (permitted == null) {
            throw GateRefusal.TABLE.because("The permit has no such table.", Places.of(view));
        }
        TableDescription table = permitted.description();
        int relation = canonical.nextRelation();
        Map<String, Attribute> attributes = new HashMap<>();
        Trees.list(view.output()).forEach(attribute -> attributes.put(attribute.name(), attribute));
        Attribute person = attributes.get(Subject.PERSON);
        Map<ExprId, Column> columns = new HashMap<>();
        attributes.forEach((column, attribute) -> columns.put(attribute.exprId(), column(table, column, attribute, person, relation)));
        List<ProtectedExpression> others = new ArrayList<>();
        for (ProtectedColumn other : table.alsoProtected()) {
            canonical.use(table.table(), other.column());
            others.add(new ProtectedExpression(other.type(), other.threshold(), attributes.get(other.column())));
        }
        canonical.use(table.table(), table.subject().column());
        JsonNode from = CanonicalForm.object().put("table", name).put("as", relation);
        return new Scope(view, Map.of(), columns, List.of(from), List.of(), List.of(), Subjects.of(person.exprId(), person), others, List.of(),
                List.of(), List.of());
    }

    private Column column(TableDescription table, String name, Attribute attribute, Attribute person, int relation) {
        boolean isSubject = name.equals(Subject.PERSON) || name.equals(table.subject().column());
        ColumnDescription description = isSubject ? table.subjectColumn() : table.column(name).orElseThrow();
        Source source = description.isPseudonym() ? new Source.Pseudonym(table.table(), description, person.exprId(), isSubject)
                : new Source.Base(table.table(), description);
        String shown = isSubject ? Subject.PERSON : name;
        return new Column(attribute, () -> {
            canonical.use(table.table(), description.name());
            return CanonicalForm.array("column", CanonicalForm.text(relation + "." + shown));
        }, source, List.of());
    }

    private Scope project(Project project) {
        Scope scope = lower(project.child());
        Map<ExprId, Expression> defined = new HashMap<>(scope.defined());
        for (NamedExpression named : Trees.list(project.projectList())) {
            if (named instanceof Alias alias && !Scope.isOuter(alias.child())) {
                requireNoSubquery(alias.child());
                Expression resolved = scope.resolve(alias.child());
                Pseudonyms.requirePassing(resolved, scope);
                defined.put(alias.exprId(), resolved);
            }
        }
        return scope.withDefined(defined);
    }

    /** Several aggregates that are joined stand over the records of all of them. */
    Scope sources(Aggregated aggregated) {
        if (aggregated.tag().isEmpty()) {
            return whole(aggregated.sources().get(0));
        }
        List<Scope> arms = new ArrayList<>();
        for (int i = 0; i < aggregated.sources().size(); i++) {
            Scope arm = whole(aggregated.sources().get(i));
            List<Expression> known = aggregated.known().get(i).stream().filter(key -> key.nullable()).<Expression>map(IsNotNull::new).toList();
            arms.add(joins.filtered(arm, known));
        }
        return new Unions(canonical).joined(aggregated.tag().get(), arms, aggregated.at());
    }

    /** The side of a join that is a constant table: 0 left, 1 right. */
    private static Optional<Integer> constant(Join join) {
        return Constants.of(join.right()).isPresent() ? Optional.of(1) : Constants.of(join.left()).isPresent() ? Optional.of(0) : Optional.empty();
    }

    private Scope withConstants(Join join, List<Expression> further) {
        boolean right = constant(join).orElseThrow() == 1;
        String kind = join.joinType().getClass().getSimpleName().replace("$", "");
        boolean outer = kind.equals(right ? "LeftOuter" : "RightOuter");
        if (!outer && !kind.equals("Inner") && !kind.equals("Cross")) {
            throw GateRefusal.JOIN.because("A constant table is joined by JOIN, or LEFT JOIN with the constants on the right.", Places.of(join));
        }
        List<Expression> conditions = new ArrayList<>(further);
        if (join.condition().isDefined()) {
            conditions.addAll(Trees.conjuncts(join.condition().get()));
        }
        conditions.forEach(Lowering::requireNoSubquery);
        Scope scope = lower(right ? join.left() : join.right());
        return new ConstantJoins(canonical, joins).join(scope, Constants.of(right ? join.right() : join.left()).orElseThrow(), conditions, outer, join);
    }

    private Scope filter(Filter filter) {
        if (filter.child() instanceof Join join && constant(join).isPresent() && !join.joinType().getClass().getSimpleName().contains("Outer")) {
            List<Expression> conditions = Trees.conjuncts(filter.condition());
            List<Expression> plain = conditions.stream().filter(c -> !Trees.any(c, e -> e instanceof SubqueryExpression || e instanceof InSubquery)).toList();
            return conditions(withConstants(join, plain), conditions.stream().filter(c -> !plain.contains(c)).toList());
        }
        return conditions(lower(filter.child()), Trees.conjuncts(filter.condition()));
    }

    private Scope conditions(Scope scope0, List<Expression> conditions) {
        Scope scope = scope0;
        List<Expression> plain = new ArrayList<>();
        for (Expression condition : conditions) {
            Expression positive = condition instanceof Not not ? not.child() : condition;
            boolean negated = positive != condition;
            if (positive instanceof Exists exists) {
                scope = joins.semi(scope, lower(exists.plan()), Optional.empty(), negated, condition);
            } else if (positive instanceof InSubquery in) {
                scope = in(scope, in, negated);
            } else {
                requireNoSubquery(condition);
                plain.add(condition);
            }
        }
        return joins.filtered(scope, plain);
    }

    private Scope in(Scope scope, InSubquery in, boolean negated) {
        List<Expression> values = Trees.list(in.values());
        LogicalPlan plan = in.query().plan();
        List<Attribute> output = Trees.list(plan.output());
        if (values.size() != 1 || output.size() != 1) {
            throw GateRefusal.SUBQUERY.because("IN compares more than one column.", Places.of(in));
        }
        Optional<Constants> constants = Constants.of(plan);
        if (constants.isPresent()) {
            Expression value = scope.resolve(values.get(0));
            Expression isIn = new In(value, Trees.<Expression>seq(constants.get().values(output.get(0).exprId())));
            return joins.filtered(scope, List.of(negated ? new Not(isIn) : isIn));
        }
        Scope inner = lower(plan);
        return joins.semi(scope, inner, Optional.of(new Joins.Membership(scope.resolve(values.get(0)), inner.resolve(output.get(0)))), negated, in);
    }

    static void requireNoSubquery(Expression expression) {
        if (Trees.any(expression, e -> e instanceof SubqueryExpression || e instanceof InSubquery)) {
            throw GateRefusal.SUBQUERY.because("A subquery stands where it is not accepted.", Places.of(expression));
        }
    }

    static Expression and(List<Expression> conditions) {
        Expression all = conditions.get(0);
        for (Expression next : conditions.subList(1, conditions.size())) {
            all = new And(all, next);
        }
        return all;
    }
}
