package pt.arquipelago.analysis.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What can be worked out of several numbers together. */
class SubspaceTest {
    private static final Marks MARKS = new Marks(5);
    private static final int K = 10;

    private final Subspace space = new Subspace();

    private static Sketch of(IntStream persons) {
        return times(persons, 1);
    }

    private static Sketch times(IntStream persons, int each) {
        int[] cells = new int[Sketch.CELLS];
        persons.forEach(person -> cells[MARKS.sketchCell(person)] = (cells[MARKS.sketchCell(person)] + each * MARKS.weight(person)) % Sketch.PRIME);
        return Sketch.of(cells);
    }

    private static IntStream from(int first, int end) {
        return IntStream.range(first, end);
    }

    @Test
    void aNumberOfFewIsTooClose() {
        assertThat(space.isTooClose(of(from(0, K - 1)), K)).isTrue();
        assertThat(space.isTooClose(of(from(0, 2 * K)), K)).isFalse();
    }

    @Test
    void whatCanBeWorkedOutAddsNothingAndIsTooClose() {
        assertThat(space.enter(of(from(0, 100)))).isTrue();
        assertThat(space.enter(of(from(100, 200)))).isTrue();
        assertThat(space.isTooClose(of(from(0, 200)), K)).isTrue();
        assertThat(space.enter(of(from(0, 200)))).isFalse();
        assertThat(space.isTooClose(times(from(0, 100), 7), K)).as("sevenfold").isTrue();
        assertThat(space.dimensions()).isEqualTo(2);
    }

    /** Bands that overlap in few, and what they cover together. */
    @Test
    void aCombinationOfManyThatRestsOnFewIsFound() {
        int bands = 12;
        for (int band = 0; band < bands; band++) {
            Sketch next = of(from(band * 300, (band + 1) * 300 + (band == 4 ? 3 : 0)));
            assertThat(space.isTooClose(next, K)).isFalse();
            space.enter(next);
        }
        assertThat(space.isTooClose(of(from(0, bands * 300)), K)).isTrue();
        assertThat(space.isTooClose(of(from(0, bands * 300 + 50)), K)).as("with fifty more").isFalse();
    }

    /** The row that tells of few may be one that was there, with the new number taken away. */
    @Test
    void anEarlierNumberThatComesToRestOnFewIsFound() {
        space.enter(of(from(0, 500)));
        space.enter(of(IntStream.concat(from(0, 500), from(1_000, 1_400))));
        assertThat(space.isTooClose(of(from(1_000, 1_399)), K)).isTrue();
        assertThat(space.isTooClose(of(from(1_000, 1_200)), K)).isFalse();
    }

    @Test
    void nobodyIsToldBeforeThereAreAsManyNumbersAsPersons() {
        Random random = new Random(8);
        int persons = 400;
        int left = 0;
        for (int i = 0; i < 2 * persons; i++) {
            Sketch half = of(from(0, persons).filter(person -> random.nextBoolean()));
            if (!space.isTooClose(half, K)) {
                space.enter(half);
                left++;
            }
        }
        assertThat(left).as("each row is of all that are no pivot, by half").isBetween(persons / 2, persons - 2 * (K - 1));
    }

    @Test
    void itTakesNoMoreThanItCanTellApart() {
        Random random = new Random(9);
        for (int i = 0; i < 40; i++) {
            space.enter(of(from(0, 3_000).filter(person -> random.nextInt(3) > 0)));
        }
        assertThat(space.dimensions()).isEqualTo(40);
        assertThat(space.isFull()).isFalse();
        assertThat(Subspace.MOST).isLessThan(Sketch.CELLS);
    }
}
