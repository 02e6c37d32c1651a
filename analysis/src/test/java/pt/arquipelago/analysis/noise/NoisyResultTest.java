package pt.arquipelago.analysis.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.InvalidFormat;
import pt.arquipelago.analysis.Schemas;
import pt.arquipelago.analysis.combine.Finish;
import pt.arquipelago.analysis.combine.NoisyCombination;
import pt.arquipelago.analysis.partial.NoisyPartials;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.result.Interval;
import pt.arquipelago.analysis.result.Provenance;
import pt.arquipelago.analysis.result.ResultTable;

/** From exact sums at two institutions to the published result. */
class NoisyResultTest {
    private static final Clip YEARS = new Clip(0, 100);
    private static final int RUNS = 1_500;

    @Test
    void valuesOfInstitutionsAddUpAndTheirIntervalsHoldTheTruthAsOftenAsTheySay() {
        AggregateQuery query = Queries.by(List.of("a"), Kind.PERSONS, Kind.RECORDS, Kind.SUM, Kind.MOMENTS);
        NoisePlan plan = NoisePlan.of(query, new Limits(1, 1), Map.of(2, YEARS, 3, YEARS), Rho.of(0.02));
        double[] truth = {1_000, 1_000, 30_000, 15};
        int[] held = new int[4];
        Perturbation perturbation = new Perturbation(query, plan, new Seeded(5));
        for (int run = 0; run < RUNS; run++) {
            ResultTable result = finished(query, Map.of("one", table(perturbation, plan), "two", table(perturbation, plan)), Set.of());
            for (Interval interval : result.intervals()) {
                int number = interval.column() - 1;
                held[number] += interval.low() <= truth[number] && truth[number] <= interval.high() ? 1 : 0;
            }
            assertThat(result.rows()).hasSize(1);
        }
        double four = 4 * Math.sqrt(0.95 * 0.05 / RUNS);
        for (int number = 0; number < 4; number++) {
            assertThat(held[number] / (double) RUNS).as("number " + number).isBetween(0.95 - four, 0.95 + four);
        }
    }

    /** Institutions whose profiles declare other ranges cut, and add noise, otherwise; a deviation is of all their records all the same. */
    @Test
    void deviationsOfInstitutionsWithOtherRangesAreCombined() {
        AggregateQuery query = Queries.by(List.of("a"), Kind.PERSONS, Kind.RECORDS, Kind.SUM, Kind.MOMENTS);
        Clip longer = new Clip(0, 140);
        NoisePlan plan = NoisePlan.of(query, new Limits(1, 1), Map.of(2, YEARS, 3, YEARS), Rho.of(2));
        NoisePlan wider = NoisePlan.of(query, new Limits(1, 1), Map.of(2, longer, 3, longer), Rho.of(2));
        Perturbation one = new Perturbation(query, plan, new Seeded(7));
        Perturbation two = new Perturbation(query, wider, new Seeded(8));
        int held = 0;
        double far = 0;
        for (int run = 0; run < RUNS; run++) {
            Interval interval = finished(query, Map.of("one", table(one, plan, YEARS), "two", table(two, wider, longer)), Set.of()).intervals().get(3);
            held += interval.low() <= 15 && 15 <= interval.high() ? 1 : 0;
            far += (interval.low() + interval.high()) / 2 - 15;
        }
        // Four deviations: a false alarm in 16,000 runs, were it not for the fixed seeds.
        assertThat(held / (double) RUNS).isBetween(0.95 - 4 * Math.sqrt(0.95 * 0.05 / RUNS), 0.95 + 4 * Math.sqrt(0.95 * 0.05 / RUNS));
        assertThat(far / RUNS).isBetween(-0.02, 0.02);
    }

    /** 500 persons of one record each: ages of mean 30 and deviation 15. */
    private static NoisyTable table(Perturbation perturbation, NoisePlan plan) {
        return table(perturbation, plan, YEARS);
    }

    private static NoisyTable table(Perturbation perturbation, NoisePlan plan, Clip range) {
        double[] sums = {500, 500, 15_000, 500, 500 * (30 - range.middle()), 500 * (15 * 15 * 999.0 / 1000 + Math.pow(30 - range.middle(), 2))};
        List<Long> units = new ArrayList<>();
        for (int i = 0; i < sums.length; i++) {
            units.add(Math.round(sums[i] / plan.numbers().get(i).unit()));
        }
        return perturbation.perturbed(List.of(new BoundedRow(List.of("a"), units)).iterator());
    }

    @Test
    void aRowThatOneInstitutionDoesNotShowSaysSo() {
        AggregateQuery query = Queries.by(List.of(), Kind.PERSONS);
        NoisePlan plan = NoisePlan.of(query, new Limits(1, 1), Map.of(), Rho.of(0.5));
        ResultTable result = finished(query, Map.of("one", fixed(query, plan, Map.of("x", 100L, "y", 50L)), "two", fixed(query, plan, Map.of("x", 300L))), Set.of("three"));

        assertThat(result.rows()).containsExactly(List.of("x", 400L), List.of("y", 50L));
        assertThat(result.marks()).extracting(mark -> mark.mark()).containsExactly("nodes: 2 of 3", "nodes: 1 of 3");
        assertThat(result.notes()).contains("each person counts in at most 1 row and with at most 1 record in a row");
        Interval both = result.intervals().get(0);
        Interval one = result.intervals().get(1);
        assertThat(both.high() - both.low()).isCloseTo(Math.sqrt(2) * (one.high() - one.low()), org.assertj.core.api.Assertions.within(1e-9));
    }

