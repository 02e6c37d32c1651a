package pt.arquipelago.node.keys;

import java.nio.file.Path;
import java.security.SecureRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pt.arquipelago.pseudonymisation.key.KeystoreCustodian;
import pt.arquipelago.pseudonymisation.key.NodeKey;

@Command(name = "pseudonymisation", mixinStandardHelpOptions = true,
        description = "Make a node's key for pseudonyms, in a new keystore. It belongs in ingest.yaml and never in node.yaml.")
final class PseudonymisationKeyCommand extends KeyCommand {
    private final SecureRandom random;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The new keystore (PKCS#12).")
    private Path out;

    PseudonymisationKeyCommand(SecureRandom random) {
        this.random = random;
    }

    @Override
    void run() {
        requireAbsent(out);
        try (NodeKey key = NodeKey.generate(random)) {
            KeystoreCustodian.create(out, password(out), key);
            say("Made the pseudonymisation key " + key.fingerprint() + " in " + out + ".");
        }
        say("Split it among people today (`keys escrow`): a lost key orphans every pseudonym.");
    }
}
