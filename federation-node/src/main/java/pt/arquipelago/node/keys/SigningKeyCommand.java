package pt.arquipelago.node.keys;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.policies.signature.SigningKey;
import pt.arquipelago.policies.signature.SigningKeystore;

@Command(name = "signing", mixinStandardHelpOptions = true, description = {
        "Make an Ed25519 signing key, in a new keystore, with its public half as a JWK file for those who verify.",
        "The access body has three, apart: permits (opened by the decision maker for each decision), orders, status."})
final class SigningKeyCommand extends KeyCommand {
    /** Whose messages the key signs; the name of the entry in the keystore. */
    enum Use { node, permits, orders, status, approval, test }

    @Option(names = "--for", required = true, paramLabel = "USE", description = "One of ${COMPLETION-CANDIDATES}.")
    private Use use;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The new keystore (PKCS#12).")
    private Path out;

    @Option(names = "--jwk", paramLabel = "FILE", description = "The new file for the public key (default: the keystore's name with .jwk).")
    private Path jwk;

    @Override
    void run() throws IOException {
        Path publicFile = jwk != null ? jwk : out.resolveSibling(out.getFileName().toString().replaceFirst("\\.p12$", "") + ".jwk");
        requireAbsent(out, publicFile);
        SigningKey key;
        try {
            key = SigningKeystore.create(out, password(out), use.name());
        } catch (IllegalArgumentException e) {
            throw new OperatorException(e.getMessage() + ".");
        }
        writePublic(publicFile, key.verificationKey().toJwk() + "\n");
        say("Made the signing key " + key.verificationKey().thumbprint() + " (" + use + ") in " + out + ".");
        say("Its public half is in " + publicFile + ": give that file to those who verify.");
    }
}
