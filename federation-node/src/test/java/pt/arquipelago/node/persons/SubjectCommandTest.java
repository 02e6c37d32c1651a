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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import pt.arquipelago.node.audit.AuditEntry;
import pt.arquipelago.node.audit.AuditLog;
import pt.arquipelago.node.ingest.Erasure;
import pt.arquipelago.node.ingest.Ingest;
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.ingest.IngestSettings;
import pt.arquipelago.node.ingest.Rotation;
import pt.arquipelago.node.lake.LakeWriter;
import pt.arquipelago.node.profile.ProfileReader;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.policies.permit.Manifest;
import pt.arquipelago.policies.permit.Outcome;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.SigningKey;
import pt.arquipelago.pseudonymisation.domain.KeyedDomain;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;
import pt.arquipelago.pseudonymisation.key.KeystoreCustodian;
import pt.arquipelago.pseudonymisation.key.NodeKey;

/** What a person is told: from the audit log, the lake's versions, and since and until when they had rows. */
class SubjectCommandTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-20T12:00:00Z"), ZoneOffset.UTC);
    private static final Map<String, String> ENVIRONMENT = Map.of("PASSWORD", "correct horse");
    private static final NodeKey KEY = NodeKey.generate(new SecureRandom());
    private static final KeyedDomain DOMAIN = KeyedDomain.of("test", List.of(KEY));
    /** In versions 1 and 2, and gone with 3. */
    private static final String ANA = "123456781";
    /** From version 2 on. */
    private static final String RUI = "123456782";

    @TempDir
    Path root;
    private final StringWriter said = new StringWriter();

    @BeforeEach
    void threeVersions() throws Exception {
        KeystoreCustodian.create(root.resolve("key.p12"), "correct horse".toCharArray(), KEY);
        Files.writeString(root.resolve("ingest.yaml"), "node: uls-teste\ndomain: test\nlake: lake\nquarantine: quarantine\nmemory: 512MB\nkey: {keystore: key.p12, password_env: PASSWORD}\n");
        Files.writeString(root.resolve("node.yaml"), "node: uls-teste\nname: Teste\nlake: lake\nstate: state\n");
        load("visits", ANA);
        load("visits", ANA, RUI);
        load("visits", RUI);
        try (AuditLog log = AuditLog.open(root.resolve("state/audit"), "uls-teste", SigningKey.generate(), CLOCK)) {
            log.append(entry("permit-old", 1, Outcome.RELEASED, false));
            log.append(entry("permit-both", 2, Outcome.RELEASED, false));
            log.append(entry("permit-both", 2, Outcome.RELEASED, false));
            log.append(entry("permit-checked", 2, Outcome.CHECKED, false));
            log.append(entry("permit-refused", 2, Outcome.REFUSED, false));
            log.append(entry("permit-new", 3, Outcome.RELEASED, false));
            log.append(entry("permit-exception", 3, Outcome.RELEASED, true));
        }
    }

    @Test
    void whoCouldReadIsSaidWithPurposeTablesTimesAndHowOften() {
        assertThat(permits(ANA)).containsExactly("permit-old", "permit-both");
        assertThat(said.toString()).contains("permit permit-both, Universidade, purpose 53(1)(e): visits; 2 questions from 2026-01-20T12:00:00Z to 2026-01-20T12:00:00Z");
        assertThat(permits(RUI)).containsExactly("permit-both", "permit-new", "permit-exception");
        assertThat(permits("123456789")).isEmpty();
    }

    @Test
    void aPermitThatLeftThePersonOutIsNotNamed() {
        optOut(RUI, Instant.EPOCH);
        assertThat(permits(RUI)).containsExactly("permit-exception");
    }

    @Test
    void aTableLoadedBesideChangesNothing() throws Exception {
        load("other", "123456799");
        assertThat(permits(RUI)).containsExactly("permit-both", "permit-new", "permit-exception");
    }

    @Test
    void theAnswerIsTheSameAfterARotation() {
        KeyedDomain next = KeyedDomain.of("test", List.of(KEY, KEY));
        new Rotation(root.resolve("lake"), "512MB", CLOCK, List.of(), step -> { }).rotate(next);
        assertThat(permits(ANA)).containsExactly("permit-old", "permit-both");
        assertThat(permits(RUI)).containsExactly("permit-both", "permit-new", "permit-exception");
    }

    @Test
    void anErasureClearsTheTrail() throws Exception {
        new Erasure(root.resolve("lake"), "512MB", CLOCK, List.of()).erase(Set.of(DOMAIN.pseudonymiser().pseudonym(IdentifierType.PATIENT_NUMBER, ANA)));
        assertThat(permits(ANA)).isEmpty();
        assertThat(permits(RUI)).containsExactly("permit-both", "permit-new", "permit-exception");
        try (Stream<Path> trails = Files.list(root.resolve("lake/_trail/visits"))) {
            assertThat(trails).as("no trail of an earlier version is left").hasSize(1);
        }
    }

    @Test
    void nothingIsStoredAndOneIsToldAtATime() throws Exception {
        long before = count();
        permits(ANA);
        assertThat(count()).isEqualTo(before);
        assertThat(run(ANA + "\n" + RUI)).isEqualTo(1);
        assertThat(said.toString()).contains("each person is told alone").doesNotContain(ANA);
    }

    private long count() throws Exception {
        try (Stream<Path> files = Files.walk(root)) {
            return files.count();
        }
    }

    private List<String> permits(String number) {
        said.getBuffer().setLength(0);
        assertThat(run(number)).as(said.toString()).isZero();
        assertThat(said.toString()).doesNotContain(number);
        return said.toString().lines().filter(line -> line.startsWith("permit ")).map(line -> line.substring(7, line.indexOf(','))).toList();
    }

    private int run(String numbers) {
        CommandLine command = new CommandLine(new SubjectCommand(CLOCK, ENVIRONMENT, new ByteArrayInputStream(numbers.getBytes(StandardCharsets.UTF_8))));
        PrintWriter writer = new PrintWriter(said, true);
        command.setOut(writer).setErr(writer);
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            assertThat(failure).isInstanceOf(OperatorException.class);
            writer.println(failure.getMessage());
            return 1;
        });
        return command.execute("--config", root.resolve("ingest.yaml").toString(), "--node", root.resolve("node.yaml").toString());
    }

    private void optOut(String number, Instant from) {
        try (LakeWriter lake = LakeWriter.open(root.resolve("lake"), CLOCK)) {
            lake.optOuts().optOut(List.of(DOMAIN.pseudonymiser().throughEpochs(IdentifierType.PATIENT_NUMBER, number)), from);
        }
    }

    private void load(String table, String... numbers) throws Exception {
        Path profile = Files.writeString(root.resolve(table + ".yaml"), String.join("\n", "profile: 1", "system: V", "table: " + table, "title: {pt: v, en: v}", "subject: utente", "columns:",
                "  - {name: utente, class: identifier, identifier: PATIENT_NUMBER, title: {pt: u, en: p}}"));
        Path extract = Files.writeString(root.resolve(table + ".csv"), "utente\n" + String.join("\n", numbers) + "\n");
        new Ingest(IngestSettings.read(root.resolve("ingest.yaml"), ENVIRONMENT), DOMAIN, CLOCK, new PrintStream(PrintStream.nullOutputStream()))
                .load(List.of(new Extract(ProfileReader.read(profile), List.of(extract))));
    }

    private static AuditEntry entry(String permit, long version, Outcome outcome, boolean exception) {
        return new AuditEntry(outcome, Optional.of("order"), CanonicalJson.digest("order"), Optional.of("task"), Optional.of(permit), Optional.of("ana"),
                Optional.of(new AuditEntry.Why("53(1)(e)", "Universidade", 1_700_000_000, exception)), Optional.empty(), Optional.empty(), Optional.empty(),
                outcome == Outcome.REFUSED ? Optional.of("gate.shape") : Optional.empty(), Optional.empty(), List.of(), Optional.empty(),
                Optional.of(new Manifest.Lake(version, Map.of("visits", version - 1))), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }
}
