package pt.arquipelago.node.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pt.arquipelago.node.custody.ReleaseRequest;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.SigningKey;

@Command(name = "approve", mixinStandardHelpOptions = true, description = "As one of two persons, approve that the custodian releases a key for one ingest.")
final class ApproveCommand extends KeyCommand {
    private final Clock clock;

    @Option(names = "--request", required = true, paramLabel = "FILE", description = "The ingest's request, from the exchange folder.")
    private Path request;
    @Option(names = "--keystore", required = true, paramLabel = "FILE", description = "Your own signing key (`keys signing --for approval`).")
    private Path keystore;
    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The new file for the approval, for the custodian.")
    private Path out;

    ApproveCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    void run() throws IOException {
        requireAbsent(out);
        ReleaseRequest asked = ReleaseRequest.read(request);
        SigningKey key = signingKey(keystore);
        var approval = JsonNodeFactory.instance.objectNode().put("request", asked.digest()).put("at", clock.instant().toString());
        writePublic(out, Jws.sign(key, MessageType.KEY_APPROVAL, approval) + "\n");
        say(asked.words());
        say("Approved by the key " + key.verificationKey().thumbprint() + " into " + out + ".");
    }
}
