package pt.arquipelago.analysis.guard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What left under some permits: their numbers' canonical forms and fingerprints. One thread's at a time. */
public final class History {
    private final ReleasedValues values = new ReleasedValues();
    private final Map<String, Integer> forms = new HashMap<>();
    private int standing;

    /** A number in the history, by which it can be taken out again. */
    public record Entry(int id, GuardedValue value) {}

    public Entry enter(GuardedValue value) {
        int id = values.add(value.fingerprint());
        standing++;
        if (!value.form().equals(GuardedValue.NO_FORM)) {
            forms.putIfAbsent(value.form(), id);
        }
        return new Entry(id, value);
    }

    public List<Entry> enter(List<GuardedValue> entered) {
        List<Entry> entries = new ArrayList<>();
        entered.forEach(value -> entries.add(enter(value)));
        return entries;
    }

    /** These did not leave after all. */
    public void withdraw(List<Entry> entries) {
        for (Entry entry : entries) {
            values.remove(entry.id());
            forms.remove(entry.value().form(), entry.id());
            standing--;
        }
    }

    /** How many numbers it holds. */
    public int size() {
        return standing;
    }

    boolean knows(String form) {
        return forms.containsKey(form);
    }

    Optional<Integer> id(String form) {
        return Optional.ofNullable(forms.get(form));
    }

    ReleasedValues values() {
        return values;
    }
}
