package pt.arquipelago.analysis.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.guard.Platform.Answer;
import pt.arquipelago.analysis.guard.Platform.Mode;

/** How many rows of honest studies come back exact: of those that each question would give alone, as the first ever asked. */
class HonestWorkTest {
    private static double kept(int persons, List<List<Asking>> studies, UnaryOperator<Asking> how) {
        Visits visits = Visits.of(persons, 23);
        long alone = 0;
        long kept = 0;
        for (List<Asking> study : studies) {
            Platform platform = new Platform(visits, Mode.GUARDED, 77);
            for (Asking asking : study) {
                Answer first = new Platform(visits, Mode.GUARDED, 77).ask(how.apply(asking));
                Answer now = platform.ask(how.apply(asking));
                for (int row = 0; row < first.rows().size(); row++) {
                    if (first.rows().get(row).cells().stream().anyMatch(cell -> cell != null)) {
                        alone++;
                        kept += first.rows().get(row).equals(now.rows().get(row)) ? 1 : 0;
                    }
                }
            }
        }
        return 100.0 * kept / alone;
    }

    @Test
    void twoStudiesOfASmallTableGoOn() {
        assertThat(kept(6_000, Studies.all().subList(0, 2), UnaryOperator.identity())).isGreaterThan(40);
    }

    @Test
    @Tag("slow")
    void aDozenStudiesKeepMostOfTheirRows() {
        int[] sizes = {20_000, 200_000};
        double[] leastAsked = {60, 68};
        double[] leastAdvised = {75, 75};
        for (int i = 0; i < sizes.length; i++) {
            double asked = kept(sizes[i], Studies.all(), UnaryOperator.identity());
            double advised = kept(sizes[i], Studies.all(), Studies::advised);
            System.out.printf("%,d persons: %.1f %% as asked, %.1f %% with IS NOT NULL beside keys%n", sizes[i], asked, advised);
            assertThat(asked).isGreaterThanOrEqualTo(leastAsked[i]);
            assertThat(advised).isGreaterThanOrEqualTo(leastAdvised[i]);
        }
    }
}
