package pt.arquipelago.node.gate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.*;
import org.apache.spark.sql.catalyst.expressions.aggregate.*;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.ValueType;

/** Turns each aggregate across persons into an expression over terms. */
final class Aggregates {
    private static final int MAX_SIDES = 16;

    private final Scope scope;
    private final Terms terms;
    private final Finishing finishing;

    Aggregates(Scope scope, Terms terms, Finishing finishing) {
        this.scope = scope;
        this.terms = terms;
        this.finishing = finishing;
    }

    Expr of(AggregateExpression e) {
        AggregateFunction function = e.aggregateFunction();
        List<Expression> filter = e.filter().isDefined() ? Trees.conjuncts(e.filter().get()) : List.of();
        List<Expression> inputs = Trees.childrenOf(function);
        if (function instanceof Min || function instanceof Max) {
            boolean logical = e.dataType() instanceof BooleanType;
            throw GateRefusal.EXTREME.because((logical ? "any and every" : "min and max") + " across persons are not accepted.", Places.of(e));
        }
        if (function instanceof CountIf) {
            return count(new Literal(true, DataTypes.BooleanType), Scope.plus(filter, Trees.conjuncts(inputs.get(0))), e);
        }
        if (Quantiles.is(function)) {
            Lifted lifted = lifted(Quantiles.input(function));
            return new Quantiles(scope, terms).of(e, lifted.value(), Scope.plus(filter, lifted.conditions()));
        }
        if (PairStatistics.is(function)) {
            if (e.isDistinct()) {
                throw GateRefusal.STATISTIC.because("DISTINCT is accepted in count alone.", Places.of(e));
            }
            return new PairStatistics(scope, terms).of(function, filter, e);
        }
        if (inputs.size() != 1) {
            throw GateRefusal.STATISTIC.because("An aggregate of several columns is not accepted.", Places.of(e));
        }
        if (function instanceof Count) {
            return e.isDistinct() ? distinct(inputs.get(0), filter, e) : count(inputs.get(0), filter, e);
        }
        if (e.isDistinct()) {
            throw GateRefusal.STATISTIC.because("DISTINCT is accepted in count alone.", Places.of(e));
        }
        List<Side> sides = new Sides(scope).of(inputs.get(0), filter, e);
        if (function instanceof Sum) {
            return finishing.expr(sum(sides, e.dataType(), e));
        } else if (function instanceof Average) {
            return average(sides, e);
        } else if (sides.size() != 1) {
            throw GateRefusal.STATISTIC.because("A deviation over several tables, one below the other, is not accepted.",
                    "Take it of one table, or group by a constant that names the table.", Places.of(e));
        }
        return moments(function, new Linear(scope).of(sides.get(0).input()), sides.get(0).filter(), e);
    }

    private static Expr ref(int term) {
        return new Expr.TermRef(term);
    }

    private Expr count(Expression input, List<Expression> filter, Expression at) {
        Expression total = null;
        for (Side side : new Sides(scope).of(input, filter, at)) {
            total = plus(total, recordsWith(side.input(), side.filter(), at), DataTypes.LongType);
        }
        return finishing.expr(total);
    }

    private static Expression plus(Expression total, Expression next, DataType type) {
        return total == null ? next : Arguments.as(new Add(total, next), type);
    }

    private Expression recordsWith(Expression input, List<Expression> filter, Expression at) {
        Optional<Pseudonyms.Guarded> pseudonym = Pseudonyms.guarded(input, scope);
        List<Expression> present = pseudonym.isEmpty() ? presence(input)
                : Scope.plus(Scope.plus(pseudonym.get().conditions(), pseudonym.get().column().matched()),
                        List.of(new IsNotNull(pseudonym.get().column().attribute())));
        return records(Scope.plus(filter, present), at);
    }

    private Expression records(List<Expression> conditions, Expression at) {
        return branches(conditions, DataTypes.LongType, at, all -> ref(terms.add(Kind.RECORDS, Optional.empty(), all, ValueType.BIGINT, at)));
    }

