package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.pseudonymisation.generalise.AgeBand;
import pt.arquipelago.pseudonymisation.generalise.YearOf;

/** The year of a birth as the engine makes it is the one that {@link YearOf} says. */
class BirthYearTest {
    private static final LocalDate TODAY = LocalDate.ofInstant(IngestFixture.CLOCK.instant(), ZoneOffset.UTC);

    @TempDir
    Path root;

    @Test
    void whoeverIs90OrOverHasTheYearThatMakes90() {
        IngestFixture node = new IngestFixture(root, 0);
        Random random = new Random(11);
        StringBuilder rows = new StringBuilder("utente,nascimento,dia\n");
        List<String> expected = new ArrayList<>();
        int old = 0;
        for (int i = 0; i < 2_000; i++) {
            LocalDate day = TODAY.minusDays(random.nextInt(6_000));
            LocalDate birth = day.minusDays(i % 3 == 0 ? 32_400 + random.nextInt(900) : random.nextInt(40_000));
            old += ChronoUnit.YEARS.between(birth, day) >= 90 ? 1 : 0;
            rows.append(100_000_000 + i).append(',').append(birth).append(',').append(day).append('\n');
            expected.add(birth + "|" + day + "|" + YearOf.birthOver89Together(day).of(birth) + "|" + YearOf.birthOver89Together(TODAY).of(birth) + "|" + AgeBand.FIVE_YEARS.of(birth, day));
        }
        assertThat(old).isGreaterThan(200);
        node.load(visits(node), node.write("visits.csv", rows.toString()));
        assertThat(node.rows("visits", "nascimento, dia, ano, ano_hoje, faixa")).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(node.rows("visits WHERE faixa = '90+'", "count(DISTINCT ano - year(dia))")).containsExactly("1");
    }

    @Test
    void whereTheDayIsMissingNothingIsTold() {
        IngestFixture node = new IngestFixture(root, 0);
        node.load(visits(node), node.write("visits.csv", "utente,nascimento,dia\n100000001,1920-02-03,\n100000002,,2025-01-01\n"));
        assertThat(node.rows("visits", "ano, ano_hoje")).containsExactlyInAnyOrder("null|1936", "null|null");
    }

    private static Profile visits(IngestFixture node) {
        return node.profile("profile: 1", "system: V", "table: visits", "title: {pt: v, en: v}", "subject: utente", "columns:",
                "  - {name: utente, class: identifier, identifier: PATIENT_NUMBER, title: {pt: u, en: p}}",
                "  - name: nascimento",
                "    class: quasi_identifier",
                "    type: date",
                "    keep: true",
                "    title: {pt: n, en: b}",
                "    makes:",
                "      - {name: ano, treatment: birth_year, on: dia, title: {pt: a, en: y}}",
                "      - {name: ano_hoje, treatment: birth_year, title: {pt: a, en: y}}",
                "      - {name: faixa, treatment: age_band, on: dia, title: {pt: f, en: b}}",
                "  - {name: dia, class: quasi_identifier, type: date, title: {pt: d, en: d}}");
    }
}
