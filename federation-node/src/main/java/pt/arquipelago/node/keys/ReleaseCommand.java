package pt.arquipelago.node.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pt.arquipelago.node.custody.ReleaseRequest;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.TrustedKeys;
import pt.arquipelago.policies.signature.VerificationKey;
import pt.arquipelago.policies.signature.VerifiedMessage;
import pt.arquipelago.pseudonymisation.key.KeystoreCustodian;
import pt.arquipelago.pseudonymisation.key.NodeKey;
import pt.arquipelago.pseudonymisation.key.PrivateFile;
import pt.arquipelago.pseudonymisation.key.SealedKey;

@Command(name = "release", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "As the custodian outside the institution: release a key to one ingest that two persons approved.",
        "It is encrypted for that ingest alone, and written down before it is released."})
final class ReleaseCommand extends KeyCommand {
    private static final int PERSONS = 2;
    private static final Duration FRESH = Duration.ofHours(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clock clock;

    @Option(names = "--request", required = true, paramLabel = "FILE", description = "The ingest's request.")
    private Path request;
    @Option(names = "--approval", required = true, arity = "1..*", paramLabel = "FILE", description = "An approval (`keys approve`); once for each person.")
    private List<Path> approvals;
    @Option(names = "--person", required = true, arity = "1..*", paramLabel = "FILE", description = "Public key (JWK) of a person who may approve; once for each.")
    private List<Path> persons;
    @Option(names = "--keystore", required = true, paramLabel = "FILE", description = "The keystore of the pseudonymisation key.")
    private Path keystore;
    @Option(names = "--log", required = true, paramLabel = "FILE", description = "The log of releases, one JSON object a line; it is only ever added to.")
    private Path log;
    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The new file for the release, to be laid into the exchange folder.")
    private Path out;

    ReleaseCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    void run() throws IOException {
        requireAbsent(out);
        ReleaseRequest asked = ReleaseRequest.read(request);
        Instant now = clock.instant();
        if (asked.at().isAfter(now.plus(Duration.ofMinutes(1))) || asked.at().isBefore(now.minus(FRESH))) {
            throw new OperatorException("The request is of " + asked.at() + ", and one is good for an hour. Let the ingest ask again.");
        }
        Set<String> approving = approving(asked);
        if (approving.size() < PERSONS) {
            throw new OperatorException("The request has the approval of " + approving.size() + " of the persons named, and a release needs " + PERSONS + " different ones.");
        }
        requireNotReleased(asked);
        try (NodeKey key = new KeystoreCustodian(keystore, password(keystore)).nodeKey()) {
            if (!key.fingerprint().equals(asked.key())) {
                throw new OperatorException("The request asks for the key " + asked.key() + ", and " + keystore + " holds " + key.fingerprint() + ".");
            }
            SealedKey sealed = SealedKey.seal(key, asked.recipient(), asked.digest().getBytes(StandardCharsets.US_ASCII));
            write(asked, approving, now);
            ObjectNode release = JSON.createObjectNode().put("id", asked.id()).put("sender", Base64.getEncoder().encodeToString(sealed.sender()))
                    .put("sealed", Base64.getEncoder().encodeToString(sealed.sealed()));
            PrivateFile.write(out, JSON.writeValueAsBytes(release));
        }
        say(asked.words());
        say("Released on the approval of " + String.join(" and ", approving) + " into " + out + "; written down in " + log + ".");
    }

    /** Thumbprints of the persons whose approval of this very request was given. */
    private Set<String> approving(ReleaseRequest asked) throws IOException {
        List<VerificationKey> known = new ArrayList<>();
        for (Path person : persons) {
            try {
                known.add(VerificationKey.fromJwk(Files.readString(person)));
            } catch (IllegalArgumentException e) {
                throw new OperatorException(person + " is no public key of a person (Ed25519, JWK).");
            }
        }
        Set<String> approving = new TreeSet<>();
        for (Path file : approvals) {
            try {
                VerifiedMessage approval = Jws.verify(Files.readString(file).strip(), MessageType.KEY_APPROVAL, TrustedKeys.of(known));
                if (!approval.payload().path("request").asText().equals(asked.digest())) {
                    throw new OperatorException(file + " approves another request than " + request + ".");
                }
                approving.add(approval.signer().thumbprint());
            } catch (InvalidMessage e) {
                throw new OperatorException(file + " is no approval of one of the persons named (" + e.code() + ").");
            }
        }
        return approving;
    }

    private void requireNotReleased(ReleaseRequest asked) throws IOException {
        if (!Files.exists(log)) {
            return;
        }
        for (String line : Files.readAllLines(log)) {
            JsonNode entry = JSON.readTree(line);
            if (entry.path("id").asText().equals(asked.id())) {
                throw new OperatorException("The key was released for this request at " + entry.path("at").asText() + " already. Let the ingest ask again.");
            }
        }
    }

    private void write(ReleaseRequest asked, Set<String> approving, Instant now) throws IOException {
        ObjectNode entry = JSON.createObjectNode().put("at", now.toString()).put("id", asked.id()).put("node", asked.node()).put("domain", asked.domain())
                .put("key", asked.key()).put("asked", asked.at().toString());
        approving.forEach(entry.putArray("approved_by")::add);
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap((entry + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
    }
}
