package pt.arquipelago.analysis.guard;

import static java.util.Objects.requireNonNull;

/**
 * The digests of a number's canonical form: two numbers of the same exact form are the same number, whatever the records hold, and two of
 * the same whole form differ by what is missing alone.
 *
 * @param kind what is counted or added, of whatever records; empty of a sum of numbers that the guard looks at
 * @param whole without conditions that only ask for a value to be there
 * @param exact with all conditions
 */
public record NumberForm(String kind, String whole, String exact) {
    public NumberForm {
        requireNonNull(kind, "kind is null");
        requireNonNull(whole, "whole is null");
        requireNonNull(exact, "exact is null");
    }

    /** Of a number that missing values have no part in. */
    public static NumberForm of(String form) {
        return new NumberForm("", form, form);
    }

    NumberForm ofSum() {
        return new NumberForm("", whole, exact);
    }

    public boolean isPlain() {
        return whole.equals(exact);
    }

    String of(Sight sight) {
        return sight == Sight.WHOLE ? whole : exact;
    }
}
