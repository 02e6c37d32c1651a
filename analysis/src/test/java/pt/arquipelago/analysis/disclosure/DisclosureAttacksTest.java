package pt.arquipelago.analysis.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pt.arquipelago.analysis.Questions.call;
import static pt.arquipelago.analysis.Questions.key;
import static pt.arquipelago.analysis.Questions.literal;
import static pt.arquipelago.analysis.Questions.measure;
import static pt.arquipelago.analysis.Questions.moments;
import static pt.arquipelago.analysis.Questions.query;
import static pt.arquipelago.analysis.Questions.records;
import static pt.arquipelago.analysis.Questions.recordsOf;
import static pt.arquipelago.analysis.Questions.recordsWhere;
import static pt.arquipelago.analysis.Questions.sum;
import static pt.arquipelago.analysis.Questions.sumWhere;
import static pt.arquipelago.analysis.Questions.t;
import static pt.arquipelago.analysis.Questions.values;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.InvalidFormat;
import pt.arquipelago.analysis.measured.Concentration;
import pt.arquipelago.analysis.measured.MeasuredRow;
import pt.arquipelago.analysis.measured.MeasuredTable;
import pt.arquipelago.analysis.measured.MeasuredTerm;
import pt.arquipelago.analysis.measured.ProtectedSupport;
import pt.arquipelago.analysis.measured.SupportedValue;
import pt.arquipelago.analysis.partial.ArrowPartials;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.partial.PartialCell.Released;
import pt.arquipelago.analysis.partial.PartialCell.Suppressed;
import pt.arquipelago.analysis.partial.PartialRow;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.partial.Reason;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Moments;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.analysis.query.ValueType;

/** Each rule stands between an attack and its success: with the rule left out the attack works, with it the attack fails. */
class DisclosureAttacksTest {
    private static final Thresholds THRESHOLDS = Thresholds.defaults();
    private static final Concentration EVEN = Concentration.counted(1, 1, 10);
    private static final ValueType MONEY = ValueType.decimal(20, 2);

    private static AggregateQuery asking(Term... terms) {
        return query(List.of(key("icpc", ValueType.STRING)), List.of(terms), List.of(measure("x", terms[0].finishedType(), t(0))));
    }

    /** Spread evenly over its persons. */
    private static MeasuredTerm term(Object value, int persons, int rest, ProtectedSupport... others) {
        return new MeasuredTerm(value, persons, rest, List.of(others), List.of(EVEN));
    }

    private static MeasuredTable table(AggregateQuery query, int persons, MeasuredTerm... terms) {
        return table(query, persons, List.of(), terms);
    }

    private static MeasuredTable table(AggregateQuery query, int persons, List<Integer> elsewhere, MeasuredTerm... terms) {
        List<MeasuredTerm> fitting = new java.util.ArrayList<>();
        for (int i = 0; i < terms.length; i++) {
            boolean even = terms[i].concentrations().equals(List.of(EVEN));
            fitting.add(even ? terms[i].with(java.util.Collections.nCopies(query.terms().get(i).kind().numbers(), EVEN)) : terms[i]);
        }
        return new MeasuredTable(query, List.of(new MeasuredRow(List.of("T90"), persons, fitting, elsewhere)));
    }

    private static PartialTable without(Class<? extends Rule> rule, MeasuredTable measured) {
        return new DisclosureControl(DisclosureControl.ALL_RULES.stream().filter(one -> !rule.isInstance(one)).toList()).apply(measured, THRESHOLDS);
    }

    private static PartialTable checked(MeasuredTable measured) {
        return DisclosureControl.check(measured, THRESHOLDS);
    }

    private static PartialCell cell(PartialTable table, int index) {
        return table.rows().get(0).cells().get(index);
    }

    private static AggregateQuery line() {
        return query(List.of(key("icpc", ValueType.STRING)), List.of(moments("age"), moments("cost"), sum("age * cost", ValueType.DOUBLE)),
                List.of(measure("slope", ValueType.DOUBLE, call("slope", ValueType.DOUBLE, t(0), t(1), t(2)))));
    }

