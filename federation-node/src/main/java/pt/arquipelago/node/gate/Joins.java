package pt.arquipelago.node.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.plans.Inner$;
import org.apache.spark.sql.catalyst.plans.JoinType;
import org.apache.spark.sql.catalyst.plans.LeftAnti$;
import org.apache.spark.sql.catalyst.plans.LeftOuter$;
import org.apache.spark.sql.catalyst.plans.LeftSemi$;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.JoinHint;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.Option;

/** Joins, filters and semi-joins: tables are linked by a person's or a document's pseudonym (rules 1). */
final class Joins {
    private final CanonicalForm canonical;

    Joins(CanonicalForm canonical) {
        this.canonical = canonical;
    }

    /** {@code value IN (SELECT key …)}. */
    record Membership(Expression value, Expression key) {}

    Scope join(Join join, Scope left, Scope right) {
        String kind = join.joinType().getClass().getSimpleName().replace("$", "");
        List<Expression> conditions = join.condition().isDefined() ? Trees.conjuncts(join.condition().get()) : List.of();
        conditions.forEach(Lowering::requireNoSubquery);
        return switch (kind) {
            case "Inner", "Cross" -> inner(left, right, conditions);
            case "LeftOuter" -> outer(left, right, conditions, join);
            case "RightOuter" -> outer(right, left, conditions, join);
            case "LeftSemi", "LeftAnti" -> {
                Scope both = beside(left, right, left.plan());
                yield semi(left, right, conditions.stream().map(both::resolve).toList(), kind.equals("LeftAnti"), false, join);
            }
            default -> throw GateRefusal.JOIN.because("This kind of join is not accepted: " + join.joinType().sql() + ".", Places.of(join));
        };
    }

    private Scope inner(Scope left, Scope right, List<Expression> conditions) {
        Scope both = beside(left, right, plan(left.plan(), right.plan(), Inner$.MODULE$, List.of()));
        List<Expression> resolved = conditions.stream().map(both::resolve).toList();
        Scope linked = linked(both, resolved);
        return linked.filtered(plan(left.plan(), right.plan(), Inner$.MODULE$, resolved), names(resolved, both), resolved, List.of());
    }

    /** WHERE, or what a step by person keeps. */
    Scope filtered(Scope scope, List<Expression> conditions) {
        List<Expression> plain = new ArrayList<>();
        List<Expression> correlated = new ArrayList<>();
        for (Expression condition : conditions) {
            Expression resolved = scope.resolve(condition);
            (Scope.isOuter(resolved) ? correlated : plain).add(resolved);
        }
        if (plain.isEmpty()) {
            return scope.filtered(scope.plan(), List.of(), List.of(), correlated);
        }
        Scope linked = linked(scope, plain);
        return linked.filtered(new Filter(Lowering.and(plain), scope.plan()), names(plain, scope), plain, correlated);
    }

    private Scope outer(Scope left, Scope right, List<Expression> conditions, Join join) {
        requireWhole(right, join);
        if (!right.arms().isEmpty()) {
            throw GateRefusal.JOIN.because("What an outer join may leave out is a UNION ALL.", "Group the UNION ALL by person in a subquery, and join that.", Places.of(join));
        }
        Scope both = beside(left, right, plan(left.plan(), right.plan(), Inner$.MODULE$, List.of()));
        List<Expression> on = conditions.stream().map(both::resolve).toList();
        Expression matched = new IsNotNull(linkTo(right, both, on, join));
        Scope linked = linked(both, on);
        Map<ExprId, Column> columns = new HashMap<>(left.columns());
        right.columns().forEach((id, column) -> columns.put(id, column.on(matched)));
        Map<ExprId, Expression> defined = new HashMap<>(left.defined());
        right.defined().forEach((id, e) -> defined.put(id, e instanceof Attribute ? e : new If(matched, e, new Literal(null, e.dataType()))));
        ObjectNode outer = CanonicalForm.object();
        outer.set("outer", block(right));
        outer.set("on", CanonicalForm.sorted(names(on, both)));
        List<Expression> parting = isOnePerPerson(right.plan()) ? left.parting() : Scope.plus(left.parting(), List.of(matched));
        return new Scope(plan(left.plan(), right.plan(), LeftOuter$.MODULE$, on), defined, columns, Scope.plus(left.from(), List.of(outer)), left.where(),
                left.filters(), linked.subjects(), linked.others(), parting, left.arms(), left.correlated());
    }

