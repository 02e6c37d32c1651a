package pt.arquipelago.node.gate;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;
import pt.arquipelago.analysis.query.Term;

/**
 * A term with what computes it, resolved against the question's child. Both expressions are total: no row makes them throw.
 *
 * @param condition boolean; a record counts where it is true (neither false nor NULL)
 * @param within the records among which the condition has its rest; absent: all of the row
 * @param argument of SUM and MOMENTS a number; of DOCUMENTS a pseudonym; of VALUES the value
 */
public record CompiledTerm(Term term, Optional<Expression> condition, Optional<Expression> argument, Optional<Expression> within) {
    public CompiledTerm(Term term, Optional<Expression> condition, Optional<Expression> argument) {
        this(term, condition, argument, Optional.empty());
    }

    public CompiledTerm {
        requireNonNull(term, "term is null");
        requireNonNull(condition, "condition is null");
        requireNonNull(argument, "argument is null");
        requireNonNull(within, "within is null");
        if (condition.isPresent() != term.condition().isPresent() || argument.isPresent() != term.argument().isPresent()) {
            throw new IllegalArgumentException("term and expressions differ in what they have");
        }
    }
}
