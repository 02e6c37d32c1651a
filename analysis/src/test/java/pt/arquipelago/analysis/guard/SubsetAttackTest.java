package pt.arquipelago.analysis.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.guard.Platform.Mode;

class SubsetAttackTest {
    private static final Visits VISITS = Visits.of(6_000, 11);
    private static final Set<Object> HAVE_IT = VISITS.records().stream().filter(record -> record[5].equals("A10")).map(record -> record[Visits.PERSON]).collect(Collectors.toSet());

    /** @param guessed what guessing the same of everybody gets right of the claims */
    private record Outcome(int claims, int right, int guessed, int answered, int refused) {
        boolean recovers() {
            return right - guessed >= 3;
        }
    }

    private static Outcome run(Mode mode, int persons, Consumer<SubsetAttack> strategy) {
        List<Long> population = SubsetAttack.population(VISITS, persons).stream().map(person -> (Long) person[Visits.PERSON]).toList();
        Platform platform = new Platform(VISITS, mode, 99);
        SubsetAttack attack = new SubsetAttack(platform, population);
        strategy.accept(attack);
        List<Optional<Boolean>> claims = attack.claims();
        int claimed = 0;
        int right = 0;
        int have = 0;
        for (int i = 0; i < persons; i++) {
            if (claims.get(i).isPresent()) {
                boolean hasIt = HAVE_IT.contains(population.get(i));
                claimed++;
                right += claims.get(i).get() == hasIt ? 1 : 0;
                have += hasIt ? 1 : 0;
            }
        }
        return new Outcome(claimed, right, Math.max(have, claimed - have), attack.answered(), attack.refused());
    }

    @Test
    void halvesOfASmallPopulationEndAtTheRule() {
        Outcome outcome = run(Mode.GUARDED, 100, attack -> attack.plain(120));
        assertThat(outcome.answered()).as("it is answered at first").isBetween(4, 20);
        assertThat(outcome.recovers()).isFalse();
    }

    @Test
    void withoutTheRuleHalvesTellEverybody() {
        Outcome outcome = run(Mode.PARTED_AT_WILL, 100, attack -> attack.plain(120));
        assertThat(outcome.recovers()).isTrue();
        assertThat(outcome.right()).isGreaterThan(60);
    }

    /** A big group beside them hides how few are parted, but not that the answers can be solved for one another. */
    @Test
    void paddedHalvesEndWhereTheyCouldBeSolved() {
        Outcome outcome = run(Mode.GUARDED, 100, attack -> attack.padded(120));
        assertThat(outcome.answered()).isBetween(4, 40);
        assertThat(outcome.recovers()).isFalse();
        assertThat(run(Mode.UP_TO_TWO, 100, attack -> attack.padded(120)).right()).isEqualTo(100);
    }

    @Test
    @Tag("slow")
    void howManyHalvesItTakes() {
        for (int persons : new int[] {50, 100, 200, 400, 800}) {
            Outcome outcome = run(Mode.GUARDED, persons, attack -> attack.padded(Math.min(450, persons * 6 / 5)));
            print(persons, "padded", outcome);
        }
        for (int persons : new int[] {50, 200, 400, 800}) {
            Outcome outcome = run(Mode.GUARDED, persons, attack -> attack.plain(Math.min(450, persons * 6 / 5)));
            print(persons, "plain", outcome);
            assertThat(outcome.recovers()).isFalse();
        }
    }

    private static void print(int persons, String form, Outcome outcome) {
        System.out.printf("%d persons, %s: %d halves answered, %d refused; %d claims, %d right, where guessing is right of %d%n", persons, form, outcome.answered(), outcome.refused(),
                outcome.claims(), outcome.right(), outcome.guessed());
    }
}
