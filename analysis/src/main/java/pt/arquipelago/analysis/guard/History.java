package pt.arquipelago.analysis.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What left under some permits: their numbers' canonical forms and fingerprints. One thread's at a time. */
public final class History {
    private final Seen whole = new Seen();
    private final Seen exact = new Seen();
    private final Parted parted = new Parted();
    /** What each exact value is when seen whole, by its number. */
    private final List<Fingerprint> wholes = new ArrayList<>();
    private final Subspaces solved;
    private int standing;
    private int withMissing;

    public History() {
        this.solved = new Subspaces();
    }

    /** @param solved what {@link #solved} gave, of numbers that are {@link #enterSolved entered} after this */
    public History(byte[] solved) {
        this.solved = Subspaces.fromBytes(solved);
    }

    /** What can be worked out of all that left, to be kept as a secret is. */
    public byte[] solved() {
        return solved.toBytes();
    }

    /** How many numbers were entered that others do not add up to. */
    public int dimensions() {
        return solved.dimensions();
    }

    /** A number in the history, by which it can be taken out again. */
    public record Entry(GuardedValue value) {}

    /** A number that is to leave; {@link #solve} it when it is certain that it does. */
    public Entry enter(GuardedValue sketched) {
        GuardedValue value = sketched.withoutSketch();
        whole.enter(value.form(Sight.WHOLE), value.rests(Sight.WHOLE));
        exact.enter(value.form(Sight.EXACT), value.rests(Sight.EXACT));
        if (exact.values().size() > wholes.size()) {
            wholes.add(value.rests(Sight.WHOLE));
            parted.enter(value.form().kind(), wholes.size() - 1, value.rests(Sight.EXACT));
        }
        standing++;
        withMissing += value.basis().isOne() ? 0 : 1;
        return new Entry(value);
    }

    /** What an earlier process entered. */
    public List<Entry> enter(List<GuardedValue> entered) {
        List<Entry> entries = new ArrayList<>();
        for (GuardedValue value : entered) {
            enter(value);
            entries.add(solve(value));
        }
        return entries;
    }

    /** What an earlier process entered and solved. */
    public void enterSolved(List<GuardedValue> entered) {
        entered.forEach(this::enter);
    }

    /** These left, by a person's decision. */
    public void solve(List<Entry> entries) {
        entries.forEach(entry -> solve(entry.value()));
    }

    /**
     * Takes a number to what others can be worked out of.
     *
     * @return what to keep of it: its sketch only if it could not be worked out itself
     */
    Entry solve(GuardedValue value) {
        boolean grew = value.rests(Sight.WHOLE).sketch().filter(solved::enter).isPresent();
        return new Entry(grew ? value : value.withoutSketch());
    }

    /** Of a number that is to leave: whether something of few could be worked out with it and all that left. */
    Optional<Finding.Solves> solves(GuardedValue value, int k) {
        return value.rests(Sight.WHOLE).sketch().filter(sketch -> solved.isTooClose(sketch, k)).map(few -> new Finding.Solves());
    }

    /** These did not leave after all. */
    public void withdraw(List<Entry> entries) {
        for (Entry entry : entries) {
            whole.withdraw(entry.value().form(Sight.WHOLE));
            exact.withdraw(entry.value().form(Sight.EXACT)).ifPresent(id -> parted.remove(entry.value().form().kind(), id, entry.value().rests(Sight.EXACT)));
            standing--;
            withMissing -= entry.value().basis().isOne() ? 0 : 1;
        }
    }

    /** How many numbers it holds. */
    public int size() {
        return standing;
    }

    /** Whether this very number left. */
    boolean knows(NumberForm form) {
        return exact.id(form.exact()).isPresent();
    }

    Optional<Integer> id(Sight sight, String form) {
        return (sight == Sight.WHOLE ? whole : exact).id(form);
    }

    /** Combinations that are no finding. */
    interface Exempt {
        boolean test(Sight sight, int a, int b);
    }

    /** What a number that left rests on. */
    public Optional<Basis> basis(NumberForm form) {
        return exact.id(form.exact()).map(id -> new Basis(wholes.get(id), exact.values().value(id)));
    }

    /**
     * What of what left makes a number that did not leave too close, by either sight. A combination that rests on nobody when it is seen
     * whole does so by its form, or it would have been found there: what is left of it is missing values, and they are no condition.
     */
    Optional<Finding.Close> tooClose(GuardedValue value, int k, Exempt exempt) {
        return close(value, k, exempt, 1).stream().findFirst();
    }

    /** The same, of several combinations. */
    List<Finding.Close> close(GuardedValue value, int k, Exempt exempt, int most) {
        List<Finding.Close> found = new ArrayList<>();
        if (id(Sight.WHOLE, value.form(Sight.WHOLE)).isEmpty()) {
            whole.values().tooClose(value.rests(Sight.WHOLE), k, (a, signA, b, signB) -> exempt.test(Sight.WHOLE, a, b)
                    || goesOn(found, most, close(Sight.WHOLE, value, a, signA, b, signB)));
        }
        boolean plain = withMissing == 0 && value.basis().isOne();
        if (!plain && found.size() < most) {
            exact.values().tooClose(value.rests(Sight.EXACT), k, (a, signA, b, signB) -> isMissing(value, k, a, signA, b, signB) || exempt.test(Sight.EXACT, a, b)
                    || goesOn(found, most, close(Sight.EXACT, value, a, signA, b, signB)));
        }
        return found;
    }

    private static boolean goesOn(List<Finding.Close> found, int most, Finding.Close close) {
        if (!found.contains(close)) {
            found.add(close);
        }
        return found.size() < most;
    }

    private Finding.Close close(Sight sight, GuardedValue value, int a, int signA, int b, int signB) {
        Seen seen = sight == Sight.WHOLE ? whole : exact;
        List<Integer> ids = a == b ? List.of(a) : List.of(a, b);
        List<Integer> signs = a == b ? List.of(signA) : List.of(signA, signB);
        List<Finding.Met> met = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            met.add(new Finding.Met(seen.form(ids.get(i)), signs.get(i)));
        }
        return new Finding.Close(met, value.rests(sight).occupiedWith(ids.stream().map(seen.values()::value).toList(), signs), false);
    }

    /** Of a number that did not leave: whether it would be one too many that parts a small population. */
    Optional<Finding.Parts> parts(GuardedValue value) {
        return parted.tooOften(value.form().kind(), value.rests(Sight.EXACT));
    }

    private boolean isMissing(GuardedValue value, int k, int a, int signA, int b, int signB) {
        Fingerprint seen = value.rests(Sight.WHOLE);
        int few = Math.min(k, ReleasedValues.MOST_PERSONS);
        return a == b ? seen.fewWith(wholes.get(a), signA, few) : seen.fewWith(wholes.get(a), signA, wholes.get(b), signB, few);
    }
}
