package pt.arquipelago.node.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pt.arquipelago.analysis.Refusal;
import pt.arquipelago.analysis.RefusedException;
import pt.arquipelago.node.audit.AuditUnavailableException;
import pt.arquipelago.node.execution.NodeSpark;
import pt.arquipelago.node.release.ReleasedResult;
import pt.arquipelago.node.settings.KeystoreSetting;
import pt.arquipelago.node.settings.NodeSettings;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.policies.permit.NoiseLimits;
import pt.arquipelago.policies.permit.OrderMode;
import pt.arquipelago.policies.permit.PermitVerifier;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.SigningKey;

/** Puts each line of a file of questions through the very chain that a federation's orders go, under a permit signed by a test key. */
@Command(name = "run", mixinStandardHelpOptions = true, description = {
        "Answer a file of questions without a federation, through the same chain.",
        "The test key in 'test_issuer' signs orders and status list; every line of the results says \"test\": true."})
public final class RunCommand implements Callable<Integer> {
    @Option(names = "--config", required = true, paramLabel = "node.yaml", description = "The node's settings, with test_issuer.")
    private Path config;

    @Option(names = "--permit", required = true, paramLabel = "permit.jws", description = "The permit, a compact JWS (see: keys permit).")
    private Path permit;

    @Option(names = "--tasks", required = true, paramLabel = "tasks.jsonl", description = "One {\"id\": …, \"sql\": …} a line.")
    private Path tasks;

    @Option(names = "--out", required = true, paramLabel = "results.jsonl", description = "One line for each task.")
    private Path out;

    @Option(names = "--history", paramLabel = "FILE", description = "One history of what left, in FILE.mv.db: its questions meet, of this run and of others with the file. Without it each question stands alone.")
    private Path history;

    @Option(names = "--release", paramLabel = "reviewed|noisy", description = "The way of release that the permit must name; nothing is answered under another one.")
    private String release;

    @Option(names = "--rho", paramLabel = "N", description = "With release noisy, what a question may cost that does not say so itself (noise.rho).")
    private Double rho;

    @Option(names = "--rows", paramLabel = "N", description = "With release noisy, in how many rows of an answer one person counts (noise.rows).")
    private Integer rows;

    @Option(names = "--records", paramLabel = "N", description = "With release noisy, with how many records one person counts in a row (noise.records).")
    private Integer records;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws Exception {
        Map<String, String> environment = System.getenv();
        NodeSettings settings = NodeSettings.read(config, environment);
        KeystoreSetting test = settings.testIssuer().orElseThrow(() -> new OperatorException("`run` needs a test key. Make one with `keys signing` and name it as 'test_issuer: {keystore, password_env}' in "
                + config + "."));
        SigningKey key = FederationNode.key(test, environment);
        FederationNode.Trust trust = FederationNode.Trust.ofTest(settings, key);
        Clock clock = Clock.systemUTC();
        String signedPermit = read(permit, "permit").strip();
        byte[] lines = Files.readAllBytes(requireFile(tasks, "tasks"));
        requireRelease(new PermitVerifier(trust.permits(), clock), signedPermit);
        NoiseLimits noise = noise();
        try (NodeSpark spark = NodeSpark.start(settings.spark()); FederationNode node = open(settings, trust, spark, clock);
                OutputStream results = new BufferedOutputStream(Files.newOutputStream(out))) {
            TestIssuer issuer = new TestIssuer(key, settings.node(), signedPermit, new PermitVerifier(trust.permits(), clock), clock);
            return new Session(node, issuer, results, noise).run(lines, command);
        }
    }

    private void requireRelease(PermitVerifier permits, String signedPermit) {
        if (release == null) {
            return;
        }
        try {
            String named = permits.read(signedPermit).release().code();
            if (!named.equals(release)) {
                throw new OperatorException("The permit's release is '" + named + "', not '" + release + "'. Sign a permit with \"release\": \"" + release + "\" (keys permit).");
            }
        } catch (InvalidMessage e) {
            throw new OperatorException("The permit cannot be believed (" + e.code() + "). Sign it with the test key (keys permit).");
        }
    }

    private NoiseLimits noise() {
        try {
            return new NoiseLimits(java.util.Optional.ofNullable(rho), java.util.Optional.ofNullable(rows), java.util.Optional.ofNullable(records), java.util.Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new OperatorException("One of --rho, --rows and --records cannot be taken: " + e.getMessage() + ".");
        }
    }

    private FederationNode open(NodeSettings settings, FederationNode.Trust trust, NodeSpark spark, Clock clock) {
        return history == null ? FederationNode.open(settings, trust, spark, clock) : FederationNode.openWithHistory(settings, trust, spark, clock, history);
    }

    /** All lines of one file. */
    static final class Session {
        private final FederationNode node;
        private final TestIssuer issuer;
        private final OutputStream results;
        private final NoiseLimits noise;
        private int released = 0;
        private int refused = 0;
        private int unanswered = 0;

        Session(FederationNode node, TestIssuer issuer, OutputStream results, NoiseLimits noise) {
            this.noise = noise;
            this.node = node;
            this.issuer = issuer;
            this.results = results;
        }

        int run(byte[] file, CommandSpec command) throws IOException {
            int number = 0;
            for (int start = 0; start < file.length;) {
                int end = start;
                while (end < file.length && file[end] != '\n') {
                    end++;
                }
                number++;
                byte[] line = Arrays.copyOfRange(file, start, end);
                if (!new String(line, StandardCharsets.ISO_8859_1).isBlank()) {
                    write(answer(line, number));
                }
                start = end + 1;
            }
            command.commandLine().getOut().println(released + " released, " + refused + " refused or failed, " + unanswered + " without an answer.");
            return unanswered == 0 ? 0 : 1;
        }

        private ObjectNode answer(byte[] bytes, int number) {
            TaskLine line;
            try {
                line = TaskLine.parse(bytes, number).with(noise);
            } catch (RefusedException e) {
                refused++;
                return ResultLine.refused(JsonNodeFactory.instance.nullNode(), e.refusal()).put("line", number);
            }
            try {
                node.statuses().accept(issuer.statusList());
                ReleasedResult answer = node.runTask().answer(issuer.order("task-" + number, line.question(), line.user(), OrderMode.RUN), Progress.SILENT).orElseThrow();
                ObjectNode result = ResultLine.of(line.id(), answer, line.question().strict().orElse(false));
                node.jobs().acknowledged(answer.order());
                count(result);
                return result;
            } catch (AuditUnavailableException e) {
                unanswered++;
                return ResultLine.failed(line.id(), new Refusal("node.audit-unavailable", "The audit log cannot be written, so nothing leaves.",
                        "Make room on the disk of the state folder and give the node the right to write there."));
            }
        }

        private void count(JsonNode result) {
            if (result.has("released")) {
                released++;
            } else {
                refused++;
            }
        }

        private void write(ObjectNode line) throws IOException {
            results.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            results.flush();
        }
    }

    private static String read(Path file, String what) throws IOException {
        return Files.readString(requireFile(file, what), StandardCharsets.US_ASCII);
    }

    private static Path requireFile(Path file, String what) {
        if (!Files.isReadable(file)) {
            throw new OperatorException("The file " + file + " (" + what + ") is not there or cannot be read. Give its path with --" + what + ".");
        }
        return file;
    }
}
