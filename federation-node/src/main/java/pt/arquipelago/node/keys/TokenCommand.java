package pt.arquipelago.node.keys;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.pseudonymisation.key.KeystoreCustodian;
import pt.arquipelago.pseudonymisation.key.NodeKey;
import pt.arquipelago.pseudonymisation.key.TokenCustodian;

@Command(name = "token", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Wrap a pseudonymisation key under a key of a token (PKCS#11) that never leaves it; made there if need be.",
        "Afterwards split the key among people (`keys escrow`) and delete the keystore."})
final class TokenCommand extends KeyCommand {
    private final SecureRandom random;

    @Option(names = "--keystore", required = true, paramLabel = "FILE", description = "The keystore of the pseudonymisation key.")
    private Path keystore;
    @Option(names = "--library", required = true, paramLabel = "FILE", description = "The token's PKCS#11 library.")
    private Path library;
    @Option(names = "--slot-index", defaultValue = "0", paramLabel = "N", description = "The token's place among the slots, from 0 (default: ${DEFAULT-VALUE}).")
    private int slotIndex;
    @Option(names = "--label", defaultValue = "arquipelago", paramLabel = "LABEL", description = "Label of the token's key (default: ${DEFAULT-VALUE}).")
    private String label;
    @Option(names = "--pin-env", required = true, paramLabel = "NAME", description = "Environment variable that holds the token's PIN.")
    private String pinEnv;
    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The new file for the wrapped key.")
    private Path out;

    TokenCommand(SecureRandom random) {
        this.random = random;
    }

    @Override
    void run() {
        requireAbsent(out);
        String value = environment.get(pinEnv);
        if (value == null || value.isEmpty()) {
            throw new OperatorException("The token's PIN is not given. Set the environment variable " + pinEnv + ".");
        }
        char[] pin = value.toCharArray();
        try (NodeKey key = new KeystoreCustodian(keystore, password(keystore)).nodeKey()) {
            TokenCustodian.wrap(new TokenCustodian.Token(library, slotIndex, label, pin), key, out, random).nodeKey().close();
            say("Wrapped the key " + key.fingerprint() + " into " + out + "; only this token opens it.");
        } finally {
            Arrays.fill(pin, ' ');
        }
    }
}