    /** Who knows all but two of a dozen persons is left with four unknowns, and number, means, spreads and products say five things of them. */
    @Test
    void aLineThroughADozenLeavesNothingUnsaidOfTheLastTwo() {
        MeasuredTable dozen = table(line(), 12, term(new Moments(12, 60, 900), 12, 0), term(new Moments(12, 80, 400), 12, 0), term(57_800.0, 12, 0));
        assertThat(without(Saturation.class, dozen).rows().get(0).cells()).hasOnlyElementsOfType(Released.class);
        assertThat(checked(dozen).rows().get(0).cells()).containsOnly(new Suppressed(Reason.SATURATION));
        assertThat(Reason.SATURATION.outside()).isEqualTo(Reason.DISCLOSURE);
    }

    @Test
    void aLineNeedsTwentyPersonsBehindEachOfItsTerms() {
        assertThat(checked(table(line(), 20, term(new Moments(20, 60, 900), 20, 0), term(new Moments(20, 80, 400), 20, 0), term(96_100.0, 20, 0))).rows().get(0).cells())
                .hasOnlyElementsOfType(Released.class);
        assertThat(checked(table(line(), 20, term(new Moments(20, 60, 900), 20, 0), term(new Moments(20, 80, 400), 20, 0), term(96_100.0, 19, 0))).rows().get(0).cells().get(2))
                .isEqualTo(new Suppressed(Reason.SATURATION));
        AggregateQuery spread = query(List.of(key("icpc", ValueType.STRING)), List.of(moments("age")), List.of(measure("sd", ValueType.DOUBLE, call("stddev-pop", ValueType.DOUBLE, t(0)))));
        assertThat(cell(checked(table(spread, 12, term(new Moments(12, 60, 900), 12, 0))), 0)).as("no line").isInstanceOf(Released.class);
    }

    /** One person far from all others draws the line through himself: his own value is read off it. */
    @Test
    void whoMakesUpMostOfASpreadDrawsTheLineAlone() {
        Concentration alone = Concentration.counted(6, 1, 10);
        MeasuredTerm age = new MeasuredTerm(new Moments(30, 60, 900), 30, 0, List.of(), List.of(EVEN, EVEN, alone));
        MeasuredTable drawn = table(line(), 30, age, term(new Moments(30, 80, 400), 30, 0), term(144_100.0, 30, 0));
        assertThat(cell(without(Dominance.class, drawn), 0)).isInstanceOf(Released.class);
        assertThat(cell(checked(drawn), 0)).isEqualTo(new Suppressed(Reason.DOMINANCE));
    }

    @Test
    void theAccessBodyRefusesALineThroughFewerThanTwentyRecords() {
        PartialTable few = new PartialTable(line(), List.of(new PartialRow(List.of("T90"), List.of(new Released(new Moments(19, 60, 900), 10), new Released(new Moments(19, 80, 400), 10), new Released(9.0, 10)))));
        assertThatThrownBy(() -> DisclosureControl.recheck(few, THRESHOLDS)).isInstanceOf(InvalidFormat.class);
    }

    @Test
    void theKeysOfARowTellThatSomebodyHasARareDiagnosis() {
        MeasuredTable rare = table(asking(records()), 1, term(2L, 1, 0));
        assertThat(without(RowsOfFew.class, rare).rows()).extracting(PartialRow::keys).containsExactly(List.of("T90"));
        assertThat(checked(rare).rows()).isEmpty();
    }

    @Test
    void aConditionPicksOnePersonOutOfALargeRow() {
        MeasuredTable picked = table(asking(sumWhere("cost", MONEY, "birth_year = 1931")), 10, term(new BigDecimal("812.40"), 1, 10));
        assertThat(cell(without(CellsOfFew.class, picked), 0)).isEqualTo(new Released(new BigDecimal("812.40"), 10));
        assertThat(cell(checked(picked), 0)).isEqualTo(new Suppressed(Reason.THRESHOLD));
    }

