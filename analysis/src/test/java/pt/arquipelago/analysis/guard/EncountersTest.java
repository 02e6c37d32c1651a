package pt.arquipelago.analysis.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static pt.arquipelago.analysis.guard.Asking.codes;
import static pt.arquipelago.analysis.guard.Asking.column;
import static pt.arquipelago.analysis.guard.Asking.date;
import static pt.arquipelago.analysis.guard.Asking.eq;
import static pt.arquipelago.analysis.guard.Asking.in;
import static pt.arquipelago.analysis.guard.Asking.key;
import static pt.arquipelago.analysis.guard.Asking.le;
import static pt.arquipelago.analysis.guard.Asking.lt;
import static pt.arquipelago.analysis.guard.Asking.moments;
import static pt.arquipelago.analysis.guard.Asking.number;
import static pt.arquipelago.analysis.guard.Asking.persons;
import static pt.arquipelago.analysis.guard.Asking.records;
import static pt.arquipelago.analysis.guard.Asking.recordsIf;
import static pt.arquipelago.analysis.guard.Asking.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.guard.Encounters.Asked;
import pt.arquipelago.analysis.guard.Encounters.Encounter;
import pt.arquipelago.analysis.query.ValueType;

/** Which earlier rows a question meets is told from the questions alone. */
class EncountersTest {
    private static final JsonNode CODE = eq(column("code"), text("A10"));
    private static final JsonNode WIDER = in(column("code"), text("A10"), text("A11"));
    private static final JsonNode KNOWN = Asking.call("is-not-null", column("sex"));

    private static Encounters after(Asking asking, Object... keys) {
        return new Encounters(List.of(new Asked("task-1", asking.query(), keys.length == 0 ? List.of(List.of()) : Arrays.stream(keys).map(List::of).toList())));
    }

    @Test
    void aRowThatLeftIsTheSameNumber() {
        Encounters encounters = after(Asking.of(persons()).where(CODE, KNOWN).by(codes("sex", "F", "M")), "F", "M");
        assertThat(encounters.of(Asking.of(persons()).where(CODE, eq(column("sex"), text("F"))).query()))
                .containsExactly(new Encounter(List.of(), 0, "task-1", List.of("F"), true));
    }

    @Test
    void oneConditionMoreOrAnotherIsNear() {
        Encounters encounters = after(Asking.of(persons()).where(CODE));
        assertThat(encounters.of(Asking.of(persons()).where(WIDER).query())).containsExactly(new Encounter(List.of(), 0, "task-1", List.of(), false));
        assertThat(encounters.of(Asking.of(persons()).where(CODE, lt(number(1940), column("born"))).query())).hasSize(1).noneMatch(Encounter::same);
        assertThat(encounters.of(Asking.of(persons()).query())).hasSize(1);
        assertThat(encounters.of(Asking.of(persons()).where(lt(number(1940), column("born")), eq(column("region"), text("R1"))).query())).isEmpty();
        assertThat(encounters.of(Asking.of(records()).where(CODE).query())).as("records are no persons").isEmpty();
    }

    @Test
    void aPeriodThatMovesIsOneCondition() {
        Encounters encounters = after(Asking.of(records()).where(CODE, le(date(2021, 1, 1), column("day")), lt(column("day"), date(2024, 1, 1))));
        assertThat(encounters.of(Asking.of(records()).where(CODE, le(date(2021, 7, 1), column("day")), lt(column("day"), date(2024, 1, 1))).query())).hasSize(1);
    }

    @Test
    void theRowsOfAnOpenListAreThoseThatWereThereBefore() {
        Encounters encounters = after(Asking.of(persons()).where(CODE).by(key("region", ValueType.STRING)), "R1", "R2");
        List<Encounter> found = encounters.of(Asking.of(persons()).where(WIDER).by(key("region", ValueType.STRING)).query());
        assertThat(found).containsExactly(new Encounter(List.of("R1"), 0, "task-1", List.of("R1"), false), new Encounter(List.of("R2"), 0, "task-1", List.of("R2"), false));
        assertThat(encounters.of(Asking.of(persons()).by(key("born", ValueType.BIGINT)).query())).as("which years there are is for the records to tell").isEmpty();
    }

    @Test
    void aMissingValueIsNoCondition() {
        Encounters encounters = after(Asking.of(records()).where(CODE));
        assertThat(encounters.of(Asking.of(recordsIf(Asking.call("is-not-null", column("cost")))).where(CODE).query())).hasSize(1).allMatch(Encounter::same);
    }

    @Test
    void aMeanWhoseNumberLeftIsAnotherNumber() {
        Encounters encounters = after(Asking.of(records()).where(CODE, Asking.call("is-not-null", column("cost"))));
        assertThat(encounters.of(Asking.of(moments("cost")).where(CODE, Asking.call("is-not-null", column("cost"))).query())).noneMatch(Encounter::same);
    }
}
