package pt.arquipelago.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.analysis.result.ResultTable;
import pt.arquipelago.node.Command.Ended;

/** Runs the commands of {@code docs/without-the-federation.md} as they stand there. */
@Tag("spark")
class WithoutTheFederationTest {
    private static final Path DOCS = Path.of(System.getProperty("arquipelago.root", "..")).resolve("docs");
    private static final Map<String, String> PASSWORDS = Map.of("PSEUDONYMS_PASSWORD", "choose-one-of-your-own", "TEST_PASSWORD", "and-another-one");

    @TempDir
    private Path folder;

    @Test
    void thePagesSixCommandsLeadFromACsvToAReleasedTable() throws Exception {
        copyExample();
        List<List<String>> commands = commands();
        assertThat(commands).hasSize(6);

        for (List<String> command : commands) {
            Ended ended = Command.run(PASSWORDS, command);
            assertThat(ended.status()).as(String.join(" ", command) + "\n" + ended.output()).isZero();
        }

        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("try/results.jsonl"))) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines).hasSize(5).allSatisfy(line -> assertThat(line.path("test").booleanValue()).isTrue());
        checkReleased(lines.get(0));
        assertThat(lines.get(1).path("released").path("rows").size()).as(lines.get(1).toString()).isEqualTo(8);
        assertThat(lines.get(2).path("refused").path("code").asText()).startsWith("gate.");
        assertThat(lines.get(3).path("refused").path("code").asText()).startsWith("gate.");
        assertThat(lines.get(4).path("refused").path("code").asText()).isEqualTo("input.unreadable-line");
        assertThat(lines.get(4).path("line").intValue()).isEqualTo(5);

        everyRunGivesTheSameTable(commands.get(4), lines.get(0));
        thePoliciesAreExplainedWithoutReadingAnything(commands.get(4));
        withNoiseNumbersHaveIntervalsAndTheProfilesRange(commands.get(3), commands.get(4));
        aNodeRefusesToStartWithATestKey();
        theAuditCommandFindsAChangedLine(commands.get(5));
    }

    private void checkReleased(JsonNode line) {
        assertThat(line.path("id").asText()).isEqualTo("by reason");
        ResultTable table = ResultTable.fromJson(line.path("released"));
        assertThat(table.columns().stream().map(column -> column.name()).toList()).containsExactly("reason", "visits", "persons", "minutes");
        assertThat(table.rows()).hasSize(3).allSatisfy(row -> assertThat(row.get(0)).isIn("check-up", "diabetes", "hypertension"));
        assertThat(table.rows().get(0).get(1)).isInstanceOf(Long.class);
    }

    private void everyRunGivesTheSameTable(List<String> run, JsonNode first) throws Exception {
        assertThat(Command.run(PASSWORDS, run).status()).isZero();
        JsonNode again = new ObjectMapper().readTree(Files.readAllLines(folder.resolve("try/results.jsonl")).get(0));
        assertThat(again).isEqualTo(first);
    }

    /** The same files as `run` takes, stopped at the policies. */
    private void thePoliciesAreExplainedWithoutReadingAnything(List<String> run) throws Exception {
        List<String> explain = new ArrayList<>(List.of("policy", "explain", "--config", argument(run, "--config"), "--permit", argument(run, "--permit"), "--task", argument(run, "--tasks")));
        Ended ended = Command.run(PASSWORDS, explain);
        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("Line 1\nAsked by", "The access body's policy (sha256:", "): allowed", "at least 10 persons", "did not come as far as the policies");
        List<String> log = Files.readAllLines(folder.resolve("try/state/audit/log.jsonl"));
        assertThat(new ObjectMapper().readTree(log.get(log.size() - 4)).path("outcome").asText()).isEqualTo("checked");
    }

    /** The same questions under a permit that says so, and under none else. */
    private void withNoiseNumbersHaveIntervalsAndTheProfilesRange(List<String> sign, List<String> run) throws Exception {
        List<String> noisy = new ArrayList<>(run);
        noisy.addAll(List.of("--release", "noisy", "--rho", "0.1", "--rows", "1", "--records", "4"));
        Ended other = Command.run(PASSWORDS, noisy);
        assertThat(other.status()).isNotZero();
        assertThat(other.output()).contains("The permit's release is 'reviewed', not 'noisy'");

        Path claims = Path.of(argument(sign, "--claims"));
        Files.writeString(claims, Files.readString(claims).replace("\"reviewed\"", "\"noisy\"").replace("test-permit-1", "test-permit-2"));
        Files.delete(Path.of(argument(sign, "--out")));
        Ended signed = Command.run(PASSWORDS, sign);
        assertThat(signed.status()).as(signed.output()).isZero();
        Ended ended = Command.run(PASSWORDS, noisy);
        assertThat(ended.status()).as(ended.output()).isZero();
        JsonNode released = new ObjectMapper().readTree(Files.readAllLines(folder.resolve("try/results.jsonl")).get(0)).path("released");
        assertThat(released.path("suppressed")).isEmpty();
        assertThat(released.path("intervals").size()).isEqualTo(3 * released.path("rows").size()).isPositive();
        JsonNode noise = released.path("provenance").path("noise").path("my-clinic");
        assertThat(noise.path("rho").doubleValue()).isEqualTo(0.1);
        assertThat(noise.path("ranges").toString()).isEqualTo("[{\"name\":\"minutes\",\"low\":0.0,\"high\":240.0}]");
    }

    private static String argument(List<String> command, String option) {
        return command.get(command.indexOf(option) + 1);
    }

    private void aNodeRefusesToStartWithATestKey() throws Exception {
        Ended ended = Command.run(PASSWORDS, List.of("node", "--config", folder.resolve("try/node.yaml").toString()));
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output()).contains("test_issuer");
    }

    private void theAuditCommandFindsAChangedLine(List<String> verify) throws Exception {
        Path log = folder.resolve("try/state/audit/log.jsonl");
        Files.writeString(log, Files.readString(log).replaceFirst("\"me\"", "\"us\""));
        Ended ended = Command.run(PASSWORDS, verify);
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output()).contains("changed: line 1");
    }

    /** The commands of the page's shell blocks, in the folder of this test. */
    private List<List<String>> commands() throws Exception {
        List<List<String>> commands = new ArrayList<>();
        Matcher blocks = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(DOCS.resolve("without-the-federation.md")));
        while (blocks.find()) {
            for (String line : blocks.group(1).strip().split("\n")) {
                assertThat(line).startsWith("./arquipelago ");
                commands.add(Stream.of(line.split(" ")).skip(1).map(word -> word.startsWith("try/") ? folder.resolve(word).toString() : word).toList());
            }
        }
        return commands;
    }

    private void copyExample() throws Exception {
        Path example = DOCS.resolve("examples/without-the-federation");
        Files.createDirectory(folder.resolve("try"));
        try (Stream<Path> files = Files.list(example)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve("try").resolve(file.getFileName()));
            }
        }
    }
}
