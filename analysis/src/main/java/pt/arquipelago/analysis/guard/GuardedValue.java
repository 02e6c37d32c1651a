package pt.arquipelago.analysis.guard;

import static java.util.Objects.requireNonNull;

/**
 * A number that would leave, or did.
 *
 * @param form digest of its canonical form: two numbers of the same form are the same number, whatever the records hold; empty: it is a
 *     sum of released numbers that no form tells
 */
public record GuardedValue(String form, Fingerprint fingerprint) {
    public static final String NO_FORM = "";

    public GuardedValue {
        requireNonNull(form, "form is null");
        requireNonNull(fingerprint, "fingerprint is null");
    }
}