    @Test
    void personsWithZeroHideNobody() {
        MeasuredTable padded = table(asking(sum("cost", MONEY), records()), 10, term(new BigDecimal("812.40"), 1, 0), term(60L, 10, 0));
        assertThat(cell(without(CellsOfFew.class, padded), 0)).isInstanceOf(Released.class);
        assertThat(checked(padded).rows().get(0).cells()).containsExactly(new Suppressed(Reason.THRESHOLD), new Released(60L, 10));
    }

    @Test
    void anAverageNeedsPersonsWithAValueAndPersonsWithOneOtherThanZero() {
        AggregateQuery average = asking(sum("cost", MONEY), recordsOf("cost"));
        BigDecimal cost = new BigDecimal("9.00");
        assertThat(cell(checked(table(average, 10, term(cost, 9, 0), term(40L, 10, 0))), 0)).isEqualTo(new Suppressed(Reason.THRESHOLD));
        assertThat(cell(checked(table(average, 10, term(cost, 9, 0), term(40L, 9, 0))), 1)).isEqualTo(new Suppressed(Reason.THRESHOLD));
        assertThat(checked(table(average, 10, term(cost, 10, 0), term(40L, 10, 0))).rows().get(0).cells())
                .containsExactly(new Released(cost, 10), new Released(40L, 10));
    }

    @Test
    void theRowLessAllButOneIsThatOne() {
        MeasuredTable allButOne = table(asking(records(), recordsWhere("hiv IS NULL OR NOT hiv")), 10, term(50L, 10, 0), term(49L, 10, 1));
        assertThat(cell(without(RestsOfFew.class, allButOne), 1)).isEqualTo(new Released(49L, 10));
        assertThat(checked(allButOne).rows().get(0).cells()).containsExactly(new Released(50L, 10), new Suppressed(Reason.REST));
    }

    @Test
    void anEmptyRestAndASmallOneLookAlikeUnlessTheFormOfTheQuestionSaysThatItIsEmpty() {
        AggregateQuery conditioned = asking(recordsWhere("age < 200"));
        byte[] none = ArrowPartials.write(checked(table(conditioned, 10, term(50L, 10, 0))));
        byte[] few = ArrowPartials.write(checked(table(conditioned, 10, term(50L, 10, 9))));
        assertThat(none).isEqualTo(few);
        assertThat(cell(checked(table(asking(recordsOf("age")), 10, term(50L, 10, 0))), 0)).isEqualTo(new Released(50L, 10));
    }

    @Test
    void thePatientsOfOnePrescriberTellOfThePrescriber() {
        AggregateQuery question = asking(records());
        MeasuredTable oneDoctor = table(question, 10, term(300L, 10, 0, new ProtectedSupport("professional", 2, 9)));
        assertThat(cell(without(OtherProtectedPersons.class, oneDoctor), 0)).isEqualTo(new Released(300L, 10));
        assertThat(cell(checked(oneDoctor), 0)).isEqualTo(new Suppressed(Reason.PROTECTED_PERSONS));
        for (ProtectedSupport enough : List.of(new ProtectedSupport("professional", 3, 0), new ProtectedSupport("professional", 0, 10))) {
            assertThat(cell(checked(table(question, 10, term(300L, 10, 0, enough))), 0)).isEqualTo(new Released(300L, 10));
        }
    }

    @Test
    void aSumOfManyThatIsNearlyOnePersonsTellsThatPersons() {
        AggregateQuery question = asking(sum("cost", MONEY));
        BigDecimal all = new BigDecimal("812.40");
        MeasuredTable one = table(question, 10, term(all, 10, 0).with(List.of(Concentration.counted(51, 1, 100))));
        assertThat(cell(without(Dominance.class, one), 0)).isEqualTo(new Released(all, 10));
        assertThat(cell(checked(one), 0)).isEqualTo(new Suppressed(Reason.DOMINANCE));
        MeasuredTable two = table(question, 10, term(all, 10, 0).with(List.of(Concentration.counted(46, 40, 100))));
        assertThat(cell(without(Dominance.class, two), 0)).isEqualTo(new Released(all, 10));
        assertThat(cell(checked(two), 0)).isEqualTo(new Suppressed(Reason.DOMINANCE));
        MeasuredTable spread = table(question, 10, term(all, 10, 0).with(List.of(Concentration.counted(50, 35, 100))));
        assertThat(cell(checked(spread), 0)).isEqualTo(new Released(all, 10));
    }

