package pt.arquipelago.node.gate;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.*;
import org.apache.spark.sql.catalyst.expressions.aggregate.Average;
import org.apache.spark.sql.catalyst.expressions.aggregate.CountIf;
import org.apache.spark.sql.catalyst.expressions.aggregate.Sum;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Makes expressions total (rules 1): whatever can throw on some row becomes its form that yields NULL; what has none is refused.
 * On the way, what Catalyst keeps only for reading (BETWEEN, nullif, extract, …) is replaced by what it means, and constants are folded,
 * so that the steps after this one see a small language.
 */
final class Total {
    private static final NumericEvalContext TRY = new NumericEvalContext(EvalMode$.MODULE$.TRY(), true);
    private static final Set<String> MONTH_PATTERNS =
            Set.of("yyyy", "yyyy-MM", "yyyy/MM", "yyyyMM", "MM", "MM/yyyy", "MM-yyyy", "yyyy-MM-dd", "dd", "dd/MM/yyyy");
    private static final Set<String> UNITS = Set.of("year", "yyyy", "yy", "quarter", "month", "mm", "mon", "week", "day", "dd");
    private static final Set<String> SPANS = Set.of("YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE");
    private static final int MAX_SHIFT_DAYS = 100_000;
    private static final int MAX_SHIFT_MONTHS = 2_400;
    private static final int MAX_PAD = 100;

    private Total() {}

    static Expression of(Expression expression) {
        return Trees.rewrite(expression, Total::change);
    }

    private static Expression change(Expression e) {
        Expression changed = form(e);
        return changed instanceof Literal || !changed.foldable() ? changed : fold(changed);
    }

    private static Expression form(Expression e) {
        if (e instanceof RuntimeReplaceable replaceable && !(e instanceof CountIf)) {
            return of(replaceable.replacement());
        }
        if (e instanceof With with) {
            return inline(with);
        }
        if (!AllowedList.ANALYSED_EXPRESSIONS.has(e.getClass())) {
            throw GateRefusal.EXPRESSION.because("This expression is not accepted.", Places.of(e));
        }
        if (e instanceof ShiftRight) {
            throw GateRefusal.EXPRESSION.because("This expression is not accepted.", Places.of(e));
        }
        if (e instanceof BinaryArithmetic arithmetic) {
            return arithmetic(arithmetic);
        }
        if (e instanceof Cast cast) {
            return cast(cast);
        }
        if (e instanceof UnaryMinus minus) {
            return new UnaryMinus(minus.child(), false);
        }
        if (e instanceof Abs abs) {
            return new Abs(abs.child(), false);
        }
        if (e instanceof Round round) {
            literal(round.scale(), "the places of a rounding");
            return new Round(round.child(), round.scale(), false);
        }
        if (e instanceof Sum sum) {
            return new Sum(sum.child(), TRY);
        }
        if (e instanceof Average average) {
            return new Average(average.child(), TRY.evalMode());
        }
        return texts(e);
    }

    private static Expression arithmetic(BinaryArithmetic e) {
        if (!(e.dataType() instanceof NumericType)) {
            throw GateRefusal.NOT_TOTAL.because("Arithmetic with intervals is not accepted here.",
                    "Use datediff, months_between, timestampdiff, or a date plus a literal interval.", Places.of(e));
        }
        if (e instanceof Add) {
            return new Add(e.left(), e.right(), TRY);
        } else if (e instanceof Subtract) {
            return new Subtract(e.left(), e.right(), TRY);
        } else if (e instanceof Multiply) {
            return new Multiply(e.left(), e.right(), TRY);
        } else if (e instanceof Divide) {
            return new Divide(e.left(), e.right(), TRY);
        } else if (e instanceof IntegralDivide) {
            return new IntegralDivide(e.left(), e.right(), TRY);
        } else if (e instanceof Remainder) {
            return new Remainder(e.left(), e.right(), TRY);
        }
        throw GateRefusal.EXPRESSION.because("This expression is not accepted.", Places.of(e));
    }

    private static Expression cast(Cast cast) {
        if (Types.of(cast.dataType()).isEmpty()) {
            throw GateRefusal.EXPRESSION.because("A cast to this type is not accepted: " + cast.dataType().sql() + ".",
                    "Cast to BOOLEAN, INT, BIGINT, DOUBLE, DECIMAL, STRING, DATE or TIMESTAMP.", Places.of(cast));
        }
        return new Cast(cast.child(), cast.dataType(), cast.timeZoneId(), EvalMode$.MODULE$.TRY());
    }

    private static Expression texts(Expression e) {
        if (e instanceof Like like) {
            pattern(text(like.right(), "the pattern of LIKE"), like);
            if (like.escapeChar() != '\\') {
                throw GateRefusal.NOT_TOTAL.because("LIKE with ESCAPE is not accepted.", Places.of(e));
            }
        } else if (e instanceof MultiLikeBase many) {
            for (UTF8String pattern : Trees.list(many.patterns())) {
                pattern(pattern == null ? "" : pattern.toString(), e);
            }
        } else if (e instanceof StringLPad pad) {
            bounded(pad.len(), MAX_PAD, "the length of lpad");
            text(pad.pad(), "the filling of lpad");
        } else if (e instanceof DateFormatClass format) {
            closed(text(format.right(), "the pattern of date_format"), MONTH_PATTERNS, e);
        } else {
            return dates(e);
        }
        return e;
    }

