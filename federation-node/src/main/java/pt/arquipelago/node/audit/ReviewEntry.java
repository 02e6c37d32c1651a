package pt.arquipelago.node.audit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Optional;

/**
 * What is written down of a checker at a cell that was too close to what left: that somebody saw it, and how it was decided. Never its value.
 *
 * @param checker by name
 * @param position of the cell's answer in the permit's history
 * @param number of the cell among the answer's that wait
 * @param question digest of the canonical question
 * @param seen digest of all that the cell was shown to come close to
 * @param entered of a release: the position of the answer that has the cell
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ReviewEntry(Action action, String checker, Optional<String> reason, String permit, long position, int number, String question, String seen, Optional<Long> entered) {
    public ReviewEntry {
        requireNonNull(action, "action is null");
        requireNonNull(checker, "checker is null");
        requireNonNull(permit, "permit is null");
        requireNonNull(question, "question is null");
        requireNonNull(seen, "seen is null");
        if (reason.isPresent() == (action == Action.VIEWED) || entered.isPresent() != (action == Action.RELEASED)) {
            throw new IllegalArgumentException("a decision has a reason, and a release its position");
        }
    }

    /** What was done. */
    public enum Action {
        @JsonProperty("viewed") VIEWED,
        @JsonProperty("released") RELEASED,
        @JsonProperty("kept") KEPT
    }
}
