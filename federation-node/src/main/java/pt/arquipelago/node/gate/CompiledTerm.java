package pt.arquipelago.node.gate;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Expression;
import pt.arquipelago.analysis.query.Term;

/**
 * A term with what computes it, resolved against the question's child. Both expressions are total: no row makes them throw.
 *
 * @param condition boolean; a record counts where it is true (neither false nor NULL)
 * @param within the records among which the condition has its rest; absent: all of the row
 * @param argument of SUM and MOMENTS a number; of DOCUMENTS a pseudonym; of VALUES the value
 * @param parting the condition without those parts of it that only ask for a value to be there (rules 3.2: they are none)
 * @param presence the canonical forms of those parts
 * @param amounts between what the arguments of SUM and MOMENTS are
 */
public record CompiledTerm(Term term, Optional<Expression> condition, Optional<Expression> argument, Optional<Expression> within, Optional<Expression> parting,
        Set<JsonNode> presence, AmountRange amounts) {
    public CompiledTerm {
        requireNonNull(term, "term is null");
        requireNonNull(condition, "condition is null");
        requireNonNull(argument, "argument is null");
        requireNonNull(within, "within is null");
        requireNonNull(parting, "parting is null");
        presence = Set.copyOf(presence);
        requireNonNull(amounts, "amounts is null");
        if (condition.isPresent() != term.condition().isPresent() || argument.isPresent() != term.argument().isPresent()) {
            throw new IllegalArgumentException("term and expressions differ in what they have");
        }
    }

    /** A term whose condition is all of the user's, with amounts of any range. */
    public CompiledTerm(Term term, Optional<Expression> condition, Optional<Expression> argument) {
        this(term, condition, argument, Optional.empty(), condition, Set.of(), AmountRange.UNKNOWN);
    }
}
