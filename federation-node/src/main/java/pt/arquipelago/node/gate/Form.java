package pt.arquipelago.node.gate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;

/**
 * A number as a sum of parts, each under conditions: what is under the aggregate, with its branches lifted out (rules 2).
 *
 * @param parts the number is the sum of those parts whose conditions hold
 * @param defined the number is not NULL exactly where all of these hold
 * @param gaps whether several branches have missing values of their own
 */
record Form(List<Part> parts, List<Expression> defined, boolean gaps) {
    static final int MAX_PARTS = 64;

    /** {@code weight / divisor · argument}; without an argument a constant. */
    record Part(BigDecimal weight, BigDecimal divisor, List<Expression> conditions, Optional<Expression> argument) {
        Part under(List<Expression> more) {
            return new Part(weight, divisor, Scope.plus(more, conditions), argument);
        }

        Part times(BigDecimal factor, BigDecimal by) {
            return new Part(weight.multiply(factor), divisor.multiply(by), conditions, argument);
        }
    }

    static Form constant(BigDecimal value) {
        return new Form(value.signum() == 0 ? List.of() : List.of(new Part(value, BigDecimal.ONE, List.of(), Optional.empty())), List.of(), false);
    }

    static Form argument(Expression argument, List<Expression> conditions, List<Expression> defined) {
        return new Form(List.of(new Part(BigDecimal.ONE, BigDecimal.ONE, conditions, Optional.of(argument))), defined, false);
    }

    Form times(BigDecimal factor, BigDecimal by) {
        return new Form(parts.stream().map(part -> part.times(factor, by)).toList(), defined, gaps);
    }

    /** Where either is NULL, so is their sum. */
    Form plus(Form other) {
        List<Part> all = new ArrayList<>();
        parts.forEach(part -> all.add(part.under(other.defined)));
        other.parts.forEach(part -> all.add(part.under(defined)));
        return new Form(all, Scope.plus(defined, other.defined), gaps || other.gaps);
    }

    /** The one constant that this is, if it is one. */
    Optional<Part> asConstant() {
        return parts.size() == 1 && parts.get(0).argument().isEmpty() && parts.get(0).conditions().isEmpty() && defined.isEmpty()
                ? Optional.of(parts.get(0)) : Optional.empty();
    }
}