    /** The sides of an outer join that may multiply records are terms of their own, tested alone. */
    private Expression branches(List<Expression> conditions, DataType type, Expression at, java.util.function.Function<List<Expression>, Expr> term) {
        List<List<Expression>> sides = List.of(conditions);
        for (Expression matched : scope.parting()) {
            if (conditions.stream().noneMatch(matched::semanticEquals)) {
                sides = sides.stream().flatMap(side -> java.util.stream.Stream.of(Scope.plus(side, List.of(matched)),
                        Scope.plus(side, List.of(new Not(matched))))).toList();
            }
        }
        if (sides.size() > MAX_SIDES) {
            throw GateRefusal.TOO_MANY_TERMS.because("Too many outer joins that may multiply records.",
                    "Group the joined tables by person in subqueries.", Places.of(at));
        }
        Expression total = null;
        for (List<Expression> side : sides) {
            Expression value = finishing.placeholder(term.apply(side), type);
            total = total == null ? value : Arguments.as(new Add(total, value), type);
        }
        return total;
    }

    private Expr distinct(Expression input, List<Expression> filter, Expression at) {
        Optional<Pseudonyms.Guarded> found = Pseudonyms.guarded(input, scope);
        if (found.isPresent()) {
            Column column = found.get().column();
            Source.Pseudonym pseudonym = column.pseudonym().orElseThrow();
            List<Expression> conditions = Scope.plus(filter, Scope.plus(found.get().conditions(), column.matched()));
            boolean persons = pseudonym.isSubject() && scope.subjects().isPerson(pseudonym.subject());
            return ref(persons ? terms.add(Kind.PERSONS, Optional.empty(), conditions, ValueType.BIGINT, at)
                    : terms.add(Kind.DOCUMENTS, Optional.of(column.attribute()), conditions, ValueType.BIGINT, at));
        }
        Lifted lifted = lifted(input);
        new Keys(scope).require(lifted.value());
        requireNoChoice(lifted.value(), at);
        List<Expression> conditions = new ArrayList<>(Scope.plus(filter, lifted.conditions()));
        new Arguments(scope).columns(lifted.value()).forEach(column -> column.matched().stream()
                .filter(matched -> !scope.isArm(matched) || !scope.isOfArms(lifted.value())).forEach(conditions::add));
        scope.arms().stream().filter(arms -> !arms.told() && arms.isChoice(lifted.value()))
                .forEach(arms -> arms.given(Trees.list(((CaseWhen) lifted.value()).branches()).stream().map(branch -> branch._1()).toList()).ifPresent(conditions::add));
        ValueType type = Types.of(lifted.value().dataType()).orElseThrow();
        return ref(terms.add(Kind.VALUES, Optional.of(lifted.value()), conditions, type, at));
    }

    /** A condition is tested where it stands around what is counted; inside it nobody would see whom it leaves out. */
    private void requireNoChoice(Expression value, Expression at) {
        boolean ofArms = scope.arms().stream().anyMatch(arms -> arms.isChoice(value));
        List<Expression> parts = ofArms ? Trees.list(((CaseWhen) value).branches()).stream().<Expression>map(branch -> branch._2()).toList() : List.of(value);
        if (parts.stream().anyMatch(part -> Trees.any(part, e -> e instanceof CaseWhen || e instanceof If))) {
            throw GateRefusal.STATISTIC.because("A choice stands inside what count(DISTINCT) counts.",
                    "Put the condition around it: count(DISTINCT CASE WHEN c THEN x END), or FILTER (WHERE c).", Places.of(at));
        }
    }

    private record Lifted(Expression value, List<Expression> conditions) {}

    /** {@code CASE WHEN c THEN x END} is x under c. */
    private static Lifted lifted(Expression input) {
        if (input instanceof CaseWhen cases && Trees.list(cases.branches()).size() == 1
                && (cases.elseValue().isEmpty() || cases.elseValue().get() instanceof Literal literal && literal.value() == null)) {
            Lifted inner = lifted(cases.branches().head()._2());
            return new Lifted(inner.value(), Scope.plus(Trees.conjuncts(cases.branches().head()._1()), inner.conditions()));
        }
        if (input instanceof If choice && choice.falseValue() instanceof Literal literal && literal.value() == null) {
            Lifted inner = lifted(choice.trueValue());
            return new Lifted(inner.value(), Scope.plus(Trees.conjuncts(choice.predicate()), inner.conditions()));
        }
        return new Lifted(input, List.of());
    }

