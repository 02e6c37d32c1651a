package pt.arquipelago.node.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.policies.permit.Permit;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.SigningKey;
import pt.arquipelago.policies.signature.StrictJson;

@Command(name = "permit", mixinStandardHelpOptions = true, description = {
        "Sign a permit with a test key, to try a node's policy without the federation.",
        "A node of the federation trusts only the access body's permit key, never this one."})
final class PermitCommand extends KeyCommand {
    @Option(names = "--claims", required = true, paramLabel = "permit.json", description = "The permit as JSON (docs/formats.md).")
    private Path claims;

    @Option(names = "--keystore", required = true, paramLabel = "FILE", description = "The keystore of the test key (`keys signing --for test`).")
    private Path keystore;

    @Option(names = "--out", required = true, paramLabel = "permit.jws", description = "The new file for the signed permit.")
    private Path out;

    @Override
    void run() throws IOException {
        requireAbsent(out);
        Permit permit = permit();
        SigningKey key = signingKey(keystore);
        writePublic(out, Jws.sign(key, MessageType.PERMIT, permit) + "\n");
        say("Signed the permit " + permit.jti() + " with the key " + key.verificationKey().thumbprint() + " into " + out + ".");
    }

    private Permit permit() throws IOException {
        byte[] json = Files.readAllBytes(claims);
        try {
            return StrictJson.read(StrictJson.readObject(json), Permit.class);
        } catch (InvalidMessage e) {
            throw new OperatorException(claims + " is no permit: " + WrongClaims.describe(e) + ".");
        }
    }
}
