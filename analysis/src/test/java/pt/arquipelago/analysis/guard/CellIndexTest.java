package pt.arquipelago.analysis.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What the index finds against every combination tried one by one. */
class CellIndexTest {
    @Property(tries = 100)
    void findsEveryOneAndEveryTwoThatHaveASum(@ForAll long seed) {
        Random random = new Random(seed);
        CellIndex index = new CellIndex();
        List<Long> sums = new ArrayList<>();
        int size = random.nextInt(300);
        int asked = random.nextInt(1 + size);
        for (int id = 0; id < size; id++) {
            sums.add(sum(sums, random));
            index.add(id, sums.get(id));
            if (id == asked) {
                compare(index, sums, sum(sums, random));
            }
        }
        for (int i = 0; i < 10; i++) {
            compare(index, sums, sum(sums, random));
        }
        for (long edge : new long[] {0, 1, -1, Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE}) {
            compare(index, sums, edge);
        }
    }

    /** Any, none, the edges of what there is, another one again, and what two others make. */
    private static long sum(List<Long> sums, Random random) {
        long any = random.nextLong();
        return switch (random.nextInt(sums.size() < 2 ? 3 : 7)) {
            case 0 -> any;
            case 1 -> random.nextInt(4) == 0 ? 0 : any;
            case 2 -> (random.nextBoolean() ? Long.MIN_VALUE : 0) + random.nextInt(5) - 2;
            case 3 -> sums.get(random.nextInt(sums.size()));
            case 4 -> -sums.get(random.nextInt(sums.size()));
            case 5 -> sums.get(random.nextInt(sums.size())) + sums.get(random.nextInt(sums.size()));
            default -> sums.get(random.nextInt(sums.size())) - sums.get(random.nextInt(sums.size()));
        };
    }

    private static void compare(CellIndex index, List<Long> sums, long sum) {
        List<Integer> ones = new ArrayList<>();
        List<Long> twos = new ArrayList<>();
        for (int a = 0; a < 2 * sums.size(); a++) {
            if (sums.get(a / 2) != 0 && signed(sums, a) == sum) {
                ones.add(a);
            }
            for (int b = 0; b < a / 2 * 2; b++) {
                if (sums.get(a / 2) != 0 && sums.get(b / 2) != 0 && signed(sums, a) + signed(sums, b) == sum) {
                    twos.add((long) a << Integer.SIZE | b);
                }
            }
        }
        assertThat(index.with(sum)).containsExactly(ones.stream().mapToInt(each -> each).toArray());
        assertThat(java.util.Arrays.stream(index.pairs(sum)).filter(pair -> (int) pair / 2 != (int) (pair >>> Integer.SIZE) / 2).toArray())
                .containsExactly(twos.stream().mapToLong(each -> each).toArray());
    }

    private static long signed(List<Long> sums, int value) {
        return value % 2 == 0 ? sums.get(value / 2) : -sums.get(value / 2);
    }
}
