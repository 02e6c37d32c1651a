package pt.arquipelago.analysis.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FingerprintSumTest {
    @Test
    void isTheSumOfWhatWasAddedFewOrManyAndInWhateverParts() {
        Random random = new Random(11);
        for (int persons : new int[] {0, 1, 5, 31, 32, 33, 64, 200, 2_000}) {
            long[] cells = new long[Fingerprint.CELLS];
            FingerprintSum[] parts = {new FingerprintSum(), new FingerprintSum(), new FingerprintSum()};
            for (int i = 0; i < persons; i++) {
                int cell = random.nextInt(Fingerprint.CELLS);
                long amount = random.nextLong();
                cells[cell] += amount;
                parts[random.nextInt(3)].add(cell, amount);
            }
            parts[0].add(parts[1]);
            parts[0].add(parts[2]);
            assertThat(parts[0].toFingerprint()).as("%d persons", persons).isEqualTo(Fingerprint.of(cells));
        }
    }
}
