package pt.arquipelago.node.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import pt.arquipelago.catalog.description.ValueFigures;
import pt.arquipelago.node.quality.Measurement;
import pt.arquipelago.node.quality.Measurement.Checks;
import pt.arquipelago.node.quality.Measurement.Size;
import pt.arquipelago.node.quality.Measurement.ValueCount;
import pt.arquipelago.node.quality.Targets;

/** What counts of values tell outside, with a threshold of ten persons and three prescribers. */
class RoundedValuesTest {
    private static final int K = 10;

    @Test
    void countsAreRoundedToHundreds() {
        assertThat(told(10_000, 1_000, count("sexo", "F", 5_649, 551, 40), count("sexo", "M", 4_351, 449, 40)))
                .isEqualTo(Map.of("sexo", Map.of("F", new ValueFigures(5_600, 600), "M", new ValueFigures(4_400, 400))));
    }

    @Test
    void valuesOfFewPersonsPrescribersOrRecordsAreNotThere() {
        Map<String, ValueFigures> states = told(100_000, 2_000, count("estado", "ativa", 90_000, 1_900, 40), count("estado", "anulada", 9_000, 900, 40), count("estado", "nove", 950, 9, 40),
                count("estado", "dois prescritores", 900, 300, 2), count("estado", "raro", 49, 49, 30), count("estado", "nunca", 0, 0, 0)).get("estado");
        assertThat(states).containsOnlyKeys("ativa", "anulada");
    }

    @Test
    void ofAFewPersonsNothingIsTold() {
        assertThat(told(10_000, 99, count("sexo", "F", 5_000, 60, 40), count("sexo", "M", 5_000, 39, 40))).isEmpty();
    }

    @Test
    void whereEverybodyHasTheSameSensitiveValueItIsNotTold() {
        assertThat(told(10_000, 1_000, count("causa", "tumor", 10_000, 1_000, 40), count("causa", "outra", 0, 0, 0))).isEmpty();
        assertThat(told(10_000, 1_000, count("sexo", "F", 10_000, 1_000, 40), count("sexo", "M", 0, 0, 0))).as("not sensitive").containsKey("sexo");
    }

    @Test
    void aRestThatWouldShowTakesTheSmallestWithIt() {
        assertThat(told(1_150, 1_150, count("sexo", "F", 1_149, 1_149, 40), count("sexo", "M", 1, 1, 3))).as("1,150 rounds to 1,200 and 1,149 to 1,100: somebody would be left over").isEmpty();
        assertThat(told(1_140, 1_140, count("sexo", "F", 1_139, 1_139, 40), count("sexo", "M", 1, 1, 3)).get("sexo")).containsOnlyKeys("F");
    }

    /** Somebody who knows the rules and the published numbers of table and values, but no record. */
    @Test
    void nobodyFindsOutThatFewPersonsAreLeftOver() {
        SplittableRandom random = new SplittableRandom(20261128);
        int withFew = 0;
        for (int round = 0; round < 20_000; round++) {
            List<ValueCount> counts = new ArrayList<>();
            for (int value = 0; value < 1 + random.nextInt(4); value++) {
                long persons = random.nextInt(3) == 0 ? random.nextInt(K) : random.nextInt(400);
                counts.add(count("estado", "v" + value, persons, persons, 9));
            }
            long persons = counts.stream().mapToLong(ValueCount::persons).sum();
            Map<String, ValueFigures> told = told(persons, persons, counts.toArray(ValueCount[]::new)).getOrDefault("estado", Map.of());
            long left = counts.stream().filter(count -> !told.containsKey(count.value())).mapToLong(ValueCount::persons).sum();
            long atLeast = (persons + 50) / 100 * 100 - 50 - told.values().stream().mapToLong(figures -> figures.individuals() + 49).sum();
            if (left > 0 && left < K && !told.isEmpty()) {
                withFew++;
                assertThat(atLeast).as("%s of %s", told, counts).isLessThanOrEqualTo(0);
            }
        }
        assertThat(withFew).isGreaterThan(500);
    }

    @Test
    void typicalAgesAreEndsOfBandsWithEnoughPersonsBeyond() {
        List<ValueCount> bands = List.of(band("0-4", 30), band("5-9", 30), band("40-44", 800), band("85-89", 100), band("90+", 40));
        assertThat(ages(1_000, bands)).isEqualTo(new TypicalAges(Optional.of(5), Optional.of(89)));
        assertThat(ages(1_000, List.of(band("0-4", 400), band("40-44", 500), band("90+", 100)))).as("nobody knows how old the oldest are").isEqualTo(new TypicalAges(Optional.of(0), Optional.empty()));
        assertThat(ages(199, List.of(band("0-4", 9), band("40-44", 190)))).as("one in twenty is fewer than ten").isEqualTo(TypicalAges.UNTOLD);
        assertThat(ages(1_000, List.of(count("sexo", "F", 1_000, 1_000, 9)))).isEqualTo(TypicalAges.UNTOLD);
    }

    private static TypicalAges ages(long persons, List<ValueCount> counts) {
        return TypicalAges.of(measurement(persons, persons, counts), K);
    }

    private static Map<String, Map<String, ValueFigures>> told(long rows, long persons, ValueCount... counts) {
        return new RoundedValues(measurement(rows, persons, List.of(counts)), K, Map.of("prescritor", 3), Set.of("causa", "estado")).values();
    }

    private static Measurement measurement(long rows, long persons, List<ValueCount> counts) {
        return new Measurement("source_dem", "DEM", 1, Instant.parse("2026-11-28T00:00:00Z"), new Size(rows, persons, 40, Optional.empty(), Optional.empty(), Optional.empty()), List.of(),
                Optional.empty(), new Checks(rows, rows, List.of(), List.of()), List.of(), Optional.empty(), Optional.empty(), counts, Targets.NONE, Map.of());
    }

    private static ValueCount band(String band, long persons) {
        return count("faixa_etaria", band, persons, persons, 9);
    }

    private static ValueCount count(String column, String value, long rows, long persons, long prescribers) {
        return new ValueCount(column, value, rows, persons, Map.of("prescritor", prescribers));
    }
}
