package pt.arquipelago.analysis.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static pt.arquipelago.analysis.guard.Asking.and;
import static pt.arquipelago.analysis.guard.Asking.call;
import static pt.arquipelago.analysis.guard.Asking.choice;
import static pt.arquipelago.analysis.guard.Asking.column;
import static pt.arquipelago.analysis.guard.Asking.date;
import static pt.arquipelago.analysis.guard.Asking.eq;
import static pt.arquipelago.analysis.guard.Asking.in;
import static pt.arquipelago.analysis.guard.Asking.le;
import static pt.arquipelago.analysis.guard.Asking.lt;
import static pt.arquipelago.analysis.guard.Asking.not;
import static pt.arquipelago.analysis.guard.Asking.number;
import static pt.arquipelago.analysis.guard.Asking.or;
import static pt.arquipelago.analysis.guard.Asking.startsWith;
import static pt.arquipelago.analysis.guard.Asking.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConjunctionTest {
    private static final JsonNode DAY = column("day");
    private static final JsonNode AGE = column("age");
    private static final JsonNode CODE = column("code");
    private static final JsonNode JANUARY_2024 = call("timestamp", Nodes.text("2024-01-01T00:00:00Z"));

    private static void same(List<JsonNode> a, List<JsonNode> b) {
        assertThat(Conjunction.of(a).form()).isEqualTo(Conjunction.of(b).form());
    }

    private static void differ(List<JsonNode> a, List<JsonNode> b) {
        assertThat(Conjunction.of(a).form()).isNotEqualTo(Conjunction.of(b).form());
    }

    @Test
    void aYearIsItsDays() {
        List<JsonNode> year = List.of(eq(call("year", DAY), number(2024)));
        same(year, List.of(le(date(2024, 1, 1), DAY), le(DAY, date(2024, 12, 31))));
        same(year, List.of(lt(date(2023, 12, 31), DAY), lt(DAY, date(2025, 1, 1))));
        same(year, List.of(le(JANUARY_2024, DAY), lt(DAY, call("timestamp", Nodes.text("2025-01-01T00:00:00Z")))));
        same(year, List.of(le(number(2024), call("year", DAY)), lt(call("year", DAY), number(2025))));
        same(year, List.of(eq(call("trunc-timestamp", text("YEAR"), DAY), JANUARY_2024)));
        differ(year, List.of(le(date(2024, 1, 1), DAY), lt(DAY, date(2024, 12, 31))));
        differ(year, List.of(le(JANUARY_2024, DAY), le(DAY, call("timestamp", Nodes.text("2025-01-01T00:00:00Z")))));
    }

    @Test
    void yearsOneAfterTheOtherAreAPeriod() {
        same(List.of(in(call("year", DAY), number(2022), number(2023))), List.of(le(date(2022, 1, 1), DAY), le(DAY, date(2023, 12, 31))));
        differ(List.of(in(call("year", DAY), number(2021), number(2023))), List.of(le(date(2021, 1, 1), DAY), le(DAY, date(2023, 12, 31))));
    }

    @Test
    void aMonthOfAKnownYearIsItsDays() {
        same(List.of(eq(call("year", DAY), number(2024)), eq(call("month", DAY), number(2))), List.of(le(date(2024, 2, 1), DAY), le(DAY, date(2024, 2, 29))));
        same(List.of(eq(call("quarter", DAY), number(4)), le(date(2024, 1, 1), DAY), le(DAY, date(2024, 12, 31))), List.of(le(date(2024, 10, 1), DAY), lt(DAY, date(2025, 1, 1))));
        differ(List.of(eq(call("month", DAY), number(2))), List.of(le(date(2024, 2, 1), DAY), le(DAY, date(2024, 2, 29))));
    }

    @Test
    void periodsThatOverlapAreTheirCommonDays() {
        same(List.of(le(date(2020, 1, 1), DAY), eq(call("year", DAY), number(2024))), List.of(eq(call("year", DAY), number(2024))));
    }

    @Test
    void aBandOfACaseIsItsBounds() {
        JsonNode bands = choice(lt(AGE, number(40)), text("young"), lt(AGE, number(65)), text("middle"), text("old"));
        same(List.of(eq(bands, text("middle"))), List.of(le(number(40), AGE), lt(AGE, number(65))));
        same(List.of(eq(bands, text("young"))), List.of(lt(AGE, number(40))));
        same(List.of(eq(bands, text("old")), call("is-not-null", AGE)), List.of(le(number(65), AGE)));
        differ(List.of(eq(bands, text("old"))), List.of(le(number(65), AGE)));
    }

    @Test
    void theLastBandIsTheSameWhereverTheBandsBeforeItBegin() {
        JsonNode bands = choice(lt(AGE, number(40)), text("young"), lt(AGE, number(65)), text("middle"), text("old"));
        JsonNode shifted = choice(lt(AGE, number(45)), text("young"), lt(AGE, number(65)), text("middle"), text("old"));
        JsonNode younger = choice(lt(AGE, number(40)), text("young"), lt(AGE, number(60)), text("middle"), text("old"));
        JsonNode downwards = choice(lt(number(70), AGE), text("very old"), lt(number(65), AGE), text("old"), text("others"));
        same(List.of(eq(bands, text("old"))), List.of(eq(shifted, text("old"))));
        differ(List.of(eq(bands, text("old"))), List.of(eq(younger, text("old"))));
        differ(List.of(eq(bands, text("middle"))), List.of(eq(shifted, text("middle"))));
        same(List.of(eq(downwards, text("others"))), List.of(Nodes.notTrue(lt(number(65), AGE))));
        differ(List.of(eq(downwards, text("others"))), List.of(le(AGE, number(65))));
    }

    @Test
    void aBranchThatTwoConditionsLeadToStaysWhole() {
        JsonNode twice = choice(lt(AGE, number(40)), text("a"), lt(AGE, number(65)), text("b"), text("a"));
        differ(List.of(eq(twice, text("a"))), List.of(lt(AGE, number(40))));
    }

    @Test
    void aKeyThatIsAConditionIsTheCondition() {
        JsonNode ill = startsWith("code", "A");
        same(List.of(eq(ill, Nodes.TRUE)), List.of(ill));
        same(List.of(eq(ill, Nodes.FALSE)), List.of(not(ill)));
        same(List.of(eq(CODE, Nodes.NULL)), List.of(call("is-null", CODE)));
    }

    @Test
    void firstLettersAreAPrefix() {
        same(List.of(eq(call("substring", CODE, number(1), number(3)), text("A10"))), List.of(startsWith("code", "A10")));
        differ(List.of(eq(call("substring", CODE, number(1), number(4)), text("A10"))), List.of(startsWith("code", "A10")));
    }

    @Test
    void whatIsImpliedIsLeftOut() {
        same(List.of(eq(CODE, text("A10")), in(CODE, text("A10"), text("B01")), startsWith("code", "A"), not(eq(CODE, text("B01"))), call("is-not-null", CODE)), List.of(eq(CODE, text("A10"))));
        same(List.of(startsWith("code", "A"), startsWith("code", "A10")), List.of(startsWith("code", "A10")));
        differ(List.of(eq(CODE, text("A10")), not(eq(CODE, text("A10")))), List.of(eq(CODE, text("A10"))));
        differ(List.of(startsWith("code", "B"), startsWith("code", "A10")), List.of(startsWith("code", "A10")));
    }

    @Test
    void orderAndNestingDoNotMatter() {
        same(List.of(and(eq(CODE, text("A10")), lt(AGE, number(3)))), List.of(lt(AGE, number(3)), eq(CODE, text("A10"))));
        same(List.of(not(or(lt(AGE, number(3)), eq(CODE, text("A10"))))), List.of(not(eq(CODE, text("A10"))), le(number(3), AGE)));
        same(List.of(not(lt(AGE, number(3)))), List.of(le(number(3), AGE)));
    }

    @Test
    void thatAValueIsThereIsAConditionUnlessAnotherSaysIt() {
        JsonNode known = call("is-not-null", CODE);
        differ(List.of(known), List.of());
        same(List.of(known, eq(CODE, text("A10"))), List.of(eq(CODE, text("A10"))));
        same(List.of(known, known), List.of(known));
    }
}
