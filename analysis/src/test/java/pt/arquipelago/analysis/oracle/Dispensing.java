package pt.arquipelago.analysis.oracle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A raw record of the tests: one dispensing at one node. All but node and person may be null. */
public record Dispensing(String node, int person, String receita, String prescriber, String sex, Long region, BigDecimal cost, Long score,
        Double level, String atc, Boolean flag) {

    /**
     * Random records: NULL keys, signed scores that sometimes cancel out, zero costs, persons at several nodes, documents shared by
     * persons, a record without prescriber now and then. {@code nodes} are taken at random, so one may stay empty.
     */
    public static List<Dispensing> random(long seed, int count, int persons, List<String> nodes) {
        Random random = new Random(seed);
        List<Dispensing> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int person = random.nextInt(persons);
            all.add(new Dispensing(nodes.get(random.nextInt(nodes.size())), person,
                    maybe(random, 9, "r" + random.nextInt(count)),
                    maybe(random, 3, "m" + random.nextInt(4)),
                    maybe(random, 6, person % 2 == 0 ? "F" : "M"),
                    maybe(random, 8, (long) (person % 3)),
                    maybe(random, 5, BigDecimal.valueOf(random.nextInt(4) == 0 ? 0 : random.nextInt(5_000) - 1_000, 2)),
                    maybe(random, 5, (long) random.nextInt(5) - 2),
                    maybe(random, 5, random.nextInt(40) / 8.0),
                    maybe(random, 7, "A10B" + (char) ('A' + random.nextInt(5))),
                    maybe(random, 9, random.nextInt(3) == 0)));
        }
        return all;
    }

    private static <T> T maybe(Random random, int oneIn, T value) {
        return random.nextInt(oneIn) == 0 ? null : value;
    }
}
