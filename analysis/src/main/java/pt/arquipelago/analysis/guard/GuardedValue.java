package pt.arquipelago.analysis.guard;

import static java.util.Objects.requireNonNull;

/** A number that would leave, or did. */
public record GuardedValue(NumberForm form, Basis basis) {
    public GuardedValue {
        requireNonNull(form, "form is null");
        requireNonNull(basis, "basis is null");
        if (form.isPlain()) {
            basis = Basis.of(basis.whole());
        } else if (basis.exact().sketch().isPresent()) {
            basis = new Basis(basis.whole(), basis.exact().withoutSketch());
        }
    }

    /** Of a number that missing values have no part in. */
    public GuardedValue(String form, Fingerprint fingerprint) {
        this(NumberForm.of(form), Basis.of(fingerprint));
    }

    GuardedValue withoutSketch() {
        return new GuardedValue(form, basis.withoutSketch());
    }

    String form(Sight sight) {
        return form.of(sight);
    }

    Fingerprint rests(Sight sight) {
        return basis.of(sight);
    }
}
