package pt.arquipelago.analysis.guard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pt.arquipelago.analysis.noise.Limits;
import pt.arquipelago.analysis.query.Kind;

/**
 * {@link NoisyWorkTest} on as large a population as memory holds, study by study: {@code main}, no test. Arguments: the number of persons, the
 * rows of a table over time and the records in a row with which one person counts.
 */
final class NoisyWorkFigures {
    private NoisyWorkFigures() {}

    public static void main(String[] arguments) {
        Visits visits = Visits.of(Integer.parseInt(arguments[0]), 23);
        Limits most = new Limits(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        Map<Kind, NoisyWorkTest.Near> all = new HashMap<>();
        for (List<Asking> study : Studies.all()) {
            NoisyWorkTest.work(visits, List.of(study), most).forEach((kind, near) -> all.merge(kind, near, NoisyWorkTest.Near::and));
            System.out.printf("%d questions more; within 5 %% of the truth so far %.1f %% of %d counts of persons, %.1f %% of %d counts of records%n", study.size(), all.get(Kind.PERSONS).share(),
                    all.get(Kind.PERSONS).all(), all.get(Kind.RECORDS).share(), all.get(Kind.RECORDS).all());
        }
    }
}
