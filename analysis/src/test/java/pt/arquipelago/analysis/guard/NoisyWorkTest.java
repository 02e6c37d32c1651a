package pt.arquipelago.analysis.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.guard.Platform.Answer;
import pt.arquipelago.analysis.guard.Platform.Mode;
import pt.arquipelago.analysis.noise.Limits;
import pt.arquipelago.analysis.noise.Rho;
import pt.arquipelago.analysis.query.Kind;

/** How near to the truth the counts of honest studies come with noise: of the rows that each question would give alone, exact. */
class NoisyWorkTest {
    /** Years of a table over time, and visits in a row, that hardly anybody has more of. */
    private static final Limits USUAL = new Limits(4, 4);

    /** @param near of {@code all} counts, within 5 % of the truth */
    record Near(long near, long all) {
        double share() {
            return 100.0 * near / all;
        }

        Near and(Near other) {
            return new Near(near + other.near, all + other.all);
        }
    }

    static Map<Kind, Near> work(int persons, List<List<Asking>> studies) {
        return work(Visits.of(persons, 23), studies, USUAL);
    }

    /** @param most of one person in a table over time; where the keys are the person's own, one row */
    static Map<Kind, Near> work(Visits visits, List<List<Asking>> studies, Limits most) {
        Map<Kind, Near> found = new HashMap<>();
        for (int study = 0; study < studies.size(); study++) {
            // A permit for each study, its budget shared by its questions.
            Rho each = new Rho(Rho.of(1).billionths() / studies.get(study).size());
            NoisyPlatform platform = new NoisyPlatform(visits, Rho.of(1), each, new Limits(1, most.records()), 1_000L * study);
            NoisyPlatform byTime = new NoisyPlatform(visits, Rho.of(1), each, most, 1_000L * study + 500);
            for (Asking asking : studies.get(study)) {
                boolean overTime = asking.keys().stream().anyMatch(key -> key.expression().toString().contains("day"));
                Answer truth = new Platform(visits, Mode.OFF, 77).ask(asking);
                Map<List<Object>, List<Object>> noisy = new HashMap<>();
                (overTime ? byTime : platform).ask(asking).rows().forEach(row -> noisy.put(row.keys(), row.cells()));
                for (Platform.Row row : truth.rows()) {
                    for (int t = 0; t < asking.terms().size(); t++) {
                        Kind kind = asking.terms().get(t).kind();
                        if ((kind == Kind.PERSONS || kind == Kind.RECORDS) && row.cells().get(t) instanceof Long exact) {
                            boolean near = noisy.get(row.keys()) != null && Math.abs((Long) noisy.get(row.keys()).get(t) - exact) <= 0.05 * exact;
                            found.merge(kind, new Near(near ? 1 : 0, 1), Near::and);
                        }
                    }
                }
            }
        }
        return found;
    }

    @Test
    void aStudyOfASmallTableFindsMostCountsOfPersons() {
        assertThat(work(20_000, Studies.all().subList(0, 2)).get(Kind.PERSONS).share()).isGreaterThan(95);
    }

    @Test
    @Tag("slow")
    void aDozenStudiesFindMostCounts() {
        int[] sizes = {20_000, 200_000};
        double[] least = {85, 99};
        for (int i = 0; i < sizes.length; i++) {
            Map<Kind, Near> found = work(sizes[i], Studies.all());
            Near all = found.values().stream().reduce(new Near(0, 0), Near::and);
            System.out.printf("With noise, %,d persons: within 5 %% of the truth %.1f %% of counts of persons, %.1f %% of counts of records, %.1f %% of all%n", sizes[i], found.get(Kind.PERSONS).share(),
                    found.get(Kind.RECORDS).share(), all.share());
            assertThat(all.share()).isGreaterThanOrEqualTo(least[i]);
        }
    }
}
