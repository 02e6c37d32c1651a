package pt.arquipelago.node.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pt.arquipelago.pseudonymisation.key.Escrow;
import pt.arquipelago.pseudonymisation.key.KeystoreCustodian;
import pt.arquipelago.pseudonymisation.key.NodeKey;
import pt.arquipelago.pseudonymisation.key.Share;

@Command(name = "restore", mixinStandardHelpOptions = true, description = "Bring a pseudonymisation key back from its shares, into a new keystore.")
final class RestoreCommand extends KeyCommand {
    @Option(names = "--share", required = true, arity = "1..*", paramLabel = "FILE", description = "A share; once for each.")
    private List<Path> files;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The new keystore (PKCS#12).")
    private Path out;

    @Override
    void run() throws IOException {
        requireAbsent(out);
        List<Share> shares = new ArrayList<>();
        for (Path file : files) {
            // Latin-1 reads any bytes: what is no share is then told apart by its text.
            shares.add(Share.parse(Files.readString(file, StandardCharsets.ISO_8859_1), file.toString()));
        }
        try (NodeKey key = Escrow.join(shares)) {
            KeystoreCustodian.create(out, password(out), key);
            say("Brought the key " + key.fingerprint() + " back into " + out + ".");
        }
    }
}
