package pt.arquipelago.analysis.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.guard.Platform.Both;
import pt.arquipelago.analysis.guard.Platform.Mode;

/** How many rows of honest studies come back exact: of those that each question would give alone, as the first ever asked. */
class HonestWorkTest {
    private static double kept(int persons, List<List<Asking>> studies, Set<JsonNode> required, UnaryOperator<Asking> how) {
        Visits visits = Visits.of(persons, 23);
        long alone = 0;
        long kept = 0;
        for (List<Asking> study : studies) {
            Platform platform = new Platform(visits, Mode.GUARDED, 77, new History(), required);
            for (Asking asking : study) {
                Both both = platform.askBoth(how.apply(asking));
                for (int row = 0; row < both.alone().rows().size(); row++) {
                    if (both.alone().rows().get(row).cells().stream().anyMatch(cell -> cell != null)) {
                        alone++;
                        kept += both.alone().rows().get(row).equals(both.now().rows().get(row)) ? 1 : 0;
                    }
                }
            }
        }
        return 100.0 * kept / alone;
    }

    @Test
    void twoStudiesOfASmallTableGoOn() {
        assertThat(kept(6_000, Studies.all().subList(0, 2), Platform.REQUIRED, UnaryOperator.identity())).isGreaterThan(60);
    }

    @Test
    @Tag("slow")
    void aDozenStudiesKeepMostOfTheirRows() {
        int[] persons = {20_000, 200_000, 1_000_000};
        int[] studies = {12, 12, 3};
        double[] least = {60, 75, 82};
        for (int i = 0; i < persons.length; i++) {
            double kept = kept(persons[i], Studies.all().subList(0, studies[i]), Platform.REQUIRED, UnaryOperator.identity());
            System.out.printf("%,d persons, %d studies: %.1f %% of rows kept%n", persons[i], studies[i], kept);
            assertThat(kept).isGreaterThanOrEqualTo(least[i]);
        }
    }

    /** Where the form cannot know that a key is never missing, whoever asks can say so. */
    @Test
    @Tag("slow")
    void toldThatKeysAreThereMoreRowsAreKept() {
        double asked = kept(20_000, Studies.all(), Set.of(), UnaryOperator.identity());
        double advised = kept(20_000, Studies.all(), Set.of(), Studies::advised);
        System.out.printf("20,000 persons, keys that may be missing: %.1f %% of rows kept, %.1f %% with IS NOT NULL%n", asked, advised);
        assertThat(asked).isGreaterThanOrEqualTo(60);
        assertThat(advised).isGreaterThanOrEqualTo(asked + 10);
    }
}
