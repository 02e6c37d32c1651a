package pt.arquipelago.node.gate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.*;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.DataTypes;
import scala.Tuple2;

/**
 * Takes what is summed apart into arguments with constant weights under conditions (rules 2): CASE, IF, coalesce, casts of conditions,
 * clips, products. So nothing packs small counts into the digits of a large sum.
 */
final class Linear {
    private final Scope scope;
    private final Arguments arguments;

    Linear(Scope scope) {
        this.scope = scope;
        this.arguments = new Arguments(scope);
    }

    Form of(Expression e) {
        Form form = form(e);
        if (form.parts().size() > Form.MAX_PARTS) {
            throw GateRefusal.TOO_MANY_TERMS.because("One sum falls into more than " + Form.MAX_PARTS + " parts.", Places.of(e));
        }
        return form;
    }

    private Form form(Expression e) {
        if (e instanceof Literal literal) {
            return literal(literal);
        }
        if (scope.arms().stream().anyMatch(arms -> arms.told() && arms.isChoice(e))) {
            return ofArms((CaseWhen) e);
        }
        Optional<Form> flag = arguments.flag(e).map(this::flag);
        if (flag.isPresent()) {
            return flag.get();
        }
        if (arguments.isArgument(e)) {
            return argument(e);
        }
        Optional<Expression> lifted = DateChoices.lifted(e);
        if (lifted.isPresent()) {
            return of(lifted.get());
        }
        if (e instanceof Cast cast) {
            return cast(cast);
        } else if (e instanceof UnaryMinus minus) {
            return of(minus.child()).times(BigDecimal.ONE.negate(), BigDecimal.ONE);
        } else if (e instanceof Add add) {
            return of(add.left()).plus(of(add.right()));
        } else if (e instanceof Subtract subtract) {
            return of(subtract.left()).plus(of(subtract.right()).times(BigDecimal.ONE.negate(), BigDecimal.ONE));
        } else if (e instanceof Multiply multiply) {
            return product(multiply, of(multiply.left()), of(multiply.right()));
        } else if (e instanceof Divide divide) {
            return quotient(divide, of(divide.left()), of(divide.right()));
        }
        return choices(e);
    }

    /** Where a key says the arm: each arm gives an argument, or nothing. */
    private Form ofArms(CaseWhen choice) {
        for (Tuple2<Expression, Expression> branch : Trees.list(choice.branches())) {
            if (!(branch._2() instanceof Literal) && !arguments.isArgument(Arguments.widened(branch._2()))) {
                throw arguments.refusal(branch._2());
            }
        }
        return Form.argument(choice, List.of(), List.of(new IsNotNull(choice)));
    }

    private Form choices(Expression e) {
        if (e instanceof If choice) {
            return cases(List.of(Tuple2.apply(choice.predicate(), choice.trueValue())), choice.falseValue());
        } else if (e instanceof CaseWhen cases) {
            return cases(Trees.list(cases.branches()), cases.elseValue().isDefined() ? cases.elseValue().get() : nothing());
        } else if (e instanceof Coalesce coalesce) {
            return coalesce(coalesce);
        } else if (e instanceof Least least) {
            return clip(e, least.children().head(), least.children().last(), true);
        } else if (e instanceof Greatest greatest) {
            return clip(e, greatest.children().head(), greatest.children().last(), false);
        }
        throw arguments.refusal(e);
    }

    private static Literal nothing() {
        return new Literal(null, DataTypes.NullType);
    }

    private static Form literal(Literal literal) {
        if (literal.value() == null) {
            return new Form(List.of(), List.of(new Literal(false, DataTypes.BooleanType)), false);
        }
        if (!(literal.dataType() instanceof NumericType) || !Double.isFinite(Double.parseDouble(literal.value().toString()))) {
            throw GateRefusal.ARGUMENT.because("A constant that is no number is summed.", Places.of(literal));
        }
        return Form.constant(new BigDecimal(literal.value().toString()));
    }

    /** 0 or 1 by person: a condition. */
    private Form flag(Attribute attribute) {
        Expression one = new EqualTo(attribute, Total.of(new Cast(Total.integer(1), attribute.dataType(), scala.Option.apply("UTC"), EvalMode$.MODULE$.TRY())));
        return new Form(List.of(new Form.Part(BigDecimal.ONE, BigDecimal.ONE, List.of(one), Optional.empty())),
                isAlways(scope.column(attribute).orElseThrow()) ? List.of() : List.of(new IsNotNull(attribute)), false);
    }

