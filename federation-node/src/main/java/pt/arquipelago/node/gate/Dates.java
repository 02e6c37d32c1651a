package pt.arquipelago.node.gate;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.*;
import org.apache.spark.sql.types.IntegralType;

/** Dates, years, and the spans between two of them. */
final class Dates {
    private static final Set<String> WHOLE_SPANS = Set.of("YEAR", "QUARTER", "MONTH", "WEEK", "DAY");
    private static final int FIRST_YEAR = 1800;
    private static final int LAST_YEAR = 2200;

    private final Scope scope;

    Dates(Scope scope) {
        this.scope = scope;
    }

    /** A date of a record, or of a person, or a constant; shifted by literals, the earlier or later of two. */
    boolean isDate(Expression e) {
        if (!Types.isDate(e.dataType())) {
            return false;
        }
        if (e instanceof Literal) {
            return true;
        }
        if (e instanceof Attribute) {
            return scope.column(e).map(this::isDate).orElse(false);
        }
        if (e instanceof Cast cast) {
            return isDate(cast.child());
        }
        if (e instanceof DateAdd || e instanceof DateSub || e instanceof AddMonths || e instanceof DateAddYMInterval
                || e instanceof TimestampAddYMInterval) {
            return isDate(Trees.childrenOf(e).get(0)) && Trees.childrenOf(e).get(1) instanceof Literal;
        }
        if (e instanceof TimestampAdd add) {
            return isDate(add.right()) && add.left() instanceof Literal;
        }
        boolean chooses = e instanceof Least || e instanceof Greatest || e instanceof Coalesce;
        return chooses && Trees.childrenOf(e).stream().allMatch(child -> isDate(child) && !(child instanceof Literal));
    }

    private boolean isDate(Column column) {
        if (column.source() instanceof Source.StepKey key) {
            return new Dates(inner(scope, key)).isDate(key.expression());
        }
        return column.source() instanceof Source.Base
                || column.source() instanceof Source.ByPerson by && by.result() == Source.Result.DATE;
    }

    static Scope inner(Scope scope, Source.StepKey key) {
        return new Scope(scope.plan(), java.util.Map.of(), key.columns(), List.of(), List.of(), List.of(), scope.subjects(), List.of(), List.of(),
                List.of(), List.of());
    }

    /** Days, months or years between two dates, one of which is no constant; whole or not. */
    boolean isSpan(Expression e) {
        if (e instanceof DateDiff diff) {
            return between(diff.left(), diff.right());
        } else if (e instanceof MonthsBetween months) {
            return between(months.date1(), months.date2());
        } else if (e instanceof TimestampDiff diff) {
            return WHOLE_SPANS.contains(diff.unit()) && between(diff.left(), diff.right());
        } else if (e instanceof Subtract subtract) {
            return isYear(subtract.left()) && isYear(subtract.right()) && !(subtract.left() instanceof Literal && subtract.right() instanceof Literal);
        } else if (e instanceof Cast cast) {
            return Types.widens(cast.child().dataType(), cast.dataType()) && isSpan(cast.child());
        }
        return e instanceof Floor floor && wholeMonths(floor.child());
    }

    private boolean wholeMonths(Expression e) {
        Expression months = e instanceof Divide divide && isTwelve(divide.right()) ? divide.left() : e;
        return months instanceof MonthsBetween between && isSpan(between);
    }

    private static boolean isTwelve(Expression e) {
        return e instanceof Literal literal && literal.value() instanceof Number number && number.doubleValue() == 12.0;
    }

    private boolean between(Expression a, Expression b) {
        return isDate(a) && isDate(b) && !(a instanceof Literal && b instanceof Literal);
    }

    private boolean isYear(Expression e) {
        if (e instanceof Cast cast) {
            return Types.widens(cast.child().dataType(), cast.dataType()) && isYear(cast.child());
        }
        if (e instanceof Literal literal) {
            return literal.value() instanceof Number year && year.doubleValue() >= FIRST_YEAR && year.doubleValue() <= LAST_YEAR;
        }
        if (e instanceof Year year) {
            return isDate(year.child());
        }
        return e.dataType() instanceof IntegralType && scope.column(e).map(column -> column.source() instanceof Source.Base base
                && !base.description().measure() && base.description().name().matches("(ano|year)(_.*)?")).orElse(false);
    }
}
