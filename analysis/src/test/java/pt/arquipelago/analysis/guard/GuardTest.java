package pt.arquipelago.analysis.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static pt.arquipelago.analysis.guard.Asking.codes;
import static pt.arquipelago.analysis.guard.Asking.column;
import static pt.arquipelago.analysis.guard.Asking.date;
import static pt.arquipelago.analysis.guard.Asking.derived;
import static pt.arquipelago.analysis.guard.Asking.eq;
import static pt.arquipelago.analysis.guard.Asking.le;
import static pt.arquipelago.analysis.guard.Asking.lt;
import static pt.arquipelago.analysis.guard.Asking.not;
import static pt.arquipelago.analysis.guard.Asking.number;
import static pt.arquipelago.analysis.guard.Asking.persons;
import static pt.arquipelago.analysis.guard.Asking.records;
import static pt.arquipelago.analysis.guard.Asking.recordsIf;
import static pt.arquipelago.analysis.guard.Asking.sum;
import static pt.arquipelago.analysis.guard.Asking.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.guard.Platform.Answer;
import pt.arquipelago.analysis.guard.Platform.Mode;
import pt.arquipelago.analysis.query.ValueType;

class GuardTest {
    private static final Visits VISITS = Visits.of(2_000, 7);
    private static final JsonNode NOT_THE_FIRST = not(eq(column("nr"), number(1)));

    private final Platform platform = new Platform(VISITS, Mode.GUARDED, 42);

    private static Object only(Answer answer) {
        return answer.rows().get(0).cells().get(0);
    }

    @Test
    void everybodyLessOneDoesNotLeaveAfterEverybody() {
        assertThat(only(platform.ask(Asking.of(persons())))).isEqualTo(2_000L);
        assertThat(only(platform.ask(Asking.of(persons()).where(NOT_THE_FIRST)))).isNull();
        assertThat(only(new Platform(VISITS, Mode.OFF, 42).ask(Asking.of(persons()).where(NOT_THE_FIRST)))).isEqualTo(1_999L);
    }

    @Test
    void noneIsAsCloseAsFew() {
        platform.ask(Asking.of(persons()));
        assertThat(only(platform.ask(Asking.of(persons()).where(not(eq(column("nr"), number(999_999))))))).isNull();
    }

    @Test
    void aRepeatIsTheSameNumber() {
        assertThat(only(platform.ask(Asking.of(records())))).isNotNull();
        assertThat(only(platform.ask(Asking.of(records())))).isEqualTo((long) VISITS.records().size());
    }

    @Test
    void theSamePersonsWithOneRecordLessAreCloseToo() {
        Object[] record = VISITS.records().get(0);
        platform.ask(Asking.of(records()).where(le(column("day"), date(2024, 12, 31))));
        JsonNode hers = Asking.and(eq(column("nr"), number((Long) record[0])), eq(column("day"), date((java.time.LocalDate) record[4])));
        assertThat(only(platform.ask(Asking.of(records()).where(le(column("day"), date(2024, 12, 31)), not(hers))))).isNull();
    }

    @Test
    void aTrackerOfThreeQuestionsIsSeen() {
        JsonNode women = eq(column("sex"), text("F"));
        platform.ask(Asking.of(persons()).where(women));
        platform.ask(Asking.of(persons()).where(eq(column("sex"), text("M"))));
        assertThat(only(platform.ask(Asking.of(persons()).where(NOT_THE_FIRST)))).as("all but one, less the women, less the men").isNull();
    }

    @Test
    void aCellOfFewCannotBeHadAsTheTotalLessTheOtherCells() {
        platform.ask(Asking.of(persons()));
        JsonNode few = le(column("nr"), number(4));
        Answer answer = platform.ask(Asking.of(persons()).by(derived("group", ValueType.STRING,
                Asking.choice(few, text("few"), eq(column("sex"), text("F")), text("women"), text("men")))));
        assertThat(answer.rows()).extracting(row -> row.keys().get(0)).containsExactly("men", "women");
        assertThat(answer.exact()).as("their sum is everybody but four: the smaller one stays").isEqualTo(1);
    }

    @Test
    void aRowOfOneQuestionIsAnotherQuestionAskedAlone() {
        Answer byYear = platform.ask(Asking.of(records(), sum("cost")).by(derived("y", ValueType.BIGINT, Asking.call("year", column("day")))));
        Answer alone = platform.ask(Asking.of(records(), sum("cost")).where(le(date(2023, 1, 1), column("day")), lt(column("day"), date(2024, 1, 1))));
        assertThat(byYear.exact()).isEqualTo(8);
        assertThat(alone.rows().get(0).cells()).isEqualTo(byYear.rows().get(2).cells());
    }

    @Test
    void aClosedListsRowsAddUpToATotalThatWasAskedBefore() {
        JsonNode known = Asking.call("is-not-null", column("sex"));
        Object total = only(platform.ask(Asking.of(records()).where(known)));
        Answer bySex = platform.ask(Asking.of(records()).where(known).by(codes("sex", "F", "M")));
        assertThat(bySex.exact()).isEqualTo(2);
        assertThat((Long) bySex.rows().get(0).cells().get(0) + (Long) bySex.rows().get(1).cells().get(0)).isEqualTo(total);
    }

