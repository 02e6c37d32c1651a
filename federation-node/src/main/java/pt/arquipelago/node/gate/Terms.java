package pt.arquipelago.node.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Or;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.analysis.query.ValueType;

/** The terms of a question, each once: what every number of a released row is made of. */
final class Terms {
    private static final int MAX_TERMS = 200;

    private final Scope scope;
    private final CanonicalForm canonical;
    private final Map<String, Integer> indices = new LinkedHashMap<>();
    private final List<CompiledTerm> terms = new ArrayList<>();

    Terms(Scope scope, CanonicalForm canonical) {
        this.scope = scope;
        this.canonical = canonical;
    }

    List<CompiledTerm> all() {
        return terms;
    }

    /** @return the term's index; the same kind, argument and condition is the same term */
    int add(Kind kind, Optional<Expression> argument, List<Expression> conditions, ValueType type, Expression at) {
        return add(kind, argument, conditions, List.of(), type, at);
    }

    /** The number of records under some conditions, whose rest is looked for among certain records alone: not where nothing is there. */
    int addWithin(List<Expression> records, List<Expression> conditions, Expression at) {
        return add(Kind.RECORDS, Optional.empty(), conditions, records, ValueType.BIGINT, at);
    }

    private int add(Kind kind, Optional<Expression> argument, List<Expression> conditions, List<Expression> among, ValueType type, Expression at) {
        conditions.forEach(condition -> Pseudonyms.requireNone(condition, scope));
        List<Expression> kept = new ArrayList<>();
        TreeSet<JsonNode> names = new TreeSet<>(java.util.Comparator.comparing(JsonNode::toString));
        List<Expression> within = new ArrayList<>(among);
        List<Expression> parting = new ArrayList<>();
        TreeSet<JsonNode> presence = new TreeSet<>(java.util.Comparator.comparing(JsonNode::toString));
        boolean restEmpty = true;
        for (Expression condition : conditions) {
            boolean isTrue = condition instanceof Literal literal && Boolean.TRUE.equals(literal.value());
            if (isTrue || condition instanceof Or && scope.arms().stream().anyMatch(arms -> arms.isImplied(condition, conditions))) {
                continue;
            }
            JsonNode name = canonical.of(condition, scope.columns());
            if (names.add(name)) {
                kept.add(condition);
                if (scope.isArm(condition) && isTakenApart(kind, condition)) {
                    within.add(condition);
                    parting.add(condition);
                } else if (isPresence(condition, conditions)) {
                    presence.add(name);
                } else {
                    restEmpty &= isImplied(name);
                    parting.add(condition);
                }
            }
        }
        Optional<JsonNode> condition = names.isEmpty() ? Optional.empty() : Optional.of(CanonicalForm.flat("and", List.copyOf(names)));
        Optional<JsonNode> name = argument.map(a -> canonical.of(a, scope.columns()));
        Term term = new Term(kind, name, condition, type, restEmpty);
        Integer known = indices.putIfAbsent(kind + " " + name + " " + condition + " " + type + " " + !among.isEmpty(), terms.size());
        if (known != null) {
            return known;
        }
        if (terms.size() == MAX_TERMS) {
            throw GateRefusal.TOO_MANY_TERMS.because("The question is made of more than " + MAX_TERMS + " numbers.", Places.of(at));
        }
        argument.filter(a -> kind == Kind.MOMENTS).map(Terms::bare).filter(a -> isPresence(new IsNotNull(a), conditions))
                .ifPresent(a -> presence.add(CanonicalForm.array("is-not-null", canonical.of(a, scope.columns()))));
        AmountRange amounts = kind == Kind.SUM || kind == Kind.MOMENTS ? new Ranges(scope, conditions).amount(argument.orElseThrow()) : AmountRange.UNKNOWN;
        terms.add(new CompiledTerm(term, all(kept), argument, all(within), all(parting), presence, amounts));
        return terms.size() - 1;
    }

    private static Optional<Expression> all(List<Expression> conditions) {
        return conditions.isEmpty() ? Optional.empty() : Optional.of(Lowering.and(conditions));
    }

