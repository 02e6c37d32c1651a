package pt.arquipelago.node.gate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.*;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import pt.arquipelago.analysis.RefusedException;

/** What may be summed (rules 2, arguments): measures, spans of time, results by person, products of two, ratios. */
final class Arguments {
    private static final int MAX_DEGREE = 2;
    private static final String BY_PERSON = "What stands on constants, on several tables one below the other, or on an outer join is by person for conditions and bands alone: "
            + "count_if(n > 1), n div 10. Sum each table by person in a subquery of its own, join these, and sum each.";

    private final Scope scope;
    private final Dates dates;

    Arguments(Scope scope) {
        this.scope = scope;
        this.dates = new Dates(scope);
    }

    /** A measure, a count or amount by person, or a span of time: what products and ratios are made of. */
    boolean isArgument(Expression e) {
        if (!(e.dataType() instanceof NumericType)) {
            return false;
        }
        return e instanceof Attribute ? scope.column(e).map(column -> degree(column) > 0).orElse(false) : dates.isSpan(e);
    }

    private static int degree(Column column) {
        if (column.source() instanceof Source.Base base) {
            return base.description().measure() ? 1 : 0;
        }
        return column.source() instanceof Source.ByPerson by && (by.result() == Source.Result.COUNT || by.result() == Source.Result.AMOUNT) ? by.degree() : 0;
    }

    Optional<Attribute> flag(Expression e) {
        return scope.column(e).filter(c -> c.source() instanceof Source.ByPerson by && by.result() == Source.Result.FLAG).map(Column::attribute);
    }

    Set<Column> columns(Expression e) {
        Set<Column> found = new LinkedHashSet<>();
        scope.column(e).ifPresent(found::add);
        Trees.childrenOf(e).forEach(child -> found.addAll(columns(child)));
        return found;
    }

    int degree(Expression e) {
        if (e instanceof Multiply multiply && !dates.isSpan(e)) {
            return degree(multiply.left()) + degree(multiply.right());
        } else if (e instanceof Cast cast) {
            return degree(cast.child());
        } else if (e instanceof Divide || e instanceof CaseWhen) {
            return MAX_DEGREE;
        }
        return e instanceof Attribute ? scope.column(e).map(Arguments::degree).orElse(0) : 1;
    }

    Expression product(Expression left, Expression right, Multiply at) {
        if (Trees.any(left, e -> e instanceof Divide) || Trees.any(right, e -> e instanceof Divide) || degree(left) + degree(right) > MAX_DEGREE) {
            throw GateRefusal.ARGUMENT.because("More than two arguments are multiplied.", Places.of(at));
        }
        return Total.of(new Multiply(as(left, at.left().dataType()), as(right, at.right().dataType())));
    }

    Expression ratio(Expression over, Expression under, Divide at) {
        boolean measures = isOfMeasures(over) && isOfMeasures(under);
        boolean share = dates.isSpan(strip(under)) && columns(over).stream().allMatch(column -> column.source() instanceof Source.ByPerson);
        boolean simple = !Trees.any(over, e -> e instanceof Divide) && !Trees.any(under, e -> e instanceof Divide);
        if (!simple || !(measures || share) || over.semanticEquals(under)) {
            throw refusal(at);
        }
        return Total.of(new Divide(as(over, at.left().dataType()), as(under, at.right().dataType())));
    }

    private boolean isOfMeasures(Expression e) {
        if (e instanceof Multiply multiply) {
            return isOfMeasures(multiply.left()) && isOfMeasures(multiply.right());
        }
        return scope.column(strip(e)).map(column -> column.source() instanceof Source.Base base && base.description().measure()).orElse(false);
    }

    /** Without casts that change no value. */
    static Expression widened(Expression e) {
        return e instanceof Cast cast && Types.widens(cast.child().dataType(), cast.dataType()) ? widened(cast.child()) : e;
    }

    private static Expression strip(Expression e) {
        return e instanceof Cast cast ? strip(cast.child()) : e;
    }

    static Expression as(Expression e, DataType type) {
        return e.dataType().equals(type) ? e : new Cast(e, type, scala.Option.apply("UTC"), EvalMode$.MODULE$.TRY());
    }

    RefusedException refusal(Expression e) {
        List<String> names = new ArrayList<>();
        for (Column column : columns(e)) {
            if (column.pseudonym().isPresent()) {
                Pseudonyms.requireNone(e, scope);
            }
            if (degree(column) == 0) {
                names.add(column.source() instanceof Source.Base base ? base.description().name() : column.attribute().name());
            }
        }
        String which = names.isEmpty() ? "This expression is no argument of a sum, an average or a deviation."
                : "This is no argument of a sum, an average or a deviation: " + String.join(", ", names) + (names.size() == 1 ? " is no measure." : " are no measures.");
        boolean byPerson = columns(e).stream().anyMatch(column -> column.source() instanceof Source.ByPerson by && by.result() == Source.Result.OTHER);
        return GateRefusal.ARGUMENT.because(which, byPerson ? BY_PERSON : GateRefusal.ARGUMENT.remedy(), Places.of(e));
    }
}