    /** When a value of any type is not NULL, with the branches inside it lifted out. */
    private List<Expression> presence(Expression e) {
        if (e instanceof Literal literal) {
            return literal.value() == null ? List.of(new Literal(false, DataTypes.BooleanType)) : List.of();
        } else if (e instanceof If || e instanceof CaseWhen) {
            Lifted lifted = lifted(e);
            return lifted.conditions().isEmpty() ? List.of(new IsNotNull(e)) : Scope.plus(lifted.conditions(), presence(lifted.value()));
        } else if (e instanceof Coalesce coalesce && Trees.childrenOf(coalesce).stream().anyMatch(c -> c instanceof Literal l && l.value() != null)) {
            return List.of();
        } else if (e instanceof Cast cast && !(cast.child() instanceof Literal) && Types.widens(cast.child().dataType(), cast.dataType())) {
            return presence(cast.child());
        }
        List<Expression> all = new ArrayList<>(scope.column(e).map(Column::matched).orElse(List.of()));
        all.add(new IsNotNull(e));
        return all;
    }

    /** Of all sides that add something. */
    private Expression sum(List<Side> sides, DataType type, Expression at) {
        Expression total = null;
        for (Side side : sides) {
            boolean zero = side.input() instanceof Literal literal && new java.math.BigDecimal(literal.value().toString()).signum() == 0;
            if (!zero || sides.size() == 1) {
                total = plus(total, sum(new Linear(scope).of(side.input()), side.filter(), type, at), type);
            }
        }
        if (total == null) {
            throw GateRefusal.WEIGHT.because("A sum of nothing but zeros is asked for.", Places.of(at));
        }
        return total;
    }

    /** Σ of weighted terms, in Catalyst's types, so that the finished value has the type that Spark gives. */
    private Expression sum(Form form, List<Expression> filter, DataType type, Expression at) {
        Expression total = null;
        for (Form.Part part : terms.merged(form.parts(), at)) {
            Expression weighted = weighted(part, filter, type, at);
            total = total == null ? weighted : Arguments.as(new Add(total, weighted), type);
        }
        return total;
    }

    private Expression weighted(Form.Part part, List<Expression> filter, DataType type, Expression at) {
        List<Expression> conditions = Scope.plus(filter, part.conditions());
        Expression term = part.argument().isPresent() ? sumTerm(part.argument().get(), conditions, at) : records(conditions, at);
        Expression value = Arguments.as(term, type);
        if (part.weight().compareTo(BigDecimal.ONE) != 0) {
            value = Arguments.as(new Multiply(value, Literals.ofNumber(part.weight(), type)), type);
        }
        if (part.divisor().compareTo(BigDecimal.ONE) != 0) {
            value = Arguments.as(new Divide(value, Literals.ofNumber(part.divisor(), type)), type);
        }
        return value;
    }

    private Expression sumTerm(Expression argument, List<Expression> conditions, Expression at) {
        DataType type = sumType(argument.dataType());
        ValueType valueType = Types.of(type).orElseThrow();
        return branches(conditions, type, at, all -> ref(terms.add(Kind.SUM, Optional.of(argument), all, valueType, at)));
    }

    private static DataType sumType(DataType type) {
        if (type instanceof DecimalType decimal) {
            return DataTypes.createDecimalType(Math.min(DecimalType.MAX_PRECISION(), decimal.precision() + 10), decimal.scale());
        }
        return type instanceof DoubleType || type.equals(DataTypes.FloatType) ? DataTypes.DoubleType : DataTypes.LongType;
    }

    private Expr average(List<Side> sides, AggregateExpression e) {
        if (sides.size() == 1) {
            return average(new Linear(scope).of(sides.get(0).input()), sides.get(0).filter(), e);
        }
        boolean decimal = e.dataType() instanceof DecimalType;
        DataType sumType = decimal ? DataTypes.createDecimalType(DecimalType.MAX_PRECISION(), ((DecimalType) e.dataType()).scale()) : DataTypes.DoubleType;
        DataType countType = decimal ? DataTypes.createDecimalType(20, 0) : DataTypes.DoubleType;
        Expression records = null;
        for (Side side : sides) {
            Form form = new Linear(scope).of(side.input());
            requireNoGaps(form, e);
            records = plus(records, records(Scope.plus(side.filter(), form.defined()), e), DataTypes.LongType);
        }
        return finishing.expr(Arguments.as(new Divide(sum(sides, sumType, e), Arguments.as(records, countType)), e.dataType()));
    }

