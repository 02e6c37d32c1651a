package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NewestTest {
    @Test
    void ofEachOfManyKeysTheRowOfTheLatestTimeIsHeldAndOfOneTimeTheLastThatCame() {
        SplittableRandom random = new SplittableRandom(5);
        Newest newest = new Newest();
        Map<Long, long[]> expected = new HashMap<>();
        for (long row = 1; row <= 50_000; row++) {
            long key = random.nextInt(20_000) * (1L << 32 | 1) - 7;
            long time = random.nextInt(4) - 2;
            long thisRow = row;
            newest.put(key, time, row);
            expected.merge(key, new long[] {time, row}, (held, other) -> held[0] > time ? held : new long[] {time, thisRow});
        }
        assertThat(newest.size()).isEqualTo(expected.size()).isGreaterThan(15_000);
        expected.forEach((key, held) -> assertThat(newest.row(key)).isEqualTo(held[1]));
        assertThat(newest.row(12345)).isZero();
    }
}
