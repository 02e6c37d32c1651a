package pt.arquipelago.analysis.guard;

import static java.util.Objects.requireNonNull;

/**
 * The digests of a number's canonical form: two numbers of the same exact form are the same number, whatever the records hold, and two of
 * the same whole form differ by what is missing alone.
 *
 * @param whole without conditions that only ask for a value to be there
 * @param exact with all conditions
 */
public record NumberForm(String whole, String exact) {
    public NumberForm {
        requireNonNull(whole, "whole is null");
        requireNonNull(exact, "exact is null");
    }

    /** Of a number that missing values have no part in. */
    public static NumberForm of(String form) {
        return new NumberForm(form, form);
    }

    public boolean isPlain() {
        return whole.equals(exact);
    }

    String of(Sight sight) {
        return sight == Sight.WHOLE ? whole : exact;
    }
}