    private static void requireNoGaps(Form form, Expression at) {
        if (form.gaps()) {
            throw GateRefusal.ARGUMENT.because("An average over several branches with missing values in them is not accepted.",
                    "Write avg(CASE WHEN c THEN x END), or a sum over a count.", Places.of(at));
        }
    }

    private Expr average(Form form, List<Expression> filter, AggregateExpression e) {
        requireNoGaps(form, e);
        List<Form.Part> parts = terms.merged(form.parts(), e);
        Form.Part first = parts.get(0);
        boolean bare = scope.parting().isEmpty() && parts.size() == 1 && first.argument().isPresent() && first.weight().compareTo(first.divisor()) == 0
                && sameType(first.argument().get().dataType(), e);
        if (bare) {
            DataType type = sumType(first.argument().get().dataType());
            int count = terms.add(Kind.RECORDS, Optional.empty(), Scope.plus(filter, form.defined()), ValueType.BIGINT, e);
            int sum = terms.add(Kind.SUM, first.argument(), Scope.plus(filter, first.conditions()), Types.of(type).orElseThrow(), e);
            return new Expr.Call("avg", List.of(ref(sum), ref(count)), Types.of(e.dataType()).orElseThrow());
        }
        DataType sumType = e.dataType() instanceof DecimalType
                ? DataTypes.createDecimalType(DecimalType.MAX_PRECISION(), ((DecimalType) e.dataType()).scale()) : DataTypes.DoubleType;
        Expression total = sum(new Form(parts, form.defined(), false), filter, sumType, e);
        Expression records = records(Scope.plus(filter, form.defined()), e);
        DataType countType = e.dataType() instanceof DecimalType ? DataTypes.createDecimalType(20, 0) : DataTypes.DoubleType;
        return finishing.expr(Arguments.as(new Divide(total, Arguments.as(records, countType)), e.dataType()));
    }

    private static boolean sameType(DataType argument, AggregateExpression average) {
        return average.dataType() instanceof DecimalType decimal
                ? argument instanceof DecimalType from && Math.min(38, from.precision() + 4) == decimal.precision() && Math.min(38, from.scale() + 4) == decimal.scale()
                : !(argument instanceof DecimalType) && !(argument instanceof BooleanType);
    }

    private Expr moments(AggregateFunction function, Form form, List<Expression> filter, Expression at) {
        List<Form.Part> parts = terms.merged(form.parts(), at);
        Form.Part part = parts.get(0);
        if (parts.size() != 1 || part.argument().isEmpty() || part.weight().compareTo(part.divisor()) != 0) {
            throw GateRefusal.ARGUMENT.because("A deviation is taken of one argument, not of a sum or a multiple.",
                    "Take it of the bare measure, under WHERE or FILTER if it is to be of some records.", Places.of(at));
        }
        if (!new Linear(scope).isNullOutside(form, part)) {
            throw GateRefusal.ARGUMENT.because("A deviation of a number that is zero, not missing, outside a condition is not accepted.",
                    "Take it of the records that have the number: stddev(CASE WHEN c THEN x END), or WHERE n > 0.", Places.of(at));
        }
        if (!scope.parting().isEmpty()) {
            throw GateRefusal.STATISTIC.because("A deviation over an outer join that may multiply records is not accepted.",
                    "Group the joined table by person in a subquery, or join without LEFT.", Places.of(at));
        }
        int term = terms.add(Kind.MOMENTS, part.argument().map(a -> Arguments.as(a, DataTypes.DoubleType)), Scope.plus(filter, part.conditions()), ValueType.DOUBLE, at);
        String name = function.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        String call = (name.startsWith("stddev") ? "stddev" : "variance") + (name.endsWith("pop") ? "-pop" : "-samp");
        if (!(function instanceof StddevSamp || function instanceof StddevPop || function instanceof VarianceSamp || function instanceof VariancePop)) {
            throw GateRefusal.STATISTIC.because("This aggregate is not accepted across persons.", Places.of(at));
        }
        return new Expr.Call(call, List.of(ref(term)), ValueType.DOUBLE);
    }
}
