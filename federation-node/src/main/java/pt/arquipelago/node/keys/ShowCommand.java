package pt.arquipelago.node.keys;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pt.arquipelago.policies.signature.VerificationKey;
import pt.arquipelago.pseudonymisation.key.KeystoreCustodian;
import pt.arquipelago.pseudonymisation.key.NodeKey;
import pt.arquipelago.pseudonymisation.key.WrongKindOfKey;

@Command(name = "show", mixinStandardHelpOptions = true, description = "Say which kind of key a keystore holds, with its fingerprint or its public half.")
final class ShowCommand extends KeyCommand {
    @Option(names = "--keystore", required = true, paramLabel = "FILE", description = "The keystore (PKCS#12).")
    private Path keystore;

    @Override
    void run() throws IOException {
        try (NodeKey key = new KeystoreCustodian(keystore, password(keystore)).nodeKey()) {
            say("pseudonymisation key, fingerprint " + key.fingerprint());
        } catch (WrongKindOfKey e) {
            VerificationKey key = signingKey(keystore).verificationKey();
            say("signing key (Ed25519), thumbprint " + key.thumbprint());
            say("public half: " + key.toJwk());
        }
    }
}
