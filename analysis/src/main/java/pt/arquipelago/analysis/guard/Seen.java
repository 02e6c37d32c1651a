package pt.arquipelago.analysis.guard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What left, by one sight of it: each form once, for as long as an entry has it. */
final class Seen {
    private final ReleasedValues values = new ReleasedValues();
    private final Map<String, Held> forms = new HashMap<>();
    /** By id. */
    private final List<String> names = new ArrayList<>();

    private record Held(int id, int entries) {}

    void enter(String form, Fingerprint fingerprint) {
        Held held = forms.get(form);
        if (held == null) {
            names.add(form);
        }
        forms.put(form, held == null ? new Held(values.add(fingerprint), 1) : new Held(held.id(), held.entries() + 1));
    }

    /** The number by which it was known, if no entry has it any more. */
    Optional<Integer> withdraw(String form) {
        Held held = forms.get(form);
        if (held.entries() > 1) {
            forms.put(form, new Held(held.id(), held.entries() - 1));
            return Optional.empty();
        }
        forms.remove(form);
        values.remove(held.id());
        return Optional.of(held.id());
    }

    Optional<Integer> id(String form) {
        return Optional.ofNullable(forms.get(form)).map(Held::id);
    }

    String form(int id) {
        return names.get(id);
    }

    ReleasedValues values() {
        return values;
    }
}
