package pt.arquipelago.node.gate;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.*;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.unsafe.types.UTF8String;

/** Whether no record can meet two of several conditions, by what stands in them alone. */
final class Apart {
    private Apart() {}

    /** An expression beside a literal. */
    record Compared(Expression value, Literal bound) {}

    static boolean all(List<List<Expression>> each) {
        for (int i = 0; i < each.size(); i++) {
            for (int j = i + 1; j < each.size(); j++) {
                if (!two(each.get(i), each.get(j))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean two(List<Expression> a, List<Expression> b) {
        return a.stream().anyMatch(x -> b.stream().anyMatch(y -> codes(x, y) || prefixes(x, y) || ranges(x, y) || ranges(y, x)));
    }

    private static boolean codes(Expression x, Expression y) {
        Optional<Compared> a = equality(x);
        Optional<Compared> b = equality(y);
        return a.isPresent() && b.isPresent() && a.get().value().semanticEquals(b.get().value()) && differ(a.get().bound(), b.get().bound());
    }

    private static boolean differ(Literal a, Literal b) {
        return a.value() == null || b.value() == null || a.dataType().equals(b.dataType()) && !a.value().equals(b.value());
    }

    static Optional<Compared> equality(Expression e) {
        return e instanceof EqualTo equal ? compared(equal.left(), equal.right()) : Optional.empty();
    }

    private static Optional<Compared> compared(Expression left, Expression right) {
        return right instanceof Literal literal ? Optional.of(new Compared(left, literal))
                : left instanceof Literal literal ? Optional.of(new Compared(right, literal)) : Optional.empty();
    }

    private static boolean prefixes(Expression x, Expression y) {
        Optional<Compared> a = prefix(x);
        Optional<Compared> b = prefix(y);
        if (a.isEmpty() || b.isEmpty() || !a.get().value().semanticEquals(b.get().value())) {
            return false;
        }
        String p = a.get().bound().value().toString();
        String q = b.get().bound().value().toString();
        return !p.startsWith(q) && !q.startsWith(p);
    }

    private static Optional<Compared> prefix(Expression e) {
        if (e instanceof StartsWith starts && starts.right() instanceof Literal literal && literal.value() != null) {
            return Optional.of(new Compared(starts.left(), literal));
        }
        if (e instanceof Like like && like.right() instanceof Literal literal && literal.dataType() instanceof StringType && literal.value() != null) {
            String pattern = literal.value().toString();
            String prefix = pattern.endsWith("%") ? pattern.substring(0, pattern.length() - 1) : "%";
            return prefix.matches("[^%_\\\\]*") ? Optional.of(new Compared(like.left(), new Literal(UTF8String.fromString(prefix), literal.dataType()))) : Optional.empty();
        }
        return Optional.empty();
    }

    /** x stops where y begins. */
    private static boolean ranges(Expression x, Expression y) {
        Optional<Compared> upper = bound(x, false);
        Optional<Compared> lower = bound(y, true);
        if (upper.isEmpty() || lower.isEmpty() || !upper.get().value().semanticEquals(lower.get().value()) || upper.get().bound().value() == null
                || lower.get().bound().value() == null || !upper.get().bound().dataType().equals(lower.get().bound().dataType())) {
            return false;
        }
        int order = compare(upper.get().bound().value(), lower.get().bound().value());
        return order < 0 || order == 0 && (isStrict(x) || isStrict(y));
    }

    private static boolean isStrict(Expression e) {
        return e instanceof LessThan || e instanceof GreaterThan;
    }

    /** {@code value >= literal} if it bounds from below, {@code value <= literal} if from above; strictly or not. */
    private static Optional<Compared> bound(Expression e, boolean below) {
        if (!(e instanceof LessThan || e instanceof LessThanOrEqual || e instanceof GreaterThan || e instanceof GreaterThanOrEqual)) {
            return Optional.empty();
        }
        boolean less = e instanceof LessThan || e instanceof LessThanOrEqual;
        Expression left = Trees.childrenOf(e).get(0);
        boolean literalFirst = left instanceof Literal;
        return less == literalFirst == below ? compared(left, Trees.childrenOf(e).get(1)) : Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object a, Object b) {
        return a instanceof Decimal x && b instanceof Decimal y ? x.toJavaBigDecimal().compareTo(y.toJavaBigDecimal()) : ((Comparable<Object>) a).compareTo(b);
    }
}
