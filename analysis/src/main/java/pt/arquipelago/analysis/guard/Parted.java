package pt.arquipelago.analysis.guard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether numbers that left part one small population again and again: whether those that rest on some n persons and nobody else, the new
 * one among them, have more than n/5 dimensions if they are of one kind, or more than n/2 together. Fewer leave very many ways in which
 * the answers can have come about.
 *
 * <p>The population is looked for from the new number on: its cells, and then those of the released number that shares most cells with
 * them beyond chance, and so on, until the cells are too full to tell how many persons are in them (some 800). What seems to lie within
 * by chance alone is not counted. How many persons are in the cells is an estimate that hangs on a secret hash, good to some of them: so
 * nobody can tell from the moment of a refusal whether one person more is there.
 */
final class Parted {
    private static final double OF_ONE_KIND = 5;
    private static final double OF_ALL_KINDS = 2;
    /** In more cells than this nobody can tell how many persons are. */
    private static final int FULL = 245;
    private static final int MOST_STEPS = 32;
    /** Squared deviations from chance by which two numbers share persons. */
    private static final double SHARED = 6.25;
    private static final int WORDS = Fingerprint.CELLS / Long.SIZE;

    private final Map<String, Numbers> kinds = new HashMap<>();
    private final Numbers all = new Numbers();

    void enter(String kind, int id, Fingerprint value) {
        if (looksAt(kind, value)) {
            kinds.computeIfAbsent(kind, none -> new Numbers()).enter(id, value);
            all.enter(id, value);
        }
    }

    void remove(String kind, int id, Fingerprint value) {
        if (looksAt(kind, value)) {
            kinds.get(kind).remove(id);
            all.remove(id);
        }
    }

    Optional<Finding.Parts> tooOften(String kind, Fingerprint value) {
        if (!looksAt(kind, value)) {
            return Optional.empty();
        }
        Optional<Finding.Parts> ofOne = kinds.containsKey(kind) ? kinds.get(kind).tooOften(value, OF_ONE_KIND) : Optional.empty();
        return ofOne.or(() -> all.tooOften(value, OF_ALL_KINDS));
    }

    /** A sum of numbers that are looked at is no dimension. */
    private static boolean looksAt(String kind, Fingerprint value) {
        return !kind.isEmpty() && value.occupied() <= FULL;
    }

    /** How many persons leave so many cells occupied. */
    static double persons(int occupied) {
        return -Fingerprint.CELLS * Math.log(1 - (double) occupied / Fingerprint.CELLS);
    }

    /** The occupied cells of all numbers one after the other. */
    private static final class Numbers {
        private final List<Fingerprint> values = new ArrayList<>();
        private int[] ids = new int[16];
        private int[] occupied = new int[16];
        private long[] cells = new long[16 * WORDS];

        void enter(int id, Fingerprint value) {
            int at = values.size();
            if (at == ids.length) {
                ids = Arrays.copyOf(ids, 2 * at);
                occupied = Arrays.copyOf(occupied, 2 * at);
                cells = Arrays.copyOf(cells, 2 * at * WORDS);
            }
            values.add(value);
            put(at, id, value);
        }

        private void put(int at, int id, Fingerprint value) {
            values.set(at, value);
            ids[at] = id;
            occupied[at] = value.occupied();
            value.copyOccupied(cells, at * WORDS);
        }

        void remove(int id) {
            for (int at = values.size() - 1; at >= 0; at--) {
                if (ids[at] == id) {
                    int last = values.size() - 1;
                    put(at, ids[last], values.get(last));
                    values.remove(last);
                    return;
                }
            }
        }

        Optional<Finding.Parts> tooOften(Fingerprint value, double personsEach) {
            long[] population = new long[WORDS];
            value.copyOccupied(population, 0);
            for (int step = 0; step < MOST_STEPS; step++) {
                int size = 0;
                for (long word : population) {
                    size += Long.bitCount(word);
                }
                double most = Math.ceil(persons(size) / personsEach);
                if (size > FULL || values.size() + 1 <= most) {
                    return Optional.empty();
                }
                Look look = look(population, size);
                double least = most + look.chance + 3 * Math.sqrt(look.chance);
                int dimensions = look.within.size() + 1 > least ? dimensions(value, look.within) : 0;
                if (dimensions > least) {
                    return Optional.of(new Finding.Parts((int) Math.round(persons(size)), dimensions));
                }
                if (look.nearest < 0) {
                    return Optional.empty();
                }
                for (int i = 0; i < WORDS; i++) {
                    population[i] |= cells[look.nearest * WORDS + i];
                }
            }
            return Optional.empty();
        }

        private Look look(long[] population, int size) {
            double share = (double) size / Fingerprint.CELLS;
            double[] chances = new double[Fingerprint.CELLS + 1];
            chances[0] = 1;
            for (int i = 1; i < chances.length; i++) {
                chances[i] = chances[i - 1] * share;
            }
            Look look = new Look();
            double furthest = SHARED * share * (1 - share);
            for (int at = 0; at < values.size(); at++) {
                int shared = 0;
                for (int i = 0; i < WORDS; i++) {
                    shared += Long.bitCount(population[i] & cells[at * WORDS + i]);
                }
                look.chance += chances[occupied[at]];
                double beyond = shared - occupied[at] * share;
                if (shared == occupied[at]) {
                    look.within.add(at);
                } else if (beyond > 0 && beyond * beyond > furthest * occupied[at]) {
                    furthest = beyond * beyond / occupied[at];
                    look.nearest = at;
                }
            }
            return look;
        }

        private int dimensions(Fingerprint value, List<Integer> within) {
            Dimensions dimensions = new Dimensions();
            dimensions.add(value);
            within.forEach(at -> dimensions.add(values.get(at)));
            return dimensions.count();
        }
    }

    /** What released numbers are to a population. */
    private static final class Look {
        /** Those that rest on nobody else, as far as the cells tell. */
        private final List<Integer> within = new ArrayList<>();
        /** How many would seem to if they had nobody in common with it. */
        private double chance;
        /** Which of the others shares most with it beyond chance; −1 for none. */
        private int nearest = -1;
    }
}
