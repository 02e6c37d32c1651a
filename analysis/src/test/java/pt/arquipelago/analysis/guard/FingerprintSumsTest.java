package pt.arquipelago.analysis.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FingerprintSumsTest {
    private static final int NUMBERS = 3;

    @Test
    void areTheSumsOfWhatWasAddedFewOrManyAndInWhateverParts() {
        Random random = new Random(11);
        for (int persons : new int[] {0, 1, 5, 31, 32, 33, 64, 200, 2_000}) {
            long[][] cells = new long[NUMBERS][Fingerprint.CELLS];
            FingerprintSums[] parts = {new FingerprintSums(NUMBERS), new FingerprintSums(NUMBERS), new FingerprintSums(NUMBERS)};
            for (int i = 0; i < persons; i++) {
                int cell = random.nextInt(Fingerprint.CELLS);
                FingerprintSums part = parts[random.nextInt(3)];
                int at = part.at(cell);
                for (int number = 0; number < NUMBERS; number++) {
                    long amount = random.nextLong();
                    cells[number][cell] += amount;
                    part.add(at, number, amount);
                }
            }
            parts[0].add(parts[1]);
            parts[0].add(parts[2]);
            for (int number = 0; number < NUMBERS; number++) {
                assertThat(parts[0].toFingerprint(number)).as("%d persons, number %d", persons, number).isEqualTo(Fingerprint.of(cells[number]));
            }
        }
    }
}