    @Test
    void theTotalOfAClosedListIsKnownFromItsRows() {
        JsonNode known = Asking.call("is-not-null", column("sex"));
        platform.ask(Asking.of(records()).where(known).by(codes("sex", "F", "M")));
        assertThat(only(platform.ask(Asking.of(records()).where(known)))).isEqualTo((long) VISITS.records().size());
    }

    @Test
    void anOpenListMayHideFewAndSoLosesItsSmallestRow() {
        platform.ask(Asking.of(records()));
        Answer byRegion = platform.ask(Asking.of(records()).by(Asking.key("region", ValueType.STRING)));
        assertThat(byRegion.exact()).isEqualTo(byRegion.cells() - 1);
    }

    @Test
    void twoTermsOfOneQuestionMeetAsTwoQuestionsDo() {
        JsonNode cheap = lt(column("cost"), number(2_000));
        Answer answer = platform.ask(Asking.of(recordsIf(cheap), recordsIf(Asking.and(cheap, NOT_THE_FIRST))));
        assertThat(answer.rows().get(0).cells().get(0)).isNotNull();
        assertThat(answer.rows().get(0).cells().get(1)).isNull();
    }

    @Test
    void atTheBoundOfTheHistoryNothingNewLeaves() {
        History history = new History();
        Guard guard = new Guard(history, 1);
        TableForm form = new Single();
        assertThat(guard.decide(form, List.of(row(1)), 10).isTooClose(0, 0)).isFalse();
        assertThat(guard.decide(form, List.of(row(2)), 10).isTooClose(0, 0)).isTrue();
        assertThat(guard.decide(form, List.of(row(1)), 10).isTooClose(0, 0)).as("a repeat adds nothing").isFalse();
    }

    @Test
    void whatDidNotLeaveIsForgotten() {
        History history = new History();
        Guard guard = new Guard(history, 100);
        Guard.Verdict first = guard.decide(new Single(), List.of(row(1)), 10);
        history.withdraw(first.entered());
        assertThat(history.size()).isZero();
        assertThat(guard.decide(new Single(), List.of(new GuardedRow(List.of(3L), row(1).terms())), 10).isTooClose(0, 0)).isFalse();
    }

    @Test
    void theHolderIsToldWhatANumberIsTooCloseToAndOnHowManyPersonsItRests() {
        Guard guard = new Guard(new History(), 100);
        guard.decide(new Single(), List.of(row(1)), 10);
        GuardedRow close = rowWithoutCells(2, 4);
        Finding finding = guard.decide(new Single(), List.of(close), 10).finding(0, 0).orElseThrow();
        NumberForm earlier = new Single().form(0, 0, List.of(0), List.of(1L));
        assertThat(finding).isEqualTo(new Finding.Close(List.of(new Finding.Met(earlier.whole(), -1)), 4, false));
    }

    @Test
    void whatAPersonLetsLeaveMeetsLaterNumbers() {
        History history = new History();
        Guard guard = new Guard(history, 100);
        guard.decide(new Single(), List.of(row(1)), 10);
        Guard.Approval approval = guard.approve(new Single(), List.of(rowWithoutCells(2, 4)), List.of(), 10);
        assertThat(approval.met()).hasSize(1);
        assertThat(approval.entered()).hasSize(1);
        assertThat(history.size()).isEqualTo(2);
        GuardedRow later = rowWithoutCells(3, 12);
        assertThat(guard.decide(new Single(), List.of(later), 10).isTooClose(0, 0)).as("twelve from the first, eight from what was let leave").isTrue();
        history.withdraw(approval.entered());
        assertThat(guard.decide(new Single(), List.of(later), 10).isTooClose(0, 0)).isFalse();
    }

    @Test
    void aFullHistoryLetsNothingLeaveByAPersonEither() {
        History history = new History();
        new Guard(history, 1).decide(new Single(), List.of(row(1)), 10);
        Guard.Approval approval = new Guard(history, 1).approve(new Single(), List.of(row(2)), List.of(), 10);
        assertThat(approval.met()).containsExactly(new Finding.NotLookedAt());
        assertThat(history.size()).isEqualTo(1);
    }

    /** As the row 1, less what is in some of its cells. */
    private static GuardedRow rowWithoutCells(long key, int without) {
        long[] cells = new long[Fingerprint.CELLS];
        java.util.Arrays.setAll(cells, i -> i < without ? 0 : i * 31L + 7_919);
        return new GuardedRow(List.of(key), List.of(java.util.Optional.of(List.of(Basis.of(Fingerprint.of(cells))))));
    }

    private static GuardedRow row(long key) {
        long[] cells = new long[Fingerprint.CELLS];
        java.util.Arrays.setAll(cells, i -> i * 31L + key * 7_919);
        return new GuardedRow(List.of(key), List.of(java.util.Optional.of(List.of(Basis.of(Fingerprint.of(cells))))));
    }

    private record Single() implements TableForm {
        @Override
        public int keys() {
            return 1;
        }

        @Override
        public java.util.Optional<java.util.Set<Object>> closed(int key) {
            return java.util.Optional.empty();
        }

        @Override
        public NumberForm form(int term, int part, List<Integer> keys, List<Object> values) {
            return NumberForm.of(keys + " " + values);
        }

        @Override
        public boolean adds(int term) {
            return true;
        }
    }
}
