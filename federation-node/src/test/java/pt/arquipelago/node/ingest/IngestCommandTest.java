package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import pt.arquipelago.node.keys.KeysCommand;

/** The command as an institution gives it. */
class IngestCommandTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("KEY_PASSWORD", "only-for-this-test");
    private static final String PLACES = "id,lugar\nA1,São João\nA2,Évora\nA3,Preço em €\n";

    @TempDir
    Path root;
    private IngestFixture node;

    @BeforeEach
    void settings() throws IOException {
        node = new IngestFixture(root, 0);
        node.profile("profile: 1", "system: P", "table: places", "title: {pt: P, en: P}", "subject: id", "columns:",
                "  - {name: id, class: identifier, identifier: GENERIC, identifies: subject, title: {pt: i, en: i}}",
                "  - {name: lugar, class: quasi_identifier, title: {pt: l, en: p}}");
        int made = KeysCommand.commandLine(ENVIRONMENT, new SecureRandom(), IngestFixture.CLOCK)
                .execute("pseudonymisation", "--out", root.resolve("key.p12").toString(), "--password-env", "KEY_PASSWORD");
        assertThat(made).isZero();
        Files.writeString(root.resolve("ingest.yaml"),
                "node: uls-teste\ndomain: test\nlake: node/lake\nquarantine: node/quarantine\nkey: {keystore: key.p12, password_env: KEY_PASSWORD}\n");
    }

    @Test
    void anEncodingThatIsNotTheProfilesIsSaidWithTheCommand() {
        Path windows = node.write("w.csv", PLACES.getBytes(Charset.forName("windows-1252")));
        Said wrong = ingest("--input", windows.toString());
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.text()).contains("REFUSED", "another encoding", "--encoding");
        assertThat(ingest("--input", windows.toString(), "--encoding", "windows-1252").status()).isZero();
        assertThat(node.rows("places", "lugar")).containsExactly("Preço em €", "São João", "Évora");
        assertThat(ingest("--input", windows.toString(), "--encoding", "latin1").status()).isEqualTo(2);
    }

    @Test
    void howAlonePersonsStandIsToldAfterALoadAndWhatToGeneralise() throws IOException {
        String rows = IntStream.range(0, 120).mapToObj(i -> "P" + i + ",Lugar " + (i < 100 ? i % 2 : i)).collect(Collectors.joining("\n", "id,lugar\n", "\n"));
        Path report = root.resolve("report.json");
        Said said = ingest("--input", node.write("p.csv", rows).toString(), "--report", report.toString());
        assertThat(said.text()).contains("fewer than 10 persons", "places: 20 of 120 (16.7 %); generalise first lugar (its first 5 characters): then 0.0 %");
        JsonNode risk = new ObjectMapper().readTree(report.toFile()).required("tables").get(0).required("risk");
        assertThat(risk.required("rows_under_k").asLong()).isEqualTo(20);
        assertThat(risk.required("smallest_class").asLong()).isEqualTo(1);
        assertThat(risk.required("generalise").get(0).required("rows_under_k").asLong()).isZero();
        assertThat(ingest("--input", root.resolve("extracts/p.csv").toString()).text()).contains("nothing was done").doesNotContain("fewer than 10 persons");
        assertThat(ingest("--input", root.resolve("extracts/p.csv").toString(), "--again", "--no-risk").text()).doesNotContain("fewer than 10 persons");
    }

    private record Said(int status, String text) {}

    private Said ingest(String... more) {
        StringWriter said = new StringWriter();
        CommandLine command = new CommandLine(new IngestCommand(IngestFixture.CLOCK, ENVIRONMENT)).setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
        String[] arguments = new String[4 + more.length];
        System.arraycopy(new String[] {"--config", root.resolve("ingest.yaml").toString(), "--profile", root.resolve("extracts/profile.yaml").toString()}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return new Said(command.execute(arguments), said.toString());
    }
}
