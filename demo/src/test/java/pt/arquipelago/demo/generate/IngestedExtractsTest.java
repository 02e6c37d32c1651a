package pt.arquipelago.demo.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.Main;

/** A node takes in what is generated: every good row of all fifteen systems, and none of those that were spoilt. */
@Tag("slow")
class IngestedExtractsTest {
    private static final String PASSWORD = "only-for-this-test";

    @TempDir
    private Path folder;

    @Test
    void goodRowsEnterAndSpoiltOnesDoNot() throws Exception {
        node("keys", "pseudonymisation", "--out", folder.resolve("key.p12").toString(), "--password-env", "KEY_PASSWORD");
        for (double bad : new double[] {0, .05}) {
            Path extracts = folder.resolve("extracts" + bad);
            Settings settings = new Settings(8_000, 11, YearMonth.of(2025, 1), 12, Volumes.packages(1), List.of(Institution.NATIONAL));
            Map<String, Long> spoilt = new HashMap<>();
            for (GenerateExtracts.Written file : new GenerateExtracts(settings, new Errors(bad, false), Format.PLAIN, line -> { })
                    .folders(extracts, EnumSet.allOf(SnsSystem.class))) {
                spoilt.put(file.system().title(), file.badRows());
            }
            for (JsonNode table : ingest(extracts.resolve(Institution.NATIONAL.node()))) {
                String system = table.required("system").asText();
                assertThat(table.required("quarantined").asLong()).as(system + " " + table.required("reasons")).isEqualTo(spoilt.get(system));
                assertThat(table.required("accepted").asLong()).as(system).isPositive();
            }
            assertThat(spoilt).hasSize(16);
        }
    }

    private JsonNode ingest(Path extracts) throws IOException, InterruptedException {
        Path settings = Files.writeString(folder.resolve("ingest.yaml"), """
                node: uls-teste
                domain: test
                lake: lake
                quarantine: quarantine
                max_rejected: 1
                key: {keystore: key.p12, password_env: KEY_PASSWORD}
                """);
        Path report = folder.resolve("report.json");
        List<String> arguments = new ArrayList<>(List.of("ingest", "--config", settings.toString(), "--report", report.toString()));
        for (SnsSystem system : SnsSystem.values()) {
            arguments.add("--system");
            arguments.add(system.title().toLowerCase(Locale.ROOT) + "=" + extracts.resolve(system.fileName()));
        }
        node(arguments.toArray(String[]::new));
        return new ObjectMapper().readTree(report.toFile()).required("tables");
    }

    /** A node's command in a process of its own, as {@code ./arquipelago} starts it. */
    private static void node(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", "-Duser.timezone=UTC"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(flag -> flag.startsWith("--add-opens")).forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KEY_PASSWORD", PASSWORD);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }
}