    @Test
    void aSpreadIsTestedByItsNumberItsAmountsAndItsDistancesFromTheMean() {
        AggregateQuery question = query(List.of(key("icpc", ValueType.STRING)), List.of(moments("level")),
                List.of(measure("n", ValueType.BIGINT, literal(1L, ValueType.BIGINT))));
        Moments outlier = new Moments(20, 10, 900);
        Concentration far = Concentration.counted(880, 5, 900);
        for (List<Concentration> numbers : List.of(List.of(EVEN, EVEN, far), List.of(EVEN, far, EVEN), List.of(far, EVEN, EVEN))) {
            assertThat(cell(checked(table(question, 20, term(outlier, 20, 0).with(numbers))), 0)).isEqualTo(new Suppressed(Reason.DOMINANCE));
        }
        assertThat(cell(checked(table(question, 20, term(outlier, 20, 0))), 0)).isEqualTo(new Released(outlier, 10));
    }

    @Test
    void noSpreadAtAllTellsThatEverybodyHasTheMean() {
        AggregateQuery question = query(List.of(key("icpc", ValueType.STRING)), List.of(moments("level")),
                List.of(measure("n", ValueType.BIGINT, literal(1L, ValueType.BIGINT))));
        MeasuredTerm same = term(new Moments(20, 10, 0), 20, 0).with(List.of(EVEN, EVEN, Concentration.counted(0, 0, 0)));
        assertThat(cell(without(Dominance.class, table(question, 20, same)), 0)).isInstanceOf(Released.class);
        assertThat(cell(checked(table(question, 20, same)), 0)).isEqualTo(new Suppressed(Reason.DOMINANCE));
    }

    @Test
    void whatIsNotFiniteDoesNotPassForSpread() {
        AggregateQuery question = asking(sum("level", ValueType.DOUBLE));
        for (double odd : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            MeasuredTerm term = term(odd, 10, 0).with(List.of(Concentration.ofGroups(new double[] {1, odd, 1, 1})));
            assertThat(cell(checked(table(question, 10, term)), 0)).isEqualTo(new Suppressed(Reason.DOMINANCE));
        }
    }

    @Test
    void aBoundClearsACellAndNeverASmallerOne() {
        AggregateQuery question = asking(sum("cost", MONEY));
        BigDecimal all = new BigDecimal("812.40");
        MeasuredTable cleared = table(question, 10, term(all, 10, 0).with(List.of(Concentration.ofGroups(new double[] {30, 24, 26, 20}))));
        assertThat(DisclosureControl.undecided(cleared, THRESHOLDS)).isEmpty();
        assertThat(cell(checked(cleared), 0)).isEqualTo(new Released(all, 10));
        MeasuredTable open = table(question, 10, term(all, 10, 0).with(List.of(Concentration.ofGroups(new double[] {60, 10, 10, 20}))));
        assertThat(DisclosureControl.undecided(open, THRESHOLDS)).isEqualTo(Map.of(0, List.of(0)));
        assertThat(cell(checked(open), 0)).isEqualTo(new Suppressed(Reason.DOMINANCE));
        MeasuredTable absent = table(question, 9, term(all, 9, 0).with(List.of(Concentration.unknown(100))));
        assertThat(DisclosureControl.undecided(absent, THRESHOLDS)).isEmpty();
    }