    private Form argument(Expression e) {
        List<Expression> conditions = new ArrayList<>();
        List<Expression> present = new ArrayList<>();
        arguments.columns(e).forEach(column -> {
            conditions.addAll(column.matched());
            branched(column).ifPresent(conditions::add);
            if (!isAlways(column)) {
                present.add(new IsNotNull(column.attribute()));
            }
        });
        boolean divides = Trees.any(e, part -> part instanceof Divide);
        return Form.argument(e, conditions, divides ? List.of(new IsNotNull(e)) : present);
    }

    /**
     * Whether a number is missing wherever its one part does not count. A sum does not ask, for it adds nothing there; a deviation would
     * leave out the zeros of ELSE 0, of coalesce, and of a count by person.
     */
    boolean isNullOutside(Form form, Form.Part part) {
        Expression argument = part.argument().orElseThrow();
        Set<Column> columns = arguments.columns(argument);
        List<Expression> matched = columns.stream().flatMap(column -> column.matched().stream()).toList();
        boolean present = holds(form.defined(), new IsNotNull(argument))
                || columns.stream().allMatch(column -> isAlways(column) || holds(form.defined(), new IsNotNull(column.attribute())));
        return present && !form.gaps() && part.conditions().stream().allMatch(condition -> holds(form.defined(), condition) || holds(matched, condition));
    }

    private static boolean holds(List<Expression> conditions, Expression condition) {
        return conditions.stream().anyMatch(condition::semanticEquals);
    }

    private static boolean isAlways(Column column) {
        return column.matched().isEmpty() && column.source() instanceof Source.ByPerson by && by.always();
    }

    /** A result by person under a user's condition: those who have none are its rest. */
    private static Optional<Expression> branched(Column column) {
        if (!(column.source() instanceof Source.ByPerson by) || !by.branched()) {
            return Optional.empty();
        }
        if (by.result() == Source.Result.DATE) {
            return Optional.of(new IsNotNull(column.attribute()));
        }
        Expression zero = Total.of(new Cast(Total.integer(0), column.attribute().dataType(), scala.Option.apply("UTC"), EvalMode$.MODULE$.TRY()));
        return Optional.of(new Not(new EqualTo(column.attribute(), zero)));
    }

    private Form cast(Cast cast) {
        if (cast.child().dataType() instanceof BooleanType && cast.dataType() instanceof NumericType) {
            Pseudonyms.requireNone(cast.child(), scope);
            return new Form(List.of(new Form.Part(BigDecimal.ONE, BigDecimal.ONE, Trees.conjuncts(cast.child()), Optional.empty())),
                    List.of(new IsNotNull(cast.child())), false);
        }
        if (Types.widens(cast.child().dataType(), cast.dataType()) || cast.child().dataType().equals(DataTypes.NullType)) {
            return of(cast.child());
        }
        throw arguments.refusal(cast);
    }

    private Form product(Multiply at, Form left, Form right) {
        List<Form.Part> parts = new ArrayList<>();
        for (Form.Part a : left.parts()) {
            for (Form.Part b : right.parts()) {
                Optional<Expression> argument = a.argument().isEmpty() ? b.argument()
                        : b.argument().isEmpty() ? a.argument() : Optional.of(arguments.product(a.argument().get(), b.argument().get(), at));
                parts.add(new Form.Part(a.weight().multiply(b.weight()), a.divisor().multiply(b.divisor()),
                        Scope.plus(conditions(a, right), conditions(b, left)), argument));
            }
        }
        boolean zero = parts.isEmpty() && !Trees.any(at, e -> e instanceof CaseWhen || e instanceof If);
        if (zero) {
            throw GateRefusal.WEIGHT.because("Something is multiplied by zero.", Places.of(at));
        }
        return new Form(parts, Scope.plus(left.defined(), right.defined()), left.gaps() || right.gaps());
    }

    private static List<Expression> conditions(Form.Part part, Form other) {
        return part.argument().isEmpty() || other.asConstant().isPresent() ? part.conditions() : Scope.plus(part.conditions(), other.defined());
    }