    @Test
    void aNegativeCountIsShownAsItIsAndAMeanOfNobodyHasNoValue() {
        AggregateQuery query = Queries.by(List.of("x"), Kind.RECORDS, Kind.MOMENTS);
        NoisePlan plan = NoisePlan.of(query, new Limits(1, 1), Map.of(1, YEARS), Rho.of(0.5));
        NoisyTable table = new NoisyTable(query, plan, List.of(new NoisyTable.Row(List.of("x"), List.of(-3 * 256L, -256L, 5L, 5L))));

        ResultTable result = finished(query, Map.of("one", table), Set.of());
        assertThat(result.rows().get(0)).containsExactly("x", -3L, null);
        assertThat(result.marks()).extracting(mark -> mark.mark()).containsExactly("not_computable");
        assertThat(result.intervals()).extracting(Interval::column).containsExactly(1);
    }

    @Test
    void aResultIsReadAsItWasWrittenAndHasThePublishedForm() {
        AggregateQuery query = Queries.by(List.of(), Kind.PERSONS);
        NoisePlan plan = NoisePlan.of(query, new Limits(1, 1), Map.of(), Rho.of(0.5));
        ResultTable result = finished(query, Map.of("one", fixed(query, plan, Map.of("x", 100L))), Set.of());

        assertThat(ResultTable.fromJson(result.toJson())).isEqualTo(result);
        assertThat(Schemas.faults(Schemas.schema("result"), result.toJson())).isEmpty();
        assertThat(result.toCsv()).contains("_suppressed,_marks,_intervals").contains("t0: ");
        assertThat(result.provenance().repeatable()).isFalse();
    }

    @Test
    void whatAmountsAreCutToStandsInTheResultByInstitutionWhereTheyDiffer() {
        AggregateQuery query = Queries.by(List.of(), Kind.PERSONS);
        NoisePlan plan = NoisePlan.of(query, new Limits(1, 1), Map.of(), Rho.of(0.5));
        Provenance.Range days = new Provenance.Range("days", 0, 365);
        Provenance.Range cost = new Provenance.Range("cost", -0.5, 1e7);
        Provenance.Range more = new Provenance.Range("cost", 0, 1e8);
        ResultTable result = finished(query, Map.of("one", fixed(query, plan, Map.of("x", 100L)), "two", fixed(query, plan, Map.of("x", 100L))), Set.of(),
                Map.of("one", List.of(days, cost, days), "two", List.of(days, more)));

        assertThat(result.notes()).contains("each record's days is cut to 0 to 365", "each record's cost is cut to -0.5 to 10000000 at one", "each record's cost is cut to 0 to 100000000 at two");
        assertThat(ResultTable.fromJson(result.toJson())).isEqualTo(result);
        assertThat(Schemas.faults(Schemas.schema("result"), result.toJson())).isEmpty();
    }

    @Test
    void aNoisyTableTravelsAsArrowAndIsReadForItsQueryAlone() {
        AggregateQuery query = Queries.by(List.of(), Kind.PERSONS, Kind.SUM);
        NoisePlan plan = NoisePlan.of(query, new Limits(3, 2), Map.of(1, YEARS), Rho.of(0.05));
        NoisyTable table = new NoisyTable(query, plan, List.of(new NoisyTable.Row(java.util.Arrays.asList((Object) null), List.of(7L, -9L)), new NoisyTable.Row(List.of("é"), List.of(1L, 2L))));
        byte[] bytes = NoisyPartials.write(table);

        assertThat(NoisyPartials.read(bytes, query)).isEqualTo(table);
        assertThat(NoisyPartials.write(table)).isEqualTo(bytes);
        assertThatThrownBy(() -> NoisyPartials.read(bytes, Queries.by(List.of(), Kind.PERSONS))).isInstanceOf(InvalidFormat.class);
        for (int cut = 0; cut < bytes.length; cut += 37) {
            byte[] less = java.util.Arrays.copyOf(bytes, cut);
            assertThatThrownBy(() -> NoisyPartials.read(less, query)).isInstanceOf(InvalidFormat.class);
        }
    }

    private static NoisyTable fixed(AggregateQuery query, NoisePlan plan, Map<String, Long> persons) {
        List<NoisyTable.Row> rows = new ArrayList<>();
        new TreeMap<>(persons).forEach((key, number) -> rows.add(new NoisyTable.Row(List.of(key), List.of(number))));
        return new NoisyTable(query, plan, rows);
    }

    private static ResultTable finished(AggregateQuery query, Map<String, NoisyTable> tables, Set<String> silent) {
        return finished(query, tables, silent, Map.of());
    }

    private static ResultTable finished(AggregateQuery query, Map<String, NoisyTable> tables, Set<String> silent, Map<String, List<Provenance.Range>> ranges) {
        String digest = "sha256:" + "0".repeat(64);
        Map<String, Provenance.Noise> noise = new TreeMap<>();
        tables.forEach((node, table) -> noise.put(node, new Provenance.Noise(table.plan().rho().doubleValue(), table.plan().delta(), table.plan().limits().rows(), table.plan().limits().records(),
                ranges.getOrDefault(node, List.of()))));
        Provenance provenance = new Provenance("permit-1", digest, query.digest(), List.of(), Map.of(), Map.of(), Map.of(), false, noise);
        return Finish.finish(NoisyCombination.combine(query, tables, silent, false), provenance);
    }
}
