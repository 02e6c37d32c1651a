package pt.arquipelago.analysis.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.noise.Limits;
import pt.arquipelago.analysis.noise.Rho;

/** The strategies of {@link Attacker}, all of one permit, answered with noise until its budget is spent. */
class NoisyCampaignTest {
    private static final Visits VISITS = Visits.of(6_000, 11);
    /** So many that always being right is beyond chance: six who are ill and alone with what is known of them, and six who are not. */
    private static final int TARGETS = 12;
    private static final double CHANCE = 0.001;
    private static final Limits LIMITS = new Limits(2, 3);

    /** By strategy: claims, those that are right, and what guessing gets right. */
    private record Outcome(Map<String, int[]> scores, int asked, int answered) {
        /** Right of three persons more than guessing, and of more than a coin would be in one of a thousand campaigns. */
        List<String> recovered() {
            return scores.entrySet().stream().filter(each -> each.getValue()[1] - each.getValue()[2] >= 3 && byCoin(each.getValue()[0], each.getValue()[1]) < CHANCE).map(Map.Entry::getKey).toList();
        }

        /** The chance that of so many claims by a coin as many are right, or more. */
        private static double byCoin(int claims, int right) {
            double chance = 0;
            double each = Math.pow(0.5, claims);
            for (int i = 0; i <= claims; i++) {
                chance += i >= right ? each : 0;
                each *= (double) (claims - i) / (i + 1);
            }
            return chance;
        }
    }

    private static Outcome run(Rho budget, Rho each, int targets) {
        NoisyPlatform platform = new NoisyPlatform(VISITS, budget, each, LIMITS, 17);
        Map<String, int[]> scores = new TreeMap<>();
        int asked = 0;
        int answered = 0;
        for (Object[] target : singled(targets)) {
            boolean ill = target[Visits.ILL].equals(1L);
            for (String strategy : new Attacker(null).strategies(target).keySet()) {
                Attacker attacker = new Attacker(platform);
                Optional<Boolean> claim = attacker.strategies(target).get(strategy).get();
                int[] score = scores.computeIfAbsent(strategy, none -> new int[4]);
                claim.ifPresent(said -> {
                    score[0]++;
                    score[1] += said == ill ? 1 : 0;
                    score[3] += ill ? 1 : 0;
                    score[2] = Math.max(score[3], score[0] - score[3]);
                });
                asked += attacker.asked();
                answered += attacker.answered();
            }
        }
        return new Outcome(scores, asked, answered);
    }

    /** Half of them ill, each alone in her region with her sex and birth year. */
    private static List<Object[]> singled(int count) {
        Map<Object, Integer> alike = new HashMap<>();
        VISITS.persons().forEach(person -> alike.merge(Attacker.known(person), 1, Integer::sum));
        List<Object[]> singled = new ArrayList<>();
        for (long ill = 0; ill <= 1; ill++) {
            long wanted = ill;
            VISITS.persons().stream().filter(person -> person[Visits.ILL].equals(wanted) && alike.get(Attacker.known(person)) == 1).limit(count / 2).forEach(singled::add);
        }
        return singled;
    }

    @Test
    void aCampaignUnderOneBudgetRecoversNobody() {
        Outcome outcome = run(Rho.of(1), Rho.of(0.0014), TARGETS);
        assertThat(outcome.asked()).isGreaterThan(500);
        assertThat(outcome.answered()).as("strategies are answered").isGreaterThan(outcome.asked() * 9 / 10);
        assertThat(outcome.scores()).hasSizeGreaterThanOrEqualTo(22);
        // The part that is one person's is no row that is shown, so that one strategy has nothing to subtract.
        assertThat(outcome.scores().values().stream().filter(score -> score[0] > 0).count()).isGreaterThanOrEqualTo(20);
        assertThat(outcome.recovered()).isEmpty();
    }

    @Test
    void whenTheBudgetIsSpentNothingMoreIsTold() {
        Outcome outcome = run(Rho.of(1), Rho.of(0.01), TARGETS);
        assertThat(outcome.answered()).isLessThan(outcome.asked());
        assertThat(outcome.recovered()).isEmpty();
    }

    /** The very same strategies, where the noise is too small to hide anybody. */
    @Test
    void withABudgetWithoutBoundMostStrategiesRecover() {
        assertThat(run(Rho.of(500_000), Rho.of(200), TARGETS).recovered()).contains("exclusion of one", "general tracker", "padding by a large group").hasSizeGreaterThan(10);
    }

    /** More persons, who are not ill most of them, under the same budget. */
    @Test
    @Tag("slow")
    void theFullCampaignRecoversNobody() {
        Outcome outcome = run(Rho.of(1), Rho.of(0.0003), 60);
        System.out.println("With noise: " + outcome.asked() + " questions, " + outcome.answered() + " answered");
        assertThat(outcome.asked()).isGreaterThan(1_500);
        assertThat(outcome.recovered()).isEmpty();
    }
}
