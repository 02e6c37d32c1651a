package pt.arquipelago.analysis.guard;

import static java.util.Objects.requireNonNull;

/** What a number rests on: as if no value was missing, and as it is. */
public record Basis(Fingerprint whole, Fingerprint exact) {
    public Basis {
        requireNonNull(whole, "whole is null");
        exact = requireNonNull(exact, "exact is null").equals(whole) ? whole : exact;
    }

    /** Of a number that missing values have no part in. */
    public static Basis of(Fingerprint fingerprint) {
        return new Basis(fingerprint, fingerprint);
    }

    Fingerprint of(Sight sight) {
        return sight == Sight.WHOLE ? whole : exact;
    }

    Basis plus(Basis other) {
        Fingerprint sum = whole.plus(other.whole);
        return new Basis(sum, isOne() && other.isOne() ? sum : exact.plus(other.exact));
    }

    public Basis withoutSketch() {
        return isOne() ? of(whole.withoutSketch()) : new Basis(whole.withoutSketch(), exact.withoutSketch());
    }

    /** Whether no value is missing. */
    boolean isOne() {
        return whole == exact;
    }

    /** Says nothing, so that no log can carry it. */
    @Override
    public String toString() {
        return "Basis";
    }
}
