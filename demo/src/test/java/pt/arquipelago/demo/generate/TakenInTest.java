package pt.arquipelago.demo.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import pt.arquipelago.node.ingest.IngestCommand;
import pt.arquipelago.node.keys.KeysCommand;

/** A node takes the extracts of all systems in: all good rows, and of the spoiled ones not one. */
class TakenInTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("PASSWORD", "of a test, and of nothing else");
    private static final Clock AFTERWARDS = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void everyGoodRowIsAccepted() throws IOException {
        assertThat(quarantined(Errors.NONE, new HashMap<>())).hasSize(SnsSystem.values().length).allSatisfy((system, rows) -> assertThat(rows).as(system).isZero());
    }

    @Test
    void exactlyTheSpoiledRowsAreQuarantined() throws IOException {
        Map<String, Long> spoiled = new HashMap<>();
        assertThat(quarantined(new Errors(.1, false), spoiled)).isEqualTo(spoiled);
    }

    private Map<String, Long> quarantined(Errors errors, Map<String, Long> spoiled) throws IOException {
        Settings settings = new Settings(3_000, 5, YearMonth.of(2025, 1), 12, Volumes.packages(.5), List.of(Institution.NATIONAL));
        new GenerateExtracts(settings, errors, Format.PLAIN, line -> { }).folders(folder, EnumSet.allOf(SnsSystem.class))
                .forEach(file -> spoiled.put(file.system().title(), file.badRows()));
        run(KeysCommand.commandLine(ENVIRONMENT, new SecureRandom()), "pseudonymisation", "--out", folder.resolve("key.p12").toString(), "--password-env", "PASSWORD");
        Files.writeString(folder.resolve("ingest.yaml"), "node: national\ndomain: sns\nlake: lake\nquarantine: quarantine\nmax_rejected: 0.5\n"
                + "key: {keystore: key.p12, password_env: PASSWORD}\n");
        List<String> arguments = new ArrayList<>(List.of("--config", folder.resolve("ingest.yaml").toString(), "--report", folder.resolve("report.json").toString()));
        for (SnsSystem system : SnsSystem.values()) {
            arguments.addAll(List.of("--system", system.title().toLowerCase(Locale.ROOT) + "=" + folder.resolve("national").resolve(system.fileName())));
        }
        run(new CommandLine(new IngestCommand(AFTERWARDS, ENVIRONMENT)), arguments.toArray(String[]::new));
        Map<String, Long> quarantined = new HashMap<>();
        Matcher tables = Pattern.compile("\"system\" : \"([A-Z-]+)\"[^}]*?\"quarantined\" : (\\d+)").matcher(Files.readString(folder.resolve("report.json")));
        while (tables.find()) {
            quarantined.put(tables.group(1), Long.parseLong(tables.group(2)));
        }
        return quarantined;
    }

    private static void run(CommandLine command, String... arguments) {
        StringWriter said = new StringWriter();
        int code = command.setOut(new PrintWriter(said)).setErr(new PrintWriter(said)).execute(arguments);
        assertThat(code).as("%s", said).isZero();
    }
}
