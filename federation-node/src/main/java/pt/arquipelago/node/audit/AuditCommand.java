package pt.arquipelago.node.audit;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import pt.arquipelago.node.settings.KeystoreSetting;
import pt.arquipelago.node.settings.NodeSettings;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.SigningKeystore;
import pt.arquipelago.policies.signature.TrustedKeys;
import pt.arquipelago.policies.signature.VerificationKey;
import pt.arquipelago.policies.transparency.SignedHead;

/** {@code audit verify}: whether the log is as it was written. */
@Command(name = "audit", description = "The node's audit log.", mixinStandardHelpOptions = true, subcommands = AuditCommand.Verify.class)
public final class AuditCommand implements Runnable {
    @Spec
    private CommandSpec command;

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "Name what to do: audit verify.");
    }

    @Command(name = "verify", description = "Find a changed, missing, swapped or cut-off line.", mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        @Option(names = "--config", required = true, paramLabel = "node.yaml", description = "The node's settings.")
        private Path config;

        @Option(names = "--heads", paramLabel = "FILE", description = "Heads kept elsewhere, such as at the access body: one signed head a line.")
        private Path heads;

        @Option(names = "--key", paramLabel = "node.jwk", description = "The node's public key; without it the signing keystore is opened.")
        private Path key;

        @Spec
        private CommandSpec command;

        @Override
        public Integer call() throws IOException {
            NodeSettings settings = NodeSettings.read(config, System.getenv());
            Path folder = settings.state().resolve("audit");
            Path log = folder.resolve(AuditLog.FILE);
            if (!Files.isReadable(log)) {
                throw new OperatorException("There is no audit log at " + log + ". Check 'state' in " + config + ".");
            }
            TrustedKeys trusted = TrustedKeys.of(nodeKey(settings));
            List<SignedHead> kept = new ArrayList<>(read(folder.resolve(AuditLog.HEADS), trusted));
            if (heads != null) {
                kept.addAll(read(heads, trusted));
            }
            List<AuditVerification.Finding> findings = AuditVerification.verify(log, kept);
            PrintWriter out = command.commandLine().getOut();
            findings.forEach(finding -> out.println(finding.kind().name().toLowerCase(java.util.Locale.ROOT) + ": " + finding.text()));
            if (findings.isEmpty()) {
                out.println("The audit log is as it was written: " + AuditVerification.lines(log) + " entries, " + kept.size() + " signed heads agree.");
            }
            return findings.isEmpty() ? 0 : 1;
        }

        private VerificationKey nodeKey(NodeSettings settings) throws IOException {
            if (key != null) {
                return VerificationKey.fromJwk(Files.readString(key));
            }
            KeystoreSetting keystore = settings.signingKey().or(settings::testIssuer)
                    .orElseThrow(() -> new OperatorException("There is no key to verify the heads with. Set 'signing_key' in " + config + " or give --key."));
            return SigningKeystore.load(keystore.keystore(), keystore.password(System.getenv())).verificationKey();
        }

        private static List<SignedHead> read(Path file, TrustedKeys trusted) throws IOException {
            List<SignedHead> heads = new ArrayList<>();
            if (!Files.exists(file)) {
                return heads;
            }
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                try {
                    heads.add(Jws.verify(lines.get(i).strip(), MessageType.HEAD, trusted).as(SignedHead.class));
                } catch (InvalidMessage e) {
                    throw new OperatorException("Line " + (i + 1) + " of " + file + " is no head signed by this node (" + e.code() + "). Fetch the heads again from who kept them.");
                }
            }
            return heads;
        }
    }
}
