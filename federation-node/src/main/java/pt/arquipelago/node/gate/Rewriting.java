package pt.arquipelago.node.gate;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import pt.arquipelago.analysis.Refusal;

/**
 * Looks for the question that a refused one may have meant: proposals from its text alone ({@link Proposals}), tried at the gate one after
 * the other. What is offered passes; if nothing does, nothing is offered.
 */
final class Rewriting {
    /** A question with several faults is mended one by one. */
    private static final int MAX_FAULTS = 5;
    private static final int MAX_TRIALS = 8;
    /** What a refusal may carry. */
    private static final int MAX_CHARACTERS = 4_000;

    private final Function<String, Optional<Refusal>> gate;
    private final Set<String> tried = new HashSet<>();

    /** @param gate why it refuses a text; empty if the text passes */
    Rewriting(Function<String, Optional<Refusal>> gate) {
        this.gate = gate;
    }

    Optional<String> of(String sql, Refusal refusal) {
        tried.add(sql);
        return of(sql, refusal, MAX_FAULTS);
    }

    private Optional<String> of(String sql, Refusal refusal, int faults) {
        List<String> proposals = sql.length() > MAX_CHARACTERS ? List.of() : Proposals.of(sql, refusal);
        for (String proposal : proposals) {
            if (tried.size() > MAX_TRIALS || proposal.length() > MAX_CHARACTERS || !tried.add(proposal)) {
                continue;
            }
            Optional<Refusal> next = gate.apply(proposal);
            if (next.isEmpty()) {
                return Optional.of(proposal);
            }
            Optional<String> further = faults > 1 ? of(proposal, next.get(), faults - 1) : Optional.empty();
            if (further.isPresent()) {
                return further;
            }
        }
        return Optional.empty();
    }
}
