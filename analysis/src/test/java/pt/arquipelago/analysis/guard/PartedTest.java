package pt.arquipelago.analysis.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PartedTest {
    private static final Marks MARKS = new Marks(8);

    private final Parted parted = new Parted();
    private final Random random = new Random(2);
    private int entered;

    /** Of some persons, each with its own contribution. */
    private static Fingerprint print(LongStream persons, long salt) {
        long[] cells = new long[Fingerprint.CELLS];
        persons.forEach(person -> cells[MARKS.cell(person)] += (1 + (person * 31 + salt * salt) % 97) * Fingerprint.ONE * MARKS.mark(person));
        return Fingerprint.of(cells);
    }

    private boolean leaves(String kind, Fingerprint value) {
        boolean leaves = parted.tooOften(kind, value).isEmpty();
        if (leaves) {
            parted.enter(kind, entered++, value);
        }
        return leaves;
    }

    private int halves(String kind, long from, int persons, int questions) {
        int left = 0;
        for (int i = 0; i < questions; i++) {
            left += leaves(kind, print(LongStream.range(from, from + persons).filter(person -> random.nextBoolean()), 0)) ? 1 : 0;
        }
        return left;
    }

    @Test
    void ofSomePersonsAFifthAsManyNumbersLeave() {
        assertThat(halves("PERSONS", 1_000, 200, 100)).isBetween(32, 48);
    }

    @Test
    void ofAllKindsTogetherHalfAsMany() {
        int left = 0;
        for (String kind : List.of("PERSONS", "RECORDS", "SUM cost", "SUM of an expression", "SQUARES cost")) {
            left += halves(kind, 1_000, 200, 60);
        }
        assertThat(left).isBetween(85, 115);
    }

    @Test
    void manyRowsOfFewPersonsEachAreNotParted() {
        for (int row = 0; row < 2_000; row++) {
            long from = 1_000 + 12L * row;
            assertThat(leaves("PERSONS", print(LongStream.range(from, from + 12), 0))).as("row " + row).isTrue();
        }
    }

    @Test
    void fiveNumbersOfTheSameTenPersonsLeave() {
        int left = 0;
        for (int row = 0; row < 100; row++) {
            long from = 1_000 + 10L * row;
            for (int term = 0; term < 5; term++) {
                left += leaves("SUM column" + term, print(LongStream.range(from, from + 10), term)) ? 1 : 0;
            }
        }
        assertThat(left).as("but for rows of whom three share a cell with others").isGreaterThanOrEqualTo(490);
    }

    /** Rows, and what they add up to over each key. */
    @Test
    void sumsOfRowsThatLeftAreNoneMore() {
        List<Fingerprint> rows = new ArrayList<>();
        for (int row = 0; row < 4; row++) {
            long from = 1_000 + 12L * row;
            rows.add(print(LongStream.range(from, from + 12), 0));
        }
        rows.forEach(row -> assertThat(leaves("PERSONS", row)).isTrue());
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(leaves("PERSONS", rows.get(i).plus(rows.get(j)))).isTrue();
            }
        }
    }

    @Test
    void manyRowsOfOthersDoNotHideHalves() {
        for (int row = 0; row < 1_000; row++) {
            long from = 100_000 + 15L * row;
            parted.enter("PERSONS", entered++, print(LongStream.range(from, from + 15), 0));
        }
        assertThat(halves("PERSONS", 1_000, 100, 100)).isLessThan(35);
    }

    @Test
    void whatDidNotLeaveDoesNotCount() {
        assertThat(halves("PERSONS", 1_000, 100, 100)).isLessThan(30);
        Fingerprint one = print(LongStream.range(1_000, 1_100).filter(person -> person % 3 > 0), 0);
        assertThat(parted.tooOften("PERSONS", one)).isPresent();
        Parted others = new Parted();
        List<Fingerprint> taken = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Fingerprint half = print(LongStream.range(1_000, 1_100).filter(person -> random.nextBoolean()), 0);
            taken.add(half);
            others.enter("PERSONS", i, half);
        }
        assertThat(others.tooOften("PERSONS", one)).isPresent();
        for (int i = 0; i < 30; i++) {
            others.remove("PERSONS", i, taken.get(i));
        }
        assertThat(others.tooOften("PERSONS", one)).isEmpty();
    }
}
