package pt.arquipelago.node.execution;

import java.util.Iterator;
import java.util.List;
import java.util.Random;

/** Questions on {@link Visits} as somebody asks one after the other: other keys, other terms, each of other records. */
final class EarlierQuestions implements Iterator<String> {
    private static final List<String> KEYS = List.of("region", "diagnosis", "region, b > 9", "diagnosis, CASE WHEN c < 7 THEN 'low' WHEN c < 13 THEN 'middle' ELSE 'high' END", "region, CASE WHEN c < 5 THEN 'A' WHEN c < 10 THEN 'B' WHEN c < 15 THEN 'C' ELSE 'D' END",
            "region, CASE WHEN a < 10 THEN 'few' ELSE 'many' END", "diagnosis, b < 5");
    private static final String FINE = "region, diagnosis";
    private static final List<String> TERMS = List.of("count(*) AS n", "count(*) AS n, count_if(b > 11) AS more", "count(*) AS n, sum(a) AS a", "count(*) AS n, avg(c) AS c",
            "count(*) AS n, count_if(c > 3) AS some, sum(b) AS b");
    private static final int FINE_EVERY = 12;

    private final Random random = new Random(6);
    private int asked = 0;

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public String next() {
        asked++;
        String keys = asked % FINE_EVERY == 0 ? FINE : KEYS.get(asked % KEYS.size());
        int d = 1 + random.nextInt(8);
        int e = 1 + random.nextInt(8);
        return "SELECT " + keys + ", " + TERMS.get(asked % TERMS.size()) + " FROM visits WHERE d BETWEEN " + d + " AND " + (d + 4 + random.nextInt(7))
                + " AND e BETWEEN " + e + " AND " + (e + 4 + random.nextInt(7)) + " GROUP BY " + keys;
    }
}
