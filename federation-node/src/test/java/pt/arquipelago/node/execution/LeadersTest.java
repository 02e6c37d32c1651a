package pt.arquipelago.node.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.measured.Concentration;

/** What leaders tell of single persons is so, however records are parted and merged. */
class LeadersTest {
    private static final int GROUPS = 8;

    @Test
    void decidesAsEachPersonsOwnTotalDoes() {
        Random random = new Random(5);
        int[] told = new int[2];
        for (int run = 0; run < 4_000; run++) {
            Map<Long, Double> own = new HashMap<>();
            Leaders all = leaders(random, own, true);
            double total = own.values().stream().mapToDouble(Double::doubleValue).sum();
            boolean within = counted(own, total).isWithinLimits();
            Optional<Concentration> decided = all.decided(total);
            decided.ifPresent(concentration -> {
                assertThat(concentration.isWithinLimits()).isEqualTo(within);
                assertThat(concentration.largest()).isGreaterThanOrEqualTo(counted(own, total).largest());
                told[within ? 1 : 0]++;
            });
        }
        assertThat(told[0]).isGreaterThan(500);
        assertThat(told[1]).isGreaterThan(500);
    }

    @Test
    void doesNotTellWhoIsBeyondTheLimitsByAmountsThatMayBeTooLarge() {
        Random random = new Random(6);
        for (int run = 0; run < 500; run++) {
            Map<Long, Double> own = new HashMap<>();
            double total = 1;
            leaders(random, own, false).decided(total).ifPresent(concentration -> assertThat(concentration.isWithinLimits()).isTrue());
        }
    }

    @Test
    void leavesOpenWhatIsJustOnTheLimit() {
        Leaders half = new Leaders(GROUPS, true);
        half.add(0, 1, 50);
        for (int person = 2; person < 7; person++) {
            half.add(person, person, 10);
        }
        assertThat(half.decided(100)).isEmpty();
        half.add(0, 1, 1);
        assertThat(half.decided(101)).get().returns(false, Concentration::isWithinLimits);
    }

    @Test
    void whatIsNotFiniteIsNotDecided() {
        for (double odd : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            Leaders leaders = new Leaders(GROUPS, true);
            leaders.add(0, 1, odd);
            leaders.add(1, 2, 3);
            assertThat(leaders.decided(odd)).isEmpty();
        }
    }

    /** Few persons in each group, one of them often with most of it; records come in any order, to three parts. */
    private static Leaders leaders(Random random, Map<Long, Double> own, boolean certain) {
        List<long[]> records = new ArrayList<>();
        int persons = 2 + random.nextInt(30);
        int most = random.nextInt(3) == 0 ? random.nextInt(200) : 1;
        for (long person = 0; person < persons; person++) {
            for (int i = 0; i < 1 + random.nextInt(4) + (person == 3 ? most : 0) + (person == 5 ? most / 2 : 0); i++) {
                records.add(new long[] {person, random.nextInt(20)});
            }
        }
        Collections.shuffle(records, random);
        List<Leaders> parts = List.of(new Leaders(GROUPS, certain), new Leaders(GROUPS, certain), new Leaders(GROUPS, certain));
        for (long[] record : records) {
            parts.get(random.nextInt(3)).add((int) (record[0] % GROUPS), record[0], record[1]);
            own.merge(record[0], (double) record[1], Double::sum);
        }
        parts.get(0).merge(parts.get(1));
        parts.get(0).merge(parts.get(2));
        return parts.get(0);
    }

    private static Concentration counted(Map<Long, Double> own, double total) {
        return Concentration.ofGroups(own.values().stream().mapToDouble(Double::doubleValue).toArray(), total);
    }
}