    /** A step by person alone meets each record once: it parts none. */
    static boolean isOnePerPerson(LogicalPlan plan) {
        return plan instanceof Filter filter ? isOnePerPerson(filter.child())
                : plan instanceof Aggregate step && step.groupingExpressions().size() == 1;
    }

    /** The column of the nullable side that is equal to the other side's: never NULL where the join matched. */
    private static Attribute linkTo(Scope right, Scope both, List<Expression> on, Join join) {
        for (Expression condition : on) {
            Optional<Pseudonyms.Equality> equality = Pseudonyms.equality(condition, both).filter(Pseudonyms.Equality::links);
            if (equality.isPresent()) {
                boolean leftIsRight = right.columns().containsKey(equality.get().left().exprId());
                boolean rightIsRight = right.columns().containsKey(equality.get().right().exprId());
                if (leftIsRight != rightIsRight) {
                    return leftIsRight ? equality.get().left() : equality.get().right();
                }
            }
        }
        throw GateRefusal.JOIN.because("The outer join has no equality of a person or document in its ON.", Places.of(join));
    }

    Scope semi(Scope left, Scope right, Optional<Membership> in, boolean negated, Expression at) {
        List<Expression> conditions = new ArrayList<>();
        in.ifPresent(m -> conditions.add(new EqualTo(m.value(), m.key())));
        for (Expression condition : right.correlated()) {
            conditions.add(Trees.rewrite(condition, e -> e instanceof OuterReference outer ? left.resolve((Expression) outer.e()) : e));
        }
        return semi(left, right, conditions, negated, negated && in.isPresent(), at);
    }

    /** @param nullAware as NOT IN: a NULL on either side keeps nothing */
    private Scope semi(Scope left, Scope right, List<Expression> conditions, boolean negated, boolean nullAware,
            org.apache.spark.sql.catalyst.trees.TreeNode<?> at) {
        Scope both = beside(left, right, left.plan());
        Optional<Pseudonyms.Equality> link = Optional.empty();
        for (Expression condition : conditions) {
            Optional<Pseudonyms.Equality> equality = Pseudonyms.equality(condition, both);
            if (equality.isEmpty()) {
                Pseudonyms.requireNone(condition, both);
            } else if (link.isEmpty()) {
                link = equality.filter(e -> e.links() && right.columns().containsKey(e.left().exprId()) != right.columns().containsKey(e.right().exprId()));
            }
        }
        if (link.isEmpty()) {
            throw GateRefusal.SUBQUERY.because("The subquery is not linked by equality of a person or document.", Places.of(at));
        }
        if (!right.subjects().allLinked()) {
            throw GateRefusal.JOIN.because("Two tables of the subquery are not joined by person or document.", Places.of(at));
        }
        String name = !negated ? "exists" : nullAware ? "not-in" : "not-exists";
        ArrayNode where = CanonicalForm.array(name, block(right));
        CanonicalForm.sorted(names(conditions, both)).forEach(where::add);
        List<ProtectedExpression> carried = negated ? List.of() : carried(right, link.get());
        if (carried.isEmpty()) {
            List<Expression> on = nullAware ? nullAware(conditions) : conditions;
            JoinType type = negated ? LeftAnti$.MODULE$ : LeftSemi$.MODULE$;
            return left.filtered(plan(left.plan(), right.plan(), type, on), List.of(where), List.of(), List.of());
        }
        if (conditions.size() != 1) {
            throw GateRefusal.PROTECTED.because("The subquery compares more than the person, over a table in which professionals stand too.", Places.of(at));
        }
        return carrying(left, right, link.get(), carried, where);
    }

