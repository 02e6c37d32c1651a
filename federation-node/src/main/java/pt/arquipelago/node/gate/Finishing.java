package pt.arquipelago.node.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.expressions.*;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.ValueType;
import scala.Tuple2;

/** From Catalyst's expressions above the aggregate to those of the closed evaluator. */
final class Finishing {
    private static final Map<Class<? extends Expression>, String> CALLS = Map.ofEntries(
            Map.entry(Add.class, "add"), Map.entry(Subtract.class, "subtract"), Map.entry(Multiply.class, "multiply"),
            Map.entry(Divide.class, "divide"), Map.entry(IntegralDivide.class, "integral-divide"), Map.entry(Remainder.class, "remainder"),
            Map.entry(UnaryMinus.class, "negate"), Map.entry(Abs.class, "abs"),
            Map.entry(EqualTo.class, "eq"), Map.entry(LessThan.class, "lt"), Map.entry(LessThanOrEqual.class, "le"),
            Map.entry(GreaterThan.class, "gt"), Map.entry(GreaterThanOrEqual.class, "ge"), Map.entry(EqualNullSafe.class, "null-safe-eq"),
            Map.entry(In.class, "in"), Map.entry(And.class, "and"), Map.entry(Or.class, "or"), Map.entry(Not.class, "not"),
            Map.entry(IsNull.class, "is-null"), Map.entry(IsNotNull.class, "is-not-null"),
            Map.entry(If.class, "if"), Map.entry(Coalesce.class, "coalesce"), Map.entry(Greatest.class, "greatest"), Map.entry(Least.class, "least"),
            Map.entry(Round.class, "round"), Map.entry(Floor.class, "floor"), Map.entry(Ceil.class, "ceil"), Map.entry(Sqrt.class, "sqrt"),
            Map.entry(Log.class, "ln"), Map.entry(Exp.class, "exp"), Map.entry(Pow.class, "power"),
            Map.entry(Concat.class, "concat"), Map.entry(Upper.class, "upper"), Map.entry(Lower.class, "lower"), Map.entry(Substring.class, "substring"),
            Map.entry(Year.class, "year"), Map.entry(Month.class, "month"), Map.entry(Quarter.class, "quarter"));

    private final Map<ExprId, Expr> placeholders = new HashMap<>();

    /** An attribute that stands for a term, a key, or an expression over them. */
    Attribute placeholder(Expr expr, DataType type) {
        AttributeReference attribute = new AttributeReference("value", type, true, Metadata.empty(), NamedExpression.newExprId(), Trees.<String>seq(List.of()));
        placeholders.put(attribute.exprId(), expr);
        return attribute;
    }

    Expr expr(Expression e) {
        if (e instanceof Attribute attribute) {
            Expr known = placeholders.get(attribute.exprId());
            if (known == null) {
                throw GateRefusal.NOT_RESOLVED.because("The column " + attribute.name() + " is neither grouped nor aggregated.", Places.of(e));
            }
            return known;
        }
        if (e instanceof Alias alias) {
            return expr(alias.child());
        }
        ValueType type = Types.of(e.dataType()).orElseThrow(() -> refusal(e));
        if (e instanceof Literal literal) {
            return new Expr.Literal(Literals.toJava(literal), type);
        } else if (e instanceof Cast cast) {
            boolean same = Types.of(cast.child().dataType()).filter(type::equals).isPresent();
            return same ? expr(cast.child()) : call("cast", List.of(cast.child()), type);
        } else if (e instanceof CaseWhen cases) {
            List<Expression> parts = new ArrayList<>();
            for (Tuple2<Expression, Expression> branch : Trees.list(cases.branches())) {
                parts.add(branch._1());
                parts.add(branch._2());
            }
            if (cases.elseValue().isDefined()) {
                parts.add(cases.elseValue().get());
            }
            return call("case", parts, type);
        }
        String name = CALLS.get(e.getClass());
        if (name == null) {
            throw refusal(e);
        }
        return call(name, Trees.childrenOf(e), type);
    }

    private Expr call(String name, List<Expression> arguments, ValueType type) {
        Function<Expression, Expr> each = this::expr;
        return new Expr.Call(name, arguments.stream().map(each).toList(), type);
    }

    private static pt.arquipelago.analysis.RefusedException refusal(Expression e) {
        return GateRefusal.ABOVE.because("This is not accepted above the aggregate: " + CanonicalForm.name(e) + ".", Places.of(e));
    }
}