    private static Expression dates(Expression e) {
        if (e instanceof TruncDate trunc) {
            closed(text(trunc.format(), "the unit of trunc").toLowerCase(java.util.Locale.ROOT), UNITS, e);
        } else if (e instanceof TruncTimestamp trunc) {
            closed(text(trunc.format(), "the unit of date_trunc").toLowerCase(java.util.Locale.ROOT), UNITS, e);
        } else if (e instanceof DateAdd add) {
            return new DateAdd(add.left(), shift(add.right()));
        } else if (e instanceof DateSub sub) {
            return new DateSub(sub.left(), shift(sub.right()));
        } else if (e instanceof AddMonths add) {
            bounded(add.right(), MAX_SHIFT_MONTHS, "the number of months");
        } else if (e instanceof DateAddYMInterval add) {
            bounded(add.right(), MAX_SHIFT_MONTHS, "the interval");
        } else if (e instanceof TimestampAddYMInterval add) {
            bounded(add.right(), MAX_SHIFT_MONTHS, "the interval");
        } else if (e instanceof TimestampAdd add) {
            closed(add.unit(), SPANS, e);
            bounded(add.quantity(), MAX_SHIFT_MONTHS, "the number added");
        } else if (e instanceof TimestampDiff diff) {
            closed(diff.unit(), SPANS, e);
        } else if (e instanceof MakeDate date) {
            return new MakeDate(date.year(), date.month(), date.day(), false);
        }
        return e;
    }

    /** A shift by a column is NULL beyond the bound, so that no date leaves what Spark can hold. */
    private static Expression shift(Expression days) {
        if (days instanceof Literal) {
            bounded(days, MAX_SHIFT_DAYS, "the number of days");
            return days;
        }
        Expression whole = days.dataType().equals(org.apache.spark.sql.types.DataTypes.IntegerType) ? days
                : new Cast(days, org.apache.spark.sql.types.DataTypes.IntegerType, scala.Option.apply("UTC"), EvalMode$.MODULE$.TRY());
        Expression within = new And(new GreaterThanOrEqual(whole, integer(-MAX_SHIFT_DAYS)), new LessThanOrEqual(whole, integer(MAX_SHIFT_DAYS)));
        return new If(within, whole, new Literal(null, org.apache.spark.sql.types.DataTypes.IntegerType));
    }

    static Literal integer(int value) {
        return new Literal(value, org.apache.spark.sql.types.DataTypes.IntegerType);
    }

    private static Expression inline(With with) {
        Map<Object, Expression> bodies = new HashMap<>();
        for (CommonExpressionDef def : Trees.list(with.defs())) {
            bodies.put(def.id(), def.child());
        }
        return of(Trees.rewrite(with.child(), e -> e instanceof CommonExpressionRef ref && bodies.containsKey(ref.id()) ? bodies.get(ref.id()) : e));
    }

    /** A constant that cannot be computed would select nothing, silently: it is refused. */
    private static Expression fold(Expression constant) {
        if (constant instanceof ListQuery || constant instanceof SubqueryExpression || !constant.resolved()) {
            return constant;
        }
        Object value = constant.eval(null);
        boolean lost = value == null && constant instanceof Cast cast && cast.child() instanceof Literal from && from.value() != null;
        if (lost) {
            throw GateRefusal.NOT_RESOLVED.because("A constant cannot be read as " + constant.dataType().sql() + ".",
                    "Write dates as DATE '2024-12-31' and numbers without quotes.", Places.of(constant));
        }
        return new Literal(value, constant.dataType());
    }

    private static Literal literal(Expression e, String what) {
        if (e instanceof Literal literal && literal.value() != null) {
            return literal;
        }
        throw GateRefusal.NOT_TOTAL.because("Expected a literal as " + what + ".", Places.of(e));
    }

    private static String text(Expression e, String what) {
        Literal literal = literal(e, what);
        if (literal.dataType() instanceof StringType) {
            return literal.value().toString();
        }
        throw GateRefusal.NOT_TOTAL.because("Expected a text as " + what + ".", Places.of(e));
    }

    private static void bounded(Expression e, long limit, String what) {
        Object value = literal(e, what).value();
        if (!(value instanceof Number number) || Math.abs(number.longValue()) > limit) {
            throw GateRefusal.NOT_TOTAL.because("Expected at most " + limit + " as " + what + ".", Places.of(e));
        }
    }

    private static void closed(String value, Set<String> accepted, Expression at) {
        if (!accepted.contains(value)) {
            throw GateRefusal.NOT_TOTAL.because("This unit or pattern is not accepted.",
                    "Accepted: " + String.join(", ", new java.util.TreeSet<>(accepted)) + ".", Places.of(at));
        }
    }

    private static void pattern(String pattern, Expression at) {
        String rest = pattern.replace("\\\\", "").replace("\\%", "").replace("\\_", "");
        if (rest.indexOf('\\') >= 0) {
            throw GateRefusal.NOT_TOTAL.because("The pattern has a backslash before a character that needs none.", Places.of(at));
        }
    }

}
