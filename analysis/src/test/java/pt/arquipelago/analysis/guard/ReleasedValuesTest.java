package pt.arquipelago.analysis.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The search by parts against every combination tried one by one, on the contributions themselves. */
class ReleasedValuesTest {
    private static final int K = 10;

    @Property(tries = 60)
    void findsWhateverRestsOnFewerThanK(@ForAll long seed) {
        Random random = new Random(seed);
        Marks marks = new Marks(random.nextLong());
        ReleasedValues released = new ReleasedValues();
        List<Map<Long, Long>> vectors = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Map<Long, Long> vector = near(vectors, random);
            if (vector.size() < K) {
                continue;
            }
            int least = least(vector, vectors);
            boolean tooClose = released.tooClose(print(vector, marks), K, ReleasedValues.Exempt.NOTHING);
            if (least < K) {
                assertThat(tooClose).as("rests on " + least).isTrue();
            } else if (least > K + 5) {
                assertThat(tooClose).as("rests on " + least).isFalse();
            }
            if (!tooClose) {
                released.add(print(vector, marks));
                vectors.add(vector);
            }
        }
    }

    @Test
    void whatWasRemovedIsNotFound() {
        Marks marks = new Marks(3);
        ReleasedValues released = new ReleasedValues();
        Map<Long, Long> all = range(0, 500);
        int id = released.add(print(all, marks));
        assertThat(released.tooClose(print(range(0, 499), marks), K, ReleasedValues.Exempt.NOTHING)).isTrue();
        released.remove(id);
        assertThat(released.tooClose(print(range(0, 499), marks), K, ReleasedValues.Exempt.NOTHING)).isFalse();
    }

    @Test
    void aFingerprintComesBackFromItsBytes() {
        Fingerprint some = print(range(0, 30), new Marks(9));
        assertThat(Fingerprint.fromBytes(some.toBytes())).isEqualTo(some);
        assertThat(some.toBytes().length).isLessThan(8 * 4 + 8 * 31);
    }

    /** Ranges, unions and differences of what left, more or less a few: what an attacker would make. */
    private static Map<Long, Long> near(List<Map<Long, Long>> vectors, Random random) {
        Map<Long, Long> vector = new HashMap<>();
        if (vectors.isEmpty() || random.nextInt(3) == 0) {
            int from = random.nextInt(150);
            vector.putAll(range(from, from + 8 + random.nextInt(random.nextBoolean() ? 10 : 200)));
        } else {
            vector.putAll(vectors.get(random.nextInt(vectors.size())));
            if (random.nextBoolean()) {
                int sign = random.nextBoolean() ? 1 : -1;
                vectors.get(random.nextInt(vectors.size())).forEach((person, x) -> vector.merge(person, sign * x, Long::sum));
            }
        }
        int few = random.nextInt(25);
        for (int i = 0; i < few; i++) {
            vector.merge((long) random.nextInt(300), random.nextBoolean() ? 1L : -1L, Long::sum);
        }
        vector.values().removeIf(x -> x == 0);
        return vector;
    }

    private static int least(Map<Long, Long> value, List<Map<Long, Long>> vectors) {
        int least = value.size();
        for (int i = 0; i < vectors.size(); i++) {
            for (int a = -1; a <= 1; a += 2) {
                Map<Long, Long> one = sum(value, vectors.get(i), a);
                least = Math.min(least, one.size());
                for (int j = 0; j < i; j++) {
                    least = Math.min(least, Math.min(sum(one, vectors.get(j), 1).size(), sum(one, vectors.get(j), -1).size()));
                }
            }
        }
        return least;
    }

    private static Map<Long, Long> sum(Map<Long, Long> a, Map<Long, Long> b, int sign) {
        Map<Long, Long> sum = new HashMap<>(a);
        b.forEach((person, x) -> sum.merge(person, sign * x, Long::sum));
        sum.values().removeIf(x -> x == 0);
        return sum;
    }

    private static Map<Long, Long> range(int from, int to) {
        Map<Long, Long> range = new HashMap<>();
        for (long person = from; person < to; person++) {
            range.put(person, 1L);
        }
        return range;
    }

    private static Fingerprint print(Map<Long, Long> vector, Marks marks) {
        long[] cells = new long[Fingerprint.CELLS];
        vector.forEach((person, x) -> cells[marks.cell(person)] += x * Fingerprint.ONE * marks.mark(person));
        return Fingerprint.of(cells);
    }
}