    @Test
    void aRowThatEverybodyIsInTellsTheDiagnosisOfEachOfThem() {
        MeasuredTable full = table(asking(records()), 50, List.of(0), term(80L, 50, 0));
        MeasuredTable nearly = table(asking(records()), 50, List.of(9), term(80L, 50, 0));
        assertThat(cell(without(FullCells.class, full), 0)).isEqualTo(new Released(80L, 10));
        assertThat(cell(checked(full), 0)).isEqualTo(new Suppressed(Reason.FULL_CELL));
        assertThat(ArrowPartials.write(checked(full))).isEqualTo(ArrowPartials.write(checked(nearly)));
        assertThat(cell(checked(table(asking(records()), 50, List.of(10), term(80L, 50, 0))), 0)).isEqualTo(new Released(80L, 10));
        assertThat(cell(checked(table(asking(records()), 50, List.of(10, 9), term(80L, 50, 0))), 0)).isEqualTo(new Suppressed(Reason.FULL_CELL));
    }

    @Test
    void aTypeThatNobodySetAThresholdForIsHeldToTheSubjects() {
        AggregateQuery question = asking(records());
        MeasuredTerm relatives = term(300L, 10, 0, new ProtectedSupport("relative", 9, 0));
        assertThat(cell(checked(table(question, 10, relatives)), 0)).isEqualTo(new Suppressed(Reason.PROTECTED_PERSONS));
        Thresholds set = new Thresholds(10, Map.of("relative", 9));
        assertThat(cell(DisclosureControl.check(table(question, 10, relatives), set), 0)).isEqualTo(new Released(300L, 10));
    }

    @Test
    void aCodeThatOnePersonHasIsNoneOfTheValuesCounted() {
        List<SupportedValue> codes = List.of(new SupportedValue("E75.2", 1, List.of()), new SupportedValue("I10", 10, List.of()),
                new SupportedValue("J06", 10, List.of(new ProtectedSupport("professional", 1, 0))));
        MeasuredTable table = table(asking(values("icd10", ValueType.STRING)), 10, term(codes, 10, 0));
        assertThat(cell(without(CellsOfFew.class, table), 0)).isEqualTo(new Released(List.of("E75.2", "I10"), 10));
        assertThat(cell(checked(table), 0)).isEqualTo(new Released(List.of("I10"), 10));
    }

    @Test
    void noCodeThatEnoughPersonsHaveIsSuppressedAndNotZero() {
        List<SupportedValue> codes = List.of(new SupportedValue("E75.2", 9, List.of()), new SupportedValue("I10", 9, List.of()));
        MeasuredTable table = table(asking(values("icd10", ValueType.STRING)), 10, term(codes, 10, 0));
        assertThat(cell(checked(table), 0)).isEqualTo(new Suppressed(Reason.THRESHOLD));
    }

    @Test
    void howManyPersonsAboveTheThresholdIsNotTold() {
        AggregateQuery question = asking(sum("cost", MONEY));
        byte[] twelve = ArrowPartials.write(checked(table(question, 12, term(new BigDecimal("1.00"), 12, 0))));
        byte[] fifty = ArrowPartials.write(checked(table(question, 50, term(new BigDecimal("1.00"), 50, 0))));
        assertThat(twelve).isEqualTo(fifty);
    }

    @Test
    void aMeasurementThatContradictsItselfStopsEverything() {
        MeasuredTable wrong = table(asking(records()), 10, term(50L, 11, 0));
        assertThatThrownBy(() -> checked(wrong)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theAccessBodyRefusesACellBelowItsThreshold() {
        AggregateQuery question = asking(records(), sum("cost", MONEY));
        PartialTable lax = new PartialTable(question, List.of(new PartialRow(List.of("T90"),
                List.of(new Released(50L, 10), new Released(BigDecimal.ONE, 5)))));
        assertThatThrownBy(() -> DisclosureControl.recheck(lax, THRESHOLDS)).isInstanceOf(InvalidFormat.class).hasMessageContaining("term 1");
        PartialTable lying = new PartialTable(question, List.of(new PartialRow(List.of("T90"),
                List.of(new Released(4L, 10), new Released(BigDecimal.ONE, 10)))));
        assertThatThrownBy(() -> DisclosureControl.recheck(lying, THRESHOLDS)).isInstanceOf(InvalidFormat.class).hasMessageContaining("term 0");
        DisclosureControl.recheck(lax, new Thresholds(5, Map.of()));
    }
}
