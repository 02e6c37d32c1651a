package pt.arquipelago.node.gate;

import static java.util.Objects.requireNonNull;

import pt.arquipelago.node.lake.ValueRange;

/**
 * Between what the amounts of a term are, from public words alone: never the records.
 *
 * @param all what the question's form and the profiles of its tables say together
 * @param form what the form alone says (WHERE, FILTER, a clip): ends of {@code all} that are not here are the profiles'
 */
public record AmountRange(ValueRange all, ValueRange form) {
    public static final AmountRange UNKNOWN = new AmountRange(ValueRange.ANY, ValueRange.ANY);

    public AmountRange {
        requireNonNull(all, "all is null");
        requireNonNull(form, "form is null");
    }
}
