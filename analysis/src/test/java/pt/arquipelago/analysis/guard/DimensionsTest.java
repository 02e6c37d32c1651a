package pt.arquipelago.analysis.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DimensionsTest {
    private static final Random RANDOM = new Random(5);

    /** Even multiples among them, as of amounts in millionths. */
    private static Fingerprint number() {
        long[] cells = new long[Fingerprint.CELLS];
        for (int i = 0; i < 60; i++) {
            cells[RANDOM.nextInt(Fingerprint.CELLS)] += RANDOM.nextLong() * (RANDOM.nextInt(9) + 1) * Fingerprint.ONE;
        }
        return Fingerprint.of(cells);
    }

    @Test
    void numbersThatOthersAddUpToAreNoneMore() {
        Fingerprint a = number();
        Fingerprint b = number();
        Fingerprint c = number();
        Dimensions dimensions = new Dimensions();
        for (Fingerprint each : new Fingerprint[] {a, a.plus(b), b, b.plus(c).plus(c), a.plus(c), c, a, a.plus(b).plus(c)}) {
            dimensions.add(each);
        }
        assertThat(dimensions.count()).isEqualTo(3);
    }

    @Test
    void othersAreOneEach() {
        Dimensions dimensions = new Dimensions();
        for (int i = 0; i < 50; i++) {
            dimensions.add(number());
        }
        assertThat(dimensions.count()).isEqualTo(50);
    }

    @Test
    void halfASumIsNoneMoreThanTheSum() {
        Fingerprint a = number();
        Fingerprint b = number();
        Dimensions dimensions = new Dimensions();
        dimensions.add(a.plus(b).plus(a).plus(b));
        dimensions.add(a);
        dimensions.add(b);
        dimensions.add(a.plus(b));
        assertThat(dimensions.count()).isEqualTo(2);
    }
}