    /** Deviations are of DOUBLE; whether there is a value does not change by that. */
    private static Expression bare(Expression argument) {
        return argument instanceof org.apache.spark.sql.catalyst.expressions.Cast cast && cast.child() instanceof Attribute ? cast.child() : argument;
    }

    private boolean isImplied(JsonNode condition) {
        return CanonicalForm.conjuncts(condition).stream().allMatch(part -> scope.where().contains(part));
    }

    /**
     * Whether what is outside the arm is no rest: because each arm's share is a number of its own, or nothing is asked of all arms
     * together. Persons, documents and codes of a UNION ALL are counted once over all its arms, so that an arm is a condition to them.
     */
    private boolean isTakenApart(Kind kind, Expression arm) {
        boolean once = kind == Kind.PERSONS || kind == Kind.DOCUMENTS || kind == Kind.VALUES;
        return !once || scope.arms().stream().filter(arms -> arms.armOf(arm).isPresent()).anyMatch(arms -> arms.told() || arms.joined());
    }

    /**
     * Only that a value is there: no condition of the user's (rules 3.2), unless a literal, an outer join, or a NULL that stands for it in
     * another arm hides in it.
     */
    private boolean isPresence(Expression condition, List<Expression> beside) {
        if (!(condition instanceof IsNotNull present)) {
            return false;
        }
        for (Arms arms : scope.arms()) {
            if (arms.isChoice(present.child())) {
                return isPresence(arms, (CaseWhen) present.child(), beside);
            }
        }
        return (present.child() instanceof Attribute || isRatio(present.child()))
                && new Arguments(scope).columns(present.child()).stream().allMatch(column -> isPlain(column, beside));
    }

    private boolean isPresence(Arms arms, CaseWhen choice, List<Expression> beside) {
        return (arms.told() || choice.branches().size() == arms.count()) && Trees.list(choice.branches()).stream()
                .allMatch(branch -> branch._2() instanceof Literal || isPresence(new IsNotNull(Arguments.widened(branch._2())), Scope.plus(beside, List.of(branch._1()))));
    }

    private static boolean isRatio(Expression e) {
        return e instanceof org.apache.spark.sql.catalyst.expressions.Divide && !Trees.any(e, part -> part instanceof Literal);
    }

    private boolean isPlain(Column column, List<Expression> beside) {
        if (!column.matched().stream().allMatch(matched -> scope.isArm(matched) && (isTold(matched) || beside.stream().anyMatch(matched::semanticEquals)))) {
            return false;
        }
        if (column.source() instanceof Source.Base base) {
            return !base.description().missingSensitive();
        }
        return column.source() instanceof Source.ByPerson by && !by.branched() || column.source() instanceof Source.Pseudonym;
    }

    private boolean isTold(Expression arm) {
        return scope.arms().stream().anyMatch(arms -> arms.told() && arms.armOf(arm).isPresent());
    }

    /** Parts with the same argument and condition are one, with the sum of their weights, which may not vanish. */
    List<Form.Part> merged(List<Form.Part> parts, Expression at) {
        Map<String, Form.Part> byName = new LinkedHashMap<>();
        for (Form.Part part : parts) {
            List<JsonNode> names = part.conditions().stream().map(c -> canonical.of(c, scope.columns())).toList();
            String name = part.argument().map(a -> canonical.of(a, scope.columns())) + " " + CanonicalForm.sorted(names);
            byName.merge(name, part, Terms::sum);
        }
        if (byName.isEmpty() || byName.values().stream().anyMatch(part -> part.weight().signum() == 0)) {
            throw GateRefusal.WEIGHT.because("A part of the sum has the weight zero.", Places.of(at));
        }
        return List.copyOf(byName.values());
    }

    private static Form.Part sum(Form.Part a, Form.Part b) {
        BigDecimal weight = a.weight().multiply(b.divisor()).add(b.weight().multiply(a.divisor()));
        return new Form.Part(weight, a.divisor().multiply(b.divisor()), a.conditions(), a.argument());
    }
}
