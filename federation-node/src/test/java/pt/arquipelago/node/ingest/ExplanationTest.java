package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.ProfileReader;

class ExplanationTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 20);

    @TempDir
    Path root;

    static Stream<String> systems() {
        return Stream.concat(ProfileReader.SYSTEMS.stream(), ProfileReader.FHIR.stream());
    }

    /** The made-up row is treated by the statement of an ingest: a column whose value comes out empty would explain nothing. */
    @ParameterizedTest
    @MethodSource("systems")
    void everyColumnOfEverySystemIsShownWithWhatBecomesOfIt(String system) {
        Profile profile = ProfileReader.named(system);
        Explanation explanation = Explanation.of(profile, "test", TODAY);
        assertThat(explanation.columns()).hasSameSizeAs(profile.columns());
        for (Explanation.Column column : explanation.columns()) {
            assertThat(column.makes()).as(column.source().name()).hasSameSizeAs(column.source().makes());
            for (Explanation.Made made : column.makes()) {
                boolean mayBeHidden = column.source().hiddenWhen().isPresent();
                assertThat(made.value()).as(column.source().name() + " from " + column.value()).matches(value -> mayBeHidden || !value.equals("–"));
                if (made.isPseudonym()) {
                    assertThat(made.value()).matches("-?\\d{6,19}").isNotEqualTo(column.value());
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"\\d{4}-\\d{3} 1111-111", "[A-Z](\\d{2}([A-Z]([A-Z](\\d{2})?)?)?)? A11AA11", "0?[1-9]|[1-3]\\d|4[0-7] 01", "[^|]{1,3} x", "GH\\d{4} GH1111",
        "[A-Z]\\d[0-9A-Z](\\.?[0-9A-Z]{1,4})? A10.0"})
    void aMadeUpTextHasTheFormOfItsColumn(String form, String made) {
        assertThat(MadeUp.matching(form)).isEqualTo(made).matches(form);
    }

    @Test
    void theCommandPrintsItAndWritesTheDocumentToSignWithoutAKey() throws Exception {
        Files.writeString(root.resolve("ingest.yaml"), "node: uls-teste\ndomain: test\nlake: lake\nquarantine: quarantine\nkey: {keystore: absent.p12, password_env: ABSENT}\n");
        assertThat(explain("--profile", "rnu")).contains("RNU → source_rnu", "numero_utente", "123456789", "pseudónimo (PATIENT_NUMBER)", "→ ano_nascimento", "1958", "só o ano");
        assertThat(explain("--profile", "rnu", "--format", "markdown", "--language", "en")).contains("| nome_completo |", "dropped: it is in no file afterwards",
                "Key: in a file of the institution itself (local custody)", "Data protection officer: ____");
        String page = explain("--format", "html", "--language", "pt");
        assertThat(page).startsWith("<!doctype html>").contains("<h2>RNU: ", "<h2>SIARS: ", "Encarregado da proteção de dados", "</html>").doesNotContain("<script", "http");
        assertThat(root.resolve("lake")).doesNotExist();
    }

    @Test
    void whatTheExtractCannotHoldIsEscaped() {
        Profile profile = new IngestFixture(root, 0).profile("profile: 1", "system: <b>", "table: t", "title: {pt: 'a|b', en: 'a|b'}", "subject: u", "columns:",
                "  - {name: u, class: identifier, identifier: PATIENT_NUMBER, title: {pt: u, en: u}}", "  - {name: c, class: neutral, codes: ['<i>|'], title: {pt: c, en: c}}");
        ExplanationText text = new ExplanationText(ExplanationWords.EN, IngestFixture.settings(root, 0), TODAY);
        List<Explanation> one = List.of(Explanation.of(profile, "test", TODAY));
        assertThat(text.html(one)).doesNotContain("<b>", "<i>").contains("&lt;b&gt;", "&lt;i&gt;|");
        assertThat(text.markdown(one)).contains("<i>\\|");
    }

    private String explain(String... arguments) {
        StringWriter said = new StringWriter();
        String[] all = new String[arguments.length + 3];
        System.arraycopy(new String[] {"--config", root.resolve("ingest.yaml").toString(), "--explain"}, 0, all, 0, 3);
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        assertThat(new CommandLine(new IngestCommand(IngestFixture.CLOCK, Map.of())).setOut(new PrintWriter(said)).execute(all)).isZero();
        return said.toString();
    }
}
