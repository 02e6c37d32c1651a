package pt.arquipelago.analysis.guard;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The values that left, by their fingerprints, and whether a new one is too close to them: whether it, with up to two of them added or
 * taken away, rests on fewer than k persons, or on nobody.
 *
 * <p>Fewer than k persons leave at least one of any k disjoint parts of the cells empty. So k parts are looked at, and in each only
 * combinations that cancel there are found, by hash; all the cells then decide. Parts are as wide as they can be while the new value has
 * somebody in k of them: in a wide part strangers do not cancel by chance.
 *
 * <p>Never says that fewer than k are enough. It may call k persons fewer, where two of them share a cell.
 */
public final class ReleasedValues {
    /** More persons than this are not asked for: a difference on so many is released whatever k is. */
    public static final int MOST_PERSONS = 128;
    private static final int FEWEST_PARTS = 16;
    /** Of fewer there is nothing to be gained by more than one processor. */
    private static final int MANY = 2_000;

    private final List<Fingerprint> values = new ArrayList<>();
    private final BitSet removed = new BitSet();
    private final Map<Integer, CellIndex> parts = new HashMap<>();

    /** Combinations that are no finding. */
    interface Exempt {
        Exempt NOTHING = (a, signA, b, signB) -> false;

        /**
         * @param signA 1 if {@code a} is added, −1 if it is taken away
         * @param b the same as {@code a} if there is only one
         */
        boolean test(int a, int signA, int b, int signB);
    }

    public int size() {
        return values.size();
    }

    int add(Fingerprint value) {
        int id = values.size();
        values.add(requireNonNull(value, "value is null"));
        parts.forEach((key, index) -> index.add(id, value.part(key / Fingerprint.CELLS, key % Fingerprint.CELLS)));
        return id;
    }

    Fingerprint value(int id) {
        return values.get(id);
    }

    /** It did not leave after all. */
    void remove(int id) {
        removed.set(id);
    }

    boolean tooClose(Fingerprint value, int k, Exempt exempt) {
        return new Search(value, Math.min(k, MOST_PERSONS), exempt).finds();
    }

    private CellIndex index(int count, int part) {
        return parts.computeIfAbsent(count * Fingerprint.CELLS + part, key -> {
            CellIndex index = new CellIndex();
            for (int id = 0; id < values.size(); id++) {
                index.add(id, values.get(id).part(count, part));
            }
            return index;
        });
    }

    /** @param sum of the new value there */
    private record Part(CellIndex index, long sum) {
        long[] pairs() {
            return index.pairs(-sum);
        }
    }

    private final class Search {
        private final Fingerprint value;
        private final int k;
        private final Exempt exempt;

        Search(Fingerprint value, int k, Exempt exempt) {
            this.value = value;
            this.k = k;
            this.exempt = exempt;
        }

        boolean finds() {
            int count = FEWEST_PARTS;
            while (count < Fingerprint.CELLS && (count < k || filled(count) < k)) {
                count *= 2;
            }
            List<Part> some = new ArrayList<>();
            for (int part = 0; part < count && some.size() < k; part++) {
                if (value.part(count, part) != 0) {
                    some.add(new Part(index(count, part), value.part(count, part)));
                }
            }
            // Each part is an index of its own, so that they are looked through at once.
            IntStream each = IntStream.range(0, some.size());
            List<long[]> pairs = (values.size() < MANY ? each : each.parallel()).mapToObj(part -> some.get(part).pairs()).toList();
            for (int part = 0; part < some.size(); part++) {
                if (findsIn(some.get(part), pairs.get(part))) {
                    return true;
                }
            }
            int left = k - some.size();
            // Where the value is in fewer than k parts, some that it leaves empty are needed too.
            for (int part = 0; part < count && left > 0; part++) {
                if (value.part(count, part) == 0) {
                    left--;
                    if (findsWhereEmpty(index(count, part))) {
                        return true;
                    }
                }
            }
            return false;
        }

        private int filled(int count) {
            int filled = 0;
            for (int part = 0; part < count; part++) {
                filled += value.part(count, part) == 0 ? 0 : 1;
            }
            return filled;
        }

        private boolean findsIn(Part part, long[] pairs) {
            for (int a : part.index().with(-part.sum())) {
                if (few(a) || fewWithEmpty(part.index(), a)) {
                    return true;
                }
            }
            return findsPairs(pairs);
        }

        private boolean findsWhereEmpty(CellIndex index) {
            for (int i = 0; i < index.empties(); i++) {
                int a = 2 * index.empty(i);
                if (few(a) || few(a + 1)) {
                    return true;
                }
                for (int j = 0; j < i; j++) {
                    if (fewAnySign(index.empty(i), index.empty(j))) {
                        return true;
                    }
                }
            }
            return findsPairs(index.pairs(0));
        }

        /** One that cancels here, and another that has nothing here. */
        private boolean fewWithEmpty(CellIndex index, int a) {
            for (int i = 0; i < index.empties(); i++) {
                int b = 2 * index.empty(i);
                if (few(a, b) || few(a, b + 1)) {
                    return true;
                }
            }
            return false;
        }

        /** Two that have something here and cancel together. */
        private boolean findsPairs(long[] pairs) {
            for (long pair : pairs) {
                if (few((int) (pair >>> Integer.SIZE), (int) pair)) {
                    return true;
                }
            }
            return false;
        }

        private boolean few(int a) {
            return stands(a / 2) && value.fewWith(values.get(a / 2), sign(a), k) && !exempt.test(a / 2, sign(a), a / 2, sign(a));
        }

        private boolean few(int a, int b) {
            return a / 2 != b / 2 && stands(a / 2) && stands(b / 2)
                    && value.fewWith(values.get(a / 2), sign(a), values.get(b / 2), sign(b), k) && !exempt.test(a / 2, sign(a), b / 2, sign(b));
        }

        private boolean fewAnySign(int a, int b) {
            return value.aloneSomewhere(values.get(a), values.get(b)) < k
                    && (few(2 * a, 2 * b) || few(2 * a, 2 * b + 1) || few(2 * a + 1, 2 * b) || few(2 * a + 1, 2 * b + 1));
        }

        private boolean stands(int id) {
            return !removed.get(id);
        }

        private static int sign(int signed) {
            return signed % 2 == 0 ? 1 : -1;
        }
    }
}