    private Form quotient(Divide at, Form left, Form right) {
        Optional<Form.Part> constant = right.asConstant();
        if (right.parts().isEmpty()) {
            throw GateRefusal.WEIGHT.because("Something is divided by zero.", Places.of(at));
        }
        if (constant.isPresent()) {
            return left.times(constant.get().divisor(), constant.get().weight());
        }
        boolean plain = left.parts().size() == 1 && right.parts().size() == 1 && left.parts().get(0).argument().isPresent()
                && right.parts().get(0).argument().isPresent();
        if (!plain) {
            throw arguments.refusal(at);
        }
        Form.Part a = left.parts().get(0);
        Form.Part b = right.parts().get(0);
        Expression ratio = arguments.ratio(a.argument().get(), b.argument().get(), at);
        Form.Part part = new Form.Part(a.weight().multiply(b.divisor()), a.divisor().multiply(b.weight()),
                Scope.plus(a.conditions(), b.conditions()), Optional.of(ratio));
        return new Form(List.of(part), List.of(new IsNotNull(ratio)), false);
    }

    private Form cases(List<Tuple2<Expression, Expression>> branches, Expression otherwise) {
        List<Form.Part> parts = new ArrayList<>();
        List<Expression> before = new ArrayList<>();
        List<List<Expression>> defined = new ArrayList<>();
        boolean always = true;
        for (int i = 0; i <= branches.size(); i++) {
            boolean isElse = i == branches.size();
            List<Expression> here = new ArrayList<>(before);
            if (!isElse) {
                Pseudonyms.requireNone(branches.get(i)._1(), scope);
                here.addAll(Trees.conjuncts(branches.get(i)._1()));
                before.add(notTrue(branches.get(i)._1()));
            }
            Expression value = isElse ? otherwise : branches.get(i)._2();
            boolean isNull = value instanceof Literal literal && literal.value() == null;
            always &= !isNull;
            if (!isNull) {
                Form form = of(value);
                form.parts().forEach(part -> parts.add(part.under(here)));
                always &= form.defined().isEmpty();
                defined.add(Scope.plus(here, form.defined()));
            }
        }
        return new Form(parts, always ? List.of() : anyOf(defined), !always && defined.size() > 1);
    }

    static List<Expression> anyOf(List<List<Expression>> alternatives) {
        if (alternatives.isEmpty()) {
            return List.of(new Literal(false, DataTypes.BooleanType));
        }
        if (alternatives.size() == 1) {
            return alternatives.get(0);
        }
        Expression any = null;
        for (List<Expression> alternative : alternatives) {
            Expression all = alternative.isEmpty() ? new Literal(true, DataTypes.BooleanType) : Lowering.and(alternative);
            any = any == null ? all : new Or(any, all);
        }
        return List.of(any);
    }

    /** False or NULL. */
    static Expression notTrue(Expression condition) {
        return new Not(new EqualNullSafe(condition, new Literal(true, DataTypes.BooleanType)));
    }

    private Form coalesce(Coalesce coalesce) {
        List<Expression> values = Trees.childrenOf(coalesce);
        Expression last = values.get(values.size() - 1);
        if (values.size() == 2 && last instanceof Literal) {
            Form first = of(values.get(0));
            Form instead = of(last);
            List<Form.Part> parts = new ArrayList<>(first.parts());
            if (!first.defined().isEmpty()) {
                instead.parts().forEach(part -> parts.add(part.under(List.of(notTrue(Lowering.and(first.defined()))))));
            }
            return new Form(parts, instead.defined().isEmpty() ? List.of() : first.defined(), first.gaps());
        }
        throw GateRefusal.ARGUMENT.because("coalesce inside an argument takes one value and one constant.", Places.of(coalesce));
    }

    /** {@code least(x, 365)}: two branches, x where it varies and the literal elsewhere. */
    private Form clip(Expression at, Expression left, Expression right, boolean least) {
        boolean literalFirst = left instanceof Literal;
        Expression value = literalFirst ? right : left;
        Expression bound = literalFirst ? left : right;
        if (Trees.childrenOf(at).size() != 2 || !(bound instanceof Literal) || value instanceof Literal) {
            throw arguments.refusal(at);
        }
        Expression varies = least ? new LessThanOrEqual(value, bound) : new GreaterThanOrEqual(value, bound);
        return cases(List.of(Tuple2.apply(varies, value)), bound);
    }
}
