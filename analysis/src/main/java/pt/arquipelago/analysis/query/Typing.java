package pt.arquipelago.analysis.query;

import java.util.ArrayList;
import java.util.List;

/** The types of expressions over a query's keys and terms. What is ill-typed cannot become part of a query. */
final class Typing {
    private static final int MAX_DEPTH = 100;

    private final List<Key> keys;
    private final List<Term> terms;

    Typing(List<Key> keys, List<Term> terms) {
        this.keys = keys;
        this.terms = terms;
    }

    void require(Expr expr, ValueType type, String what) {
        ValueType found = typeOf(expr, 0);
        if (!found.equals(type)) {
            throw new IllegalArgumentException("%s is %s, not %s".formatted(what, found, type));
        }
    }

    ValueType typeOf(Expr expr) {
        return typeOf(expr, 0);
    }

    private ValueType typeOf(Expr expr, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("an expression is nested more than " + MAX_DEPTH + " levels deep");
        }
        if (expr instanceof Expr.KeyRef key) {
            return at(keys, key.index(), "key").type();
        }
        if (expr instanceof Expr.TermRef ref) {
            Term term = at(terms, ref.index(), "term");
            if (term.kind() == Kind.MOMENTS) {
                throw new IllegalArgumentException("moments stand only inside a statistic of theirs");
            }
            return term.finishedType();
        }
        if (expr instanceof Expr.Literal literal) {
            return literal.type();
        }
        if (expr instanceof Expr.Grouping grouping) {
            at(keys, grouping.index(), "key");
            return ValueType.INT;
        }
        if (expr instanceof Expr.Over over) {
            return over(over, depth);
        }
        if (expr instanceof Expr.Quantile quantile) {
            return quantile(quantile);
        }
        Expr.Call call = (Expr.Call) expr;
        if (Functions.takesMoments(call.function())) {
            requireMoments(call);
            Functions.check(call, List.of(ValueType.DOUBLE));
        } else if (Functions.takesPairs(call.function())) {
            requirePairs(call);
            Functions.check(call, List.of(ValueType.DOUBLE, ValueType.DOUBLE, ValueType.DOUBLE));
        } else {
            List<ValueType> arguments = new ArrayList<>();
            for (Expr argument : call.arguments()) {
                arguments.add(typeOf(argument, depth + 1));
            }
            requireAverage(call);
            Functions.check(call, arguments);
        }
        return call.type();
    }

    private ValueType quantile(Expr.Quantile quantile) {
        requireRecords(quantile.total());
        quantile.below().forEach(this::requireRecords);
        if (!quantile.type().isNumeric()) {
            throw new IllegalArgumentException("a quantile is a number");
        }
        return quantile.type();
    }

    private void requireRecords(int term) {
        if (at(terms, term, "term").kind() != Kind.RECORDS) {
            throw new IllegalArgumentException("a quantile is made of RECORDS terms");
        }
    }

    /** As Spark types a sum. */
    private ValueType over(Expr.Over over, int depth) {
        ValueType summed = typeOf(over.summed(), depth + 1);
        over.partition().forEach(key -> at(keys, key, "key"));
        ValueType sum = summed.isDecimal() ? ValueType.decimal(Math.min(ValueType.MAX_PRECISION, summed.precision() + 10), summed.scale())
                : summed.isIntegral() ? ValueType.BIGINT : summed;
        if (!summed.isNumeric() || !over.type().equals(sum) || !over.summed().overs().isEmpty()
                || !over.summed().quantiles().isEmpty()) {
            throw new IllegalArgumentException("a sum over rows is of a number, and not of another such sum or of a quantile");
        }
        return sum;
    }

    private void requireMoments(Expr.Call call) {
        boolean met = call.arguments().size() == 1 && call.arguments().get(0) instanceof Expr.TermRef ref
                && at(terms, ref.index(), "term").kind() == Kind.MOMENTS;
        if (!met) {
            throw new IllegalArgumentException(call.function() + " takes one MOMENTS term");
        }
    }

    private void requirePairs(Expr.Call call) {
        List<Term> three = call.arguments().stream().filter(Expr.TermRef.class::isInstance).map(ref -> at(terms, ((Expr.TermRef) ref).index(), "term")).toList();
        boolean met = call.arguments().size() == 3 && three.size() == 3 && three.get(0).kind() == Kind.MOMENTS && three.get(1).kind() == Kind.MOMENTS
                && three.get(2).kind() == Kind.SUM && three.get(2).type().equals(ValueType.DOUBLE)
                && three.stream().map(Term::condition).distinct().count() == 1;
        if (!met) {
            throw new IllegalArgumentException(call.function() + " takes two MOMENTS terms and the SUM of their products, under one condition");
        }
    }

    private void requireAverage(Expr.Call call) {
        if (!call.function().equals("avg")) {
            return;
        }
        boolean met = call.arguments().size() == 2
                && call.arguments().get(0) instanceof Expr.TermRef sum && at(terms, sum.index(), "term").kind() == Kind.SUM
                && call.arguments().get(1) instanceof Expr.TermRef count && at(terms, count.index(), "term").kind() == Kind.RECORDS;
        if (!met) {
            throw new IllegalArgumentException("avg takes a SUM term and a RECORDS term");
        }
    }

    private static <T> T at(List<T> list, int index, String what) {
        if (index >= list.size()) {
            throw new IllegalArgumentException("there is no " + what + " " + index);
        }
        return list.get(index);
    }
}