    /** Those other than the subject who stand behind the subquery's records. */
    private static List<ProtectedExpression> carried(Scope right, Pseudonyms.Equality link) {
        List<ProtectedExpression> all = new ArrayList<>(right.others());
        if (!link.samePerson()) {
            all.add(person(right.subjects().person()));
        }
        right.subjects().others().forEach(other -> all.add(person(other)));
        return all;
    }

    static ProtectedExpression person(Attribute person) {
        return new ProtectedExpression(ProtectedExpression.PERSON, 1, person);
    }

    /** A semi-join as a join with one row for each key, which brings the protected along. */
    private Scope carrying(Scope left, Scope right, Pseudonyms.Equality link, List<ProtectedExpression> carried, JsonNode where) {
        boolean leftIsKey = right.columns().containsKey(link.left().exprId());
        Attribute key = leftIsKey ? link.left() : link.right();
        Attribute value = leftIsKey ? link.right() : link.left();
        Carried one = Carried.over(right.plan(), List.of(key), List.of(key), carried);
        Scope kept = left.filtered(plan(left.plan(), one.plan(), Inner$.MODULE$, List.of(new EqualTo(value, key))), List.of(where), List.of(), List.of());
        return kept.withOthers(Scope.plus(left.others(), one.others()));
    }

    private static List<Expression> nullAware(List<Expression> conditions) {
        List<Expression> on = new ArrayList<>(conditions);
        on.set(0, new Or(conditions.get(0), new IsNull(conditions.get(0))));
        return on;
    }

    /** Conditions link tables by equality of pseudonyms; elsewhere no pseudonym stands in them. */
    private static Scope linked(Scope scope, List<Expression> conditions) {
        Subjects subjects = scope.subjects();
        for (Expression condition : conditions) {
            Optional<Pseudonyms.Equality> equality = Pseudonyms.equality(condition, scope);
            if (equality.isEmpty()) {
                Pseudonyms.requireNone(condition, scope);
            } else if (equality.get().links()) {
                subjects = subjects.linked(equality.get().leftSource().subject(), equality.get().rightSource().subject(), equality.get().samePerson());
            }
        }
        return scope.withSubjects(subjects);
    }

    static Scope requireWhole(Scope scope, LogicalPlan at) {
        if (!scope.subjects().allLinked()) {
            throw GateRefusal.JOIN.because("Two tables are joined, but not by equality of person or of a document's pseudonym.", Places.of(at));
        }
        if (!scope.correlated().isEmpty()) {
            throw GateRefusal.SUBQUERY.because("A subquery names a column of the outer query where it may not.", Places.of(scope.correlated().get(0)));
        }
        return scope;
    }

    private static Scope beside(Scope left, Scope right, LogicalPlan plan) {
        return new Scope(plan, Scope.plus(left.defined(), right.defined()), Scope.plus(left.columns(), right.columns()),
                Scope.plus(left.from(), right.from()), Scope.plus(left.where(), right.where()), Scope.plus(left.filters(), right.filters()),
                left.subjects().beside(right.subjects()), Scope.plus(left.others(), right.others()),
                Scope.plus(left.parting(), right.parting()), Scope.plus(left.arms(), right.arms()), Scope.plus(left.correlated(), right.correlated()));
    }

    private static LogicalPlan plan(LogicalPlan left, LogicalPlan right, JoinType type, List<Expression> conditions) {
        Option<Expression> on = conditions.isEmpty() ? Option.empty() : Option.apply(Lowering.and(conditions));
        return new Join(left, right, type, on, JoinHint.NONE());
    }

    private List<JsonNode> names(List<Expression> conditions, Scope scope) {
        List<JsonNode> names = new ArrayList<>();
        for (Expression condition : conditions) {
            names.addAll(CanonicalForm.conjuncts(canonical.of(condition, scope.columns())));
        }
        return names;
    }

    static ObjectNode block(Scope scope) {
        ObjectNode block = CanonicalForm.object();
        block.set("from", CanonicalForm.list(scope.from()));
        block.set("where", CanonicalForm.sorted(scope.where()));
        return block;
    }
}
