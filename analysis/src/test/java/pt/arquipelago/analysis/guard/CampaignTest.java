package pt.arquipelago.analysis.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.guard.Platform.Mode;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.analysis.query.ValueType;

/**
 * Every strategy against persons whom sex, region and birth year single out. A strategy recovers somebody if its claims are right of three
 * persons or more beyond what guessing "not ill" or "ill" of all of them gets right.
 */
class CampaignTest {
    private static final Visits VISITS = Visits.of(6_000, 11);

    private static final String[] STRATEGIES = {"another permit after a restart", "averaging of equal questions", "band edge", "bands in three parts", "cycle of five sets", "cycle of three sets", "date moved by one",
        "double tracker", "equality of sets as an oracle", "exclusion in her region", "exclusion of one", "exclusion, by FILTER", "exclusion, by records", "general tracker", "margin less parts",
        "margin less parts of two keys", "mean and deviation", "missing amounts", "number of a mean, less the others'", "padding by a large group", "persons with a value, then everybody",
        "row space of all answers", "sum with weights", "suppression as an oracle", "the same persons with fewer records", "tracker of the others", "two terms of one question",
        "values that are there, less the others'"};

    /**
     * @param recovered by strategy, of those that beat guessing; {@code claims} of all
     * @param heard how many of their questions were answered, by strategy
     */
    private record Outcome(Map<String, Integer> recovered, Map<String, Integer> claims, Map<String, Integer> heard, int asked, int answered) {}

    private static Outcome run(Mode mode, int targets, boolean oneHistory) {
        List<Object[]> persons = singled(targets);
        Map<String, int[]> right = new TreeMap<>();
        Map<String, Integer> heard = new TreeMap<>();
        int asked = 0;
        int answered = 0;
        Platform shared = new Platform(VISITS, mode, 99);
        for (Object[] target : persons) {
            for (String strategy : new Attacker(null).strategies(target).keySet()) {
                Attacker attacker = new Attacker(oneHistory ? shared : new Platform(VISITS, mode, 99));
                Optional<Boolean> claim = attacker.strategies(target).get(strategy).get();
                int[] score = right.computeIfAbsent(strategy, each -> new int[3]);
                claim.ifPresent(ill -> {
                    score[0]++;
                    score[1] += ill == isIll(target) ? 1 : 0;
                    score[2] += isIll(target) ? 1 : 0;
                });
                shared = attacker.platform();
                heard.merge(strategy, attacker.answered(), Integer::sum);
                asked += attacker.asked();
                answered += attacker.answered();
            }
        }
        Map<String, Integer> recovered = new TreeMap<>();
        Map<String, Integer> claims = new TreeMap<>();
        right.forEach((strategy, score) -> {
            claims.put(strategy, score[0]);
            int guessed = Math.max(score[2], score[0] - score[2]);
            if (score[1] - guessed >= 3) {
                recovered.put(strategy, score[1]);
            }
        });
        return new Outcome(recovered, claims, heard, asked, answered);
    }

    private static boolean isIll(Object[] person) {
        return person[Visits.ILL].equals(1L);
    }

    /** Half of them ill, each alone in her region with her sex and birth year. */
    private static List<Object[]> singled(int count) {
        Map<Object, Integer> alike = new HashMap<>();
        VISITS.persons().forEach(person -> alike.merge(Attacker.known(person), 1, Integer::sum));
        List<Object[]> singled = new ArrayList<>();
        for (boolean ill : new boolean[] {true, false}) {
            VISITS.persons().stream().filter(person -> isIll(person) == ill && alike.get(Attacker.known(person)) == 1).limit(count / 2).forEach(singled::add);
        }
        return singled;
    }

    @Test
    void aSmallCampaignRecoversNobody() {
        Outcome fresh = run(Mode.GUARDED, 8, false);
        assertThat(fresh.heard()).as("strategies that are run, and how often they are answered").containsOnlyKeys(STRATEGIES)
                .allSatisfy((strategy, answered) -> assertThat(answered).as(strategy).isPositive());
        assertThat(fresh.recovered()).isEmpty();
        assertThat(fresh.answered()).as("strategies are answered").isGreaterThan(fresh.asked() / 3);
    }

    @Test
    void withoutTheGuardMostStrategiesRecoverEverybody() {
        assertThat(run(Mode.OFF, 8, false).recovered()).containsEntry("exclusion of one", 8).containsEntry("general tracker", 8).containsEntry("margin less parts", 8)
                .containsEntry("mean and deviation", 8).containsEntry("another permit after a restart", 8).hasSizeGreaterThan(12);
    }

