package pt.arquipelago.node.persons;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import pt.arquipelago.node.ingest.Ingest;
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.ingest.IngestSettings;
import pt.arquipelago.node.keys.KeysCommand;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.profile.ProfileReader;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.pseudonymisation.domain.KeyedDomain;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;
import pt.arquipelago.pseudonymisation.key.KeystoreCustodian;
import pt.arquipelago.pseudonymisation.key.NodeKey;

/** The commands about persons, on a lake that was rotated to another key in between. */
class PersonCommandsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-20T12:00:00Z"), ZoneOffset.UTC);
    private static final Map<String, String> ENVIRONMENT = Map.of("PASSWORD", "correct horse");
    private static final NodeKey FIRST = NodeKey.generate(new SecureRandom());
    private static final NodeKey SECOND = NodeKey.generate(new SecureRandom());
    private static final String NUMBER = "123456782";

    @TempDir
    Path root;
    private final StringWriter said = new StringWriter();

    @BeforeEach
    void load() throws Exception {
        KeystoreCustodian.create(root.resolve("first.p12"), "correct horse".toCharArray(), FIRST);
        KeystoreCustodian.create(root.resolve("second.p12"), "correct horse".toCharArray(), SECOND);
        configure("key: {keystore: first.p12, password_env: PASSWORD}");
        Files.writeString(root.resolve("people.yaml"), String.join("\n", "profile: 1", "system: P", "table: people", "title: {pt: p, en: p}", "subject: utente", "columns:",
                "  - {name: utente, class: identifier, identifier: PATIENT_NUMBER, title: {pt: u, en: p}}"));
        Files.writeString(root.resolve("people.csv"), "utente\n123456781\n123456782\n123456783\n");
        new Ingest(IngestSettings.read(config(), ENVIRONMENT), KeyedDomain.of("test", List.of(FIRST)), CLOCK, new PrintStream(PrintStream.nullOutputStream()))
                .load(List.of(new Extract(ProfileReader.read(root.resolve("people.yaml")), List.of(root.resolve("people.csv")))));
    }

    @Test
    void anOptOutIsEnteredKeptThroughARotationAndTakenBack() throws Exception {
        assertThat(optOut(NUMBER + "\n\n123456789\n")).isZero();
        assertThat(said.toString()).contains("Local custody", "2 read; 2 opted out").doesNotContain(NUMBER);
        rotate();
        KeyedDomain now = KeyedDomain.of("test", List.of(FIRST, SECOND));
        long person = now.pseudonymiser().pseudonym(IdentifierType.PATIENT_NUMBER, NUMBER);
        assertThat(lake().optOuts().at(1, CLOCK.instant())).hasSize(2).contains(person);

        assertThat(optOut(NUMBER, "--withdraw", "--from", "2026-01-21T00:00:00Z")).isZero();
        assertThat(lake().optOuts().at(1, Instant.parse("2026-01-20T23:59:59Z"))).contains(person);
        assertThat(lake().optOuts().at(1, Instant.parse("2026-01-21T00:00:00Z"))).hasSize(1).doesNotContain(person);
    }

    @Test
    void anErasureReachesTheVersionsBeforeARotation() throws Exception {
        rotate();
        assertThat(run(new EraseCommand(CLOCK, ENVIRONMENT, in(NUMBER)))).isZero();
        assertThat(said.toString()).contains("1 persons read; 2 rows erased from the lake versions [1, 2].").doesNotContain(NUMBER);
        assertThat(lake().snapshot(lake().version(1), "people").rows()).isEqualTo(2);
        assertThat(lake().currentSnapshot("people").orElseThrow().rows()).isEqualTo(2);
    }

    @Test
    void aMalformedNumberStopsTheCommandBeforeAnythingIsDone() {
        assertThat(optOut("123456781\n12345678X\n")).isEqualTo(1);
        assertThat(said.toString()).contains("Line 2 holds no number of the type PATIENT_NUMBER").doesNotContain("12345678X");
        assertThat(lake().optOuts().at(0, CLOCK.instant())).isEmpty();
        assertThat(optOut("\n")).isEqualTo(1);
    }

    @Test
    void aKeyThatTheLakeWasNotMadeWithIsNamed() throws Exception {
        configure("key: {keystore: second.p12, password_env: PASSWORD}");
        assertThat(optOut(NUMBER)).isEqualTo(1);
        assertThat(said.toString()).contains(FIRST.fingerprint(), SECOND.fingerprint(), "earlier_keys");
    }

    private int optOut(String numbers, String... more) {
        return run(new OptOutCommand(CLOCK, ENVIRONMENT, in(numbers)), more);
    }

    private void rotate() throws Exception {
        configure("key: {keystore: second.p12, password_env: PASSWORD}\nearlier_keys:\n  - {keystore: first.p12, password_env: PASSWORD}");
        CommandLine keys = KeysCommand.commandLine(ENVIRONMENT, new SecureRandom(), CLOCK);
        assertThat(execute(keys, "rotate", "--config", config().toString())).as(said.toString()).isZero();
    }

    private int run(PersonCommand command, String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "--config";
        arguments[1] = config().toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return execute(new CommandLine(command), arguments);
    }

    private int execute(CommandLine command, String... arguments) {
        PrintWriter writer = new PrintWriter(said, true);
        command.setOut(writer).setErr(writer);
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            assertThat(failure).isInstanceOf(OperatorException.class);
            writer.println(failure.getMessage());
            return 1;
        });
        return command.execute(arguments);
    }

    private void configure(String keys) throws Exception {
        Files.writeString(config(), "node: uls-teste\ndomain: test\nlake: lake\nquarantine: quarantine\nmemory: 512MB\n" + keys + "\n");
    }

    private Path config() {
        return root.resolve("ingest.yaml");
    }

    private Lake lake() {
        return Lake.open(root.resolve("lake"));
    }

    private static ByteArrayInputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
