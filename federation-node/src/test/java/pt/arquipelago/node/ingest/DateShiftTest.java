package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.ProfileException;
import pt.arquipelago.pseudonymisation.generalise.DateShift;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;

class DateShiftTest {
    private static final String[] STAYS = {"profile: 1", "system: STAYS", "table: stays", "title: {pt: e, en: s}", "subject: utente", "period: saida", "columns:",
        "  - {name: utente, class: identifier, identifier: PATIENT_NUMBER, title: {pt: u, en: p}}",
        "  - {name: entrada, class: quasi_identifier, type: timestamp, treatment: date_shift, days: 90, title: {pt: e, en: a}}",
        "  - {name: saida, class: quasi_identifier, type: date, treatment: date_shift, days: 90, title: {pt: s, en: d}}"};

    @TempDir
    Path root;

    @Test
    void allDatesOfAPersonMoveAlikeAndPersonsDiffer() {
        IngestFixture node = new IngestFixture(root, 0);
        Profile stays = node.profile(STAYS);
        String rows = IntStream.range(0, 50).mapToObj(i -> (123456700 + i) + ",2025-03-01 23:30:00,2025-03-08\n" + (123456700 + i) + ",2025-05-01,2025-05-02\n")
                .collect(Collectors.joining());
        node.load(stays, node.write("stays.csv", "utente,entrada,saida\n" + rows));

        Set<LocalDate> first = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            String person = "" + (123456700 + i);
            long pid = IngestFixture.PSEUDONYMISER.pseudonym(IdentifierType.PATIENT_NUMBER, person);
            DateShift shift = DateShift.of(IngestFixture.KEY, "test", 90);
            LocalDate came = shift.shifted(LocalDate.of(2025, 3, 1), IdentifierType.PATIENT_NUMBER, person);
            assertThat(node.rows("stays WHERE utente = " + pid, "*")).hasSize(2).contains(pid + "|" + came + "|" + came.plusDays(7),
                    pid + "|" + came.plusDays(61) + "|" + came.plusDays(62));
            assertThat(Math.abs(ChronoUnit.DAYS.between(LocalDate.of(2025, 3, 1), came))).isLessThanOrEqualTo(90);
            first.add(came);
        }
        assertThat(first).hasSizeGreaterThan(20);
    }

    @Test
    void aPersonWithoutValidNumberIsInQuarantineAndNotShifted() {
        IngestFixture node = new IngestFixture(root, 1);
        node.load(node.profile(STAYS), node.write("stays.csv", "utente,entrada,saida\n12345,2025-03-01,2025-03-08\n123456789,2025-03-01,\n"));
        assertThat(node.quarantined()).containsExactly("2 utente identifier");
        assertThat(node.rows("stays", "saida")).isEqualTo(List.of("null"));
    }

    @Test
    void whereEachRowIsAPersonNothingCanBeShifted() {
        IngestFixture node = new IngestFixture(root, 0);
        String[] lines = STAYS.clone();
        lines[4] = "subject: each_row";
        assertThatThrownBy(() -> node.profile(lines)).isInstanceOf(ProfileException.class).hasMessageContaining("line 9").hasMessageContaining("date_shift");
    }
}
