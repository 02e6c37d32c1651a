package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.ingest.Ingest.Outcome;
import pt.arquipelago.node.lake.LakeVersion;
import pt.arquipelago.node.lake.TableSnapshot;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.settings.OperatorException;

/** How extracts come to what their table holds. */
class LoadsTest {
    private static final String[] CERTIFICATES = {
        "profile: 1",
        "system: CERTIFICATES",
        "table: certificates",
        "title: {pt: Certificados, en: Certificates}",
        "subject: utente",
        "columns:",
        "  - {name: utente, class: identifier, identifier: PATIENT_NUMBER, required: true, title: {pt: u, en: p}}",
        "  - {name: numero, class: identifier, identifier: SICK_LEAVE, required: true, title: {pt: n, en: n}}",
        "  - {name: dia, class: quasi_identifier, type: date, required: true, title: {pt: d, en: d}}",
        "  - {name: estado, class: neutral, required: true, codes: [ativo, anulado, corrigido], title: {pt: e, en: s}}"};
    private static final String HEADER = "utente,numero,dia,estado\n";
    private static final String SHOWN = "dia, estado";

    @TempDir
    Path root;
    private IngestFixture node;

    @BeforeEach
    void node() {
        node = new IngestFixture(root, 0.5);
    }

    @Test
    void anExtractReplacesTheTableUnlessTheProfileSaysOtherwise() {
        load(certificates(), row(1, "2025-01-10", "ativo"));
        load(certificates(), row(2, "2025-02-10", "ativo"));
        assertThat(node.rows("certificates", SHOWN)).containsExactly("2025-02-10|ativo");
    }

    @Test
    void anAppendedExtractIsAddedAndItsFiguresAreThoseOfAll() {
        Profile append = certificates("load: append");
        load(append, row(1, "2025-01-10", "ativo"));
        load(append, row(1, "2025-01-11", "ativo") + row(2, "2025-01-11", "ativo"));
        assertThat(node.rows("certificates", SHOWN)).hasSize(3);
        TableSnapshot table = node.table("certificates");
        assertThat(table.rows()).isEqualTo(3);
        assertThat(table.description().figures().persons()).isEqualTo(2);
        assertThat(table.description().figures().maxRowsPerPerson()).isEqualTo(2);
    }

    @Test
    void theMonthsOfAnExtractTakeThePlaceOfTheTables() {
        Profile months = certificates("load: replace-period(dia)");
        load(months, row(1, "2025-01-10", "ativo") + row(2, "2025-02-10", "ativo") + row(3, "2025-02-28", "ativo"));
        Outcome outcome = load(months, row(4, "2025-02-01", "corrigido"));
        assertThat(node.rows("certificates", SHOWN)).containsExactly("2025-01-10|ativo", "2025-02-01|corrigido");
        assertThat(outcome.reports().get(0).notes()).containsExactly("replaced the months 2025-02: 1 rows in the place of 2");
    }

    /** An extract of one day, or a year that was typed wrong. */
    @Test
    void aMonthIsNotReplacedByAFewOfItsRowsUnlessSomebodyInsists() {
        Profile months = certificates("load: replace-period(dia)");
        load(months, row(1, "2025-01-10", "ativo") + row(2, "2025-02-10", "ativo") + row(3, "2025-02-28", "ativo") + row(4, "2025-02-28", "ativo"));
        Path day = node.write("day.csv", HEADER + row(5, "2025-02-01", "ativo") + row(6, "2025-03-01", "ativo"));
        assertThatThrownBy(() -> node.load(months, day)).isInstanceOf(IngestFailure.class).hasMessageContaining("2025-02").hasMessageContaining("--fewer");
        assertThat(node.rows("certificates", SHOWN)).hasSize(4);
        Ingest insisting = new Ingest(IngestFixture.settings(root, 0.5), IngestFixture.DOMAIN, IngestFixture.CLOCK, System.out).fewer();
        insisting.load(List.of(new Extract(months, List.of(day))));
        assertThat(node.rows("certificates", SHOWN)).containsExactly("2025-01-10|ativo", "2025-02-01|ativo", "2025-03-01|ativo");
    }

