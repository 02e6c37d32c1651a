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

    /** Sparse numbers, so that a full space is made in a moment. */
    @Test
    void whenASpaceIsFullAnotherBeginsBesideIt() {
        Subspaces spaces = new Subspaces();
        int number = 0;
        for (; number <= Subspace.MOST; number++) {
            assertThat(spaces.enter(ofCells(number))).isTrue();
        }
        assertThat(spaces.isTooClose(ofCells(0), K)).as("of the full one").isTrue();
        assertThat(spaces.isTooClose(ofCells(number - 1), K)).as("of the new one").isTrue();
        Subspaces read = Subspaces.fromBytes(spaces.toBytes());
        assertThat(read.dimensions()).isEqualTo(Subspace.MOST + 1);
        assertThat(read.isTooClose(ofCells(5), K)).isTrue();
        assertThat(read.toBytes()).isEqualTo(spaces.toBytes());
    }

    /** A cell of its own and eleven that others have too. */
    private static Sketch ofCells(int number) {
        int[] cells = new int[Sketch.CELLS];
        cells[number % Sketch.CELLS] = 1 + number / Sketch.CELLS;
        Random random = new Random(number);
        for (int i = 0; i < 11; i++) {
            cells[Subspace.MOST + 1 + random.nextInt(Sketch.CELLS - Subspace.MOST - 1)] = 1 + random.nextInt(Sketch.PRIME - 1);
        }
        return Sketch.of(cells);
    }
}