    @Test
    void withSetsOfPersonsInPlaceOfContributionsFewerRecordsOfTheSamePersonsLeak() {
        Object[] target = VISITS.records().stream().filter(record -> isIll(record) && VISITS.records().stream().filter(other -> other[0].equals(record[0])).count() > 1).findFirst().orElseThrow();
        Asking all = Asking.of(Asking.records()).where(Attacker.ILL);
        Asking less = all.where(Asking.not(Asking.and(Asking.eq(Asking.column("nr"), Asking.number((Long) target[0])), Asking.eq(Asking.column("day"), Asking.date((java.time.LocalDate) target[4])))));
        for (Mode mode : List.of(Mode.GUARDED, Mode.PERSON_SETS)) {
            Platform platform = new Platform(VISITS, mode, 5);
            platform.ask(all);
            boolean left = platform.ask(less).exact() == 1;
            // To sets of persons both are the same persons; a guard of sets that lets the same set pass tells the record.
            assertThat(left).as(mode.toString()).isFalse();
        }
        Platform sets = new Platform(VISITS, Mode.SETS_ALIKE, 5);
        Object first = sets.ask(all).rows().get(0).cells().get(0);
        Object second = sets.ask(less).rows().get(0).cells().get(0);
        assertThat((Long) first - (Long) second).as("her record of that day").isEqualTo(1);
    }

    /** The gate makes a branch a condition of a term; left inside a measure, one person's branch shows in the last digit of everybody's sum. */
    @Test
    void branchesLeftInsideMeasuresTellByOneQuestion() {
        List<Object[]> known = singled(40).stream().filter(person -> VISITS.records().stream().filter(other -> other[0].equals(person[0])).count() % 2 == 1).toList();
        for (Object[] target : known) {
            JsonNode hers = Asking.and(Attacker.known(target), Attacker.ILL);
            Term inside = new Term(Kind.SUM, Optional.of(Asking.choice(hers, Asking.number(1), Asking.number(2))), Optional.empty(), ValueType.BIGINT, true);
            Object sum = new Platform(VISITS, Mode.GUARDED, 5).ask(Asking.of(inside)).rows().get(0).cells().get(0);
            assertThat((Long) sum % 2 == 1).isEqualTo(isIll(target));
            assertThat(new Platform(VISITS, Mode.GUARDED, 5).ask(Asking.of(Asking.recordsIf(hers), Asking.recordsIf(Asking.not(hers)))).rows().get(0).cells()).containsOnlyNulls();
        }
        assertThat(known).hasSizeGreaterThan(8).anyMatch(CampaignTest::isIll).anyMatch(person -> !isIll(person));
    }

    @Test
    void withSamenessByDataSuppressionTells() {
        assertThat(run(Mode.SAMENESS_BY_DATA, 12, false).recovered().keySet()).contains("suppression as an oracle");
        assertThat(run(Mode.GUARDED, 12, false).recovered()).isEmpty();
    }

    @Test
    void seenWholeAloneThoseWithoutAValueHideSomebody() {
        List<Object[]> examined = singled(120).stream().filter(person -> person[Visits.LAB] != null).toList();
        for (Mode mode : List.of(Mode.WHOLE_ALONE, Mode.GUARDED)) {
            long right = examined.stream().filter(target -> new Attacker(new Platform(VISITS, mode, 99)).hiddenByMissing(target).filter(ill -> ill == isIll(target)).isPresent()).count();
            assertThat(right).as(mode.toString()).isEqualTo(mode == Mode.GUARDED ? 0 : examined.size());
        }
        assertThat(examined).hasSizeGreaterThan(10);
    }

    /** What rests on few by four released numbers or more is found only among all combinations. */
    @Test
    void againstUpToTwoAloneManyAnswersTogetherLeak() {
        assertThat(run(Mode.UP_TO_TWO, 8, false).recovered()).containsOnlyKeys("cycle of five sets", "row space of all answers");
    }

    @Test
    @Tag("slow")
    void theFullCampaignRecoversNobodyWithOneHistoryAndWithFreshOnes() {
        for (boolean oneHistory : new boolean[] {false, true}) {
            Outcome outcome = run(Mode.GUARDED, 40, oneHistory);
            System.out.println((oneHistory ? "One history: " : "A fresh history each: ") + outcome.asked() + " questions, " + outcome.answered() + " answered, recovered " + outcome.recovered()
                    + ", strategies that claimed: " + new TreeSet<>(outcome.claims().entrySet().stream().filter(each -> each.getValue() > 0).map(Map.Entry::getKey).toList()));
            assertThat(outcome.asked()).isGreaterThan(500);
            assertThat(outcome.heard()).containsOnlyKeys(STRATEGIES);
            assertThat(outcome.heard().values()).as("strategies that are answered also where all of them have one history").filteredOn(answered -> answered > 0)
                    .hasSizeGreaterThan(oneHistory ? STRATEGIES.length - 6 : STRATEGIES.length - 1);
            assertThat(outcome.recovered()).isEmpty();
        }
    }
}