    /** The extract brings the certificate again with another state: a cancellation, an amendment. */
    @Test
    void aCancelledAndAnAmendedCertificateTakeThePlaceOfTheEarlierOnes() {
        Profile upsert = certificates("load: upsert(numero)");
        load(upsert, row(1, "2025-01-10", "ativo") + row(2, "2025-01-11", "ativo") + row(3, "2025-01-12", "ativo"));
        Outcome outcome = load(upsert, row(1, "2025-01-10", "anulado") + row(2, "2025-01-14", "corrigido") + row(4, "2025-01-15", "ativo"));
        assertThat(node.rows("certificates", SHOWN)).containsExactly(
                "2025-01-10|anulado", "2025-01-12|ativo", "2025-01-14|corrigido", "2025-01-15|ativo");
        assertThat(outcome.reports().get(0).notes()).containsExactly("2 rows took the place of earlier ones with their key, 1 are new");
    }

    @Test
    void theLatestOfSeveralRowsStaysWhicheverExtractBringsIt() {
        Profile upsert = certificates("load: upsert(numero)", "latest: dia");
        load(upsert, row(1, "2025-01-12", "corrigido") + row(1, "2025-01-10", "ativo") + row(2, "2025-01-10", "ativo"));
        assertThat(node.rows("certificates", SHOWN)).containsExactly("2025-01-10|ativo", "2025-01-12|corrigido");
        Outcome late = load(upsert, row(1, "2025-01-11", "anulado") + row(2, "2025-01-13", "anulado"));
        assertThat(node.rows("certificates", SHOWN)).containsExactly("2025-01-12|corrigido", "2025-01-13|anulado");
        assertThat(late.reports().get(0).notes()).contains("1 rows are older than what the table holds and were left out");
    }

    @Test
    void twoRowsOfOneKeyThatDifferAreNotGuessedAt() {
        Profile upsert = certificates("load: upsert(numero)");
        load(upsert, row(1, "2025-01-10", "ativo") + row(1, "2025-01-10", "ativo"));
        assertThat(node.rows("certificates", SHOWN)).containsExactly("2025-01-10|ativo");
        Outcome outcome = load(upsert, row(3, "2025-01-09", "ativo") + row(2, "2025-01-10", "ativo") + row(4, "2025-01-09", "ativo") + row(2, "2025-01-12", "anulado"));
        assertThat(node.quarantined()).containsExactlyInAnyOrder("3 numero repeated", "5 numero repeated");
        assertThat(outcome.reports().get(0).accepted()).isEqualTo(2);
        assertThat(outcome.reports().get(0).quarantined()).isEqualTo(2);
        assertThat(node.rows("certificates", SHOWN)).containsExactly("2025-01-09|ativo", "2025-01-09|ativo", "2025-01-10|ativo");
    }

    @Test
    void tooManyRowsOfOneKeyRefuseTheExtract() {
        Profile upsert = certificates("load: upsert(numero)");
        load(upsert, row(1, "2025-01-10", "ativo"));
        assertThat(load(upsert, row(1, "2025-01-11", "ativo") + row(1, "2025-01-12", "anulado")).version()).isEmpty();
        assertThat(node.rows("certificates", SHOWN)).containsExactly("2025-01-10|ativo");
    }

    @Test
    void aColumnIsRequiredOnlyWhereEveryRowThatIsKeptHasAValue() {
        String[] optional = CERTIFICATES.clone();
        optional[9] = optional[9].replace("required: true, ", "");
        load(node.profile(with(optional, "load: append")), row(1, "2025-01-10", "ativo") + row(2, "2025-01-10", ""));
        assertThat(isRequired("estado")).isFalse();
        load(certificates("load: append"), row(3, "2025-01-10", "ativo"));
        assertThat(node.rows("certificates", "count(*) - count(estado)")).containsExactly("1");
        assertThat(isRequired("estado")).as("beside rows of an earlier profile").isFalse();
        assertThat(isRequired("dia")).isTrue();
        load(certificates("load: replace"), row(3, "2025-01-10", "ativo"));
        assertThat(isRequired("estado")).as("where all rows are new").isTrue();
    }

    private boolean isRequired(String column) {
        return node.table("certificates").description().column(column).orElseThrow().required();
    }

    @Test
    void filesThatNoRowTouchesStayAsTheyAre() {
        Profile upsert = certificates("load: upsert(numero)");
        load(upsert, row(1, "2025-01-10", "ativo"));
        Path first = node.table("certificates").files().get(0);
        load(upsert, row(2, "2025-01-10", "ativo"));
        assertThat(node.table("certificates").files()).hasSize(2).contains(first);
        load(upsert, row(2, "2025-01-10", "anulado"));
        assertThat(node.table("certificates").files()).contains(first);
    }

    @Test
    void manySmallLoadsBecomeFewFilesAndPinnedVersionsKeepTheirOwn() {
        Profile append = certificates("load: append");
        IntStream.rangeClosed(1, 5).forEach(day -> load(append, row(day, "2025-01-0" + day, "ativo")));
        LakeVersion pinned = node.lake().current();
        IntStream.rangeClosed(6, 20).forEach(day -> load(append, row(day, String.format("2025-01-%02d", day), "ativo")));
        assertThat(node.table("certificates").files()).hasSizeLessThanOrEqualTo(8);
        assertThat(node.rows("certificates", "count(*), count(DISTINCT dia)")).containsExactly("20|20");
        TableSnapshot old = node.lake().snapshot(pinned, "certificates");
        assertThat(old.rows()).isEqualTo(5);
        assertThat(old.files()).hasSize(5).allMatch(Files::exists);
    }

    /** Two ingests of one table within a second. */
    @Test
    void eachLoadHasAListOfBadRowsOfItsOwn() {
        Profile append = certificates("load: append");
        Outcome first = load(append, row(1, "2025-01-10", "ativo") + row(2, "2025-01-10", "talvez"));
        Outcome second = load(append, row(3, "2025-01-10", "ativo") + row(4, "sempre", "ativo"));
        Path one = first.reports().get(0).quarantine().orElseThrow();
        Path other = second.reports().get(0).quarantine().orElseThrow();
        assertThat(one).isNotEqualTo(other).content().contains("estado");
        assertThat(other).content().contains("dia");
    }

    @Test
    void theSameExtractAgainDoesNothingAndSaysSo() {
        Profile append = certificates("load: append");
        String january = row(1, "2025-01-10", "ativo");
        load(append, january);
        load(append, row(2, "2025-02-10", "ativo"));
        LakeVersion before = node.lake().current();
        Outcome outcome = node.load(append, node.write("another-name.csv", HEADER + january));
        assertThat(outcome.reports().get(0).known()).isTrue();
        assertThat(ReportText.table(outcome)).contains("the same extract was loaded already: nothing was done");
        assertThat(node.lake().current()).isEqualTo(before);
        assertThat(node.rows("certificates", SHOWN)).hasSize(2);
    }

    /** The first table of the load is in its Delta log already when the second one fails. */
    @Test
    void whatWasCommittedAndNeverPublishedIsLoadedOnce() {
        Profile append = certificates("load: append");
        load(append, row(1, "2025-01-10", "ativo"));
        Path second = node.write("second.csv", HEADER + row(2, "2025-01-11", "ativo"));
        Path broken = node.write("broken.csv", "");
        String[] lines = with(CERTIFICATES, "load: append");
        lines[2] = "table: others";
        Profile others = node.profile(lines);
        assertThatThrownBy(() -> node.load(List.of(new Extract(append, List.of(second)), new Extract(others, List.of(broken))))).isInstanceOf(OperatorException.class);
        assertThat(node.rows("certificates", SHOWN)).containsExactly("2025-01-10|ativo");
        Outcome outcome = node.load(append, second);
        assertThat(outcome.reports().get(0).known()).isFalse();
        assertThat(node.rows("certificates", SHOWN)).containsExactly("2025-01-10|ativo", "2025-01-11|ativo");
    }

    @Test
    void anExtractWithAChangedProfileIsAnother() {
        load(certificates(), row(1, "2025-01-10", "ativo"));
        Profile wider = certificates("keywords: [{pt: c, en: c}]");
        assertThat(load(wider, row(1, "2025-01-10", "ativo")).reports().get(0).known()).isFalse();
    }

    @Test
    void anEarlierStateCanBeLoadedAgainWhereItChangesSomething() {
        Profile upsert = certificates("load: upsert(numero)");
        load(upsert, row(1, "2025-01-10", "ativo"));
        load(upsert, row(1, "2025-01-10", "anulado"));
        assertThat(load(upsert, row(1, "2025-01-10", "ativo")).reports().get(0).known()).isFalse();
        assertThat(node.rows("certificates", SHOWN)).containsExactly("2025-01-10|ativo");
    }

    @Test
    void personsOfALaterLoadHaveNumbersOfTheirOwn() {
        Profile rows = node.profile("profile: 1", "system: R", "table: rows", "title: {pt: R, en: R}", "subject: each_row", "load: append", "columns:",
                "  - {name: x, class: sensitive, type: int, required: true, title: {pt: x, en: x}}");
        node.load(rows, node.write("a.csv", "x\n1\n2\n"));
        node.load(rows, node.write("b.csv", "x\n3\n4\n5\n"));
        assertThat(node.rows("rows", "count(*), count(DISTINCT person)")).containsExactly("5|5");
    }

    @Test
    void aTableThatHoldsOtherColumnsIsNotAddedTo() {
        load(certificates("load: append"), row(1, "2025-01-10", "ativo"));
        String[] other = CERTIFICATES.clone();
        other[9] = other[9].replace("name: estado", "name: estado, as: situacao");
        assertThatThrownBy(() -> load(node.profile(with(other, "load: append")), row(2, "2025-01-10", "ativo")))
                .isInstanceOf(IngestFailure.class).hasMessageContaining("holds other columns").hasMessageContaining("load: replace");
    }

    @Test
    void aProfileWhoseLoadCannotBeIsRefused() {
        assertThatThrownBy(() -> certificates("load: upset(numero)")).isInstanceOf(OperatorException.class).hasMessageContaining("replace-period(column)");
        assertThatThrownBy(() -> certificates("load: upsert(nada)")).hasMessageContaining("no column makes 'nada'");
        assertThatThrownBy(() -> certificates("load: replace-period(estado)")).hasMessageContaining("expected a column of type DATE");
        assertThatThrownBy(() -> certificates("load: append", "latest: dia")).hasMessageContaining("only a load by upsert");
        String[] optional = CERTIFICATES.clone();
        optional[7] = optional[7].replace("required: true, ", "");
        assertThatThrownBy(() -> node.profile(with(optional, "load: upsert(numero)"))).hasMessageContaining("has to be 'required'");
    }

    private Outcome load(Profile profile, String rows) {
        return node.load(profile, node.write("extract.csv", HEADER + rows));
    }

    private Profile certificates(String... more) {
        return node.profile(with(CERTIFICATES, more));
    }

    private static String[] with(String[] lines, String... more) {
        List<String> all = new java.util.ArrayList<>(List.of(lines));
        all.addAll(5, List.of(more));
        return all.toArray(String[]::new);
    }

    private static String row(int number, String day, String state) {
        return String.format("%09d,C%d,%s,%s%n", 100000000 + number, number, day, state);
    }
}
