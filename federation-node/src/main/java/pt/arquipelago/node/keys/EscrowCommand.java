package pt.arquipelago.node.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import pt.arquipelago.pseudonymisation.key.Escrow;
import pt.arquipelago.pseudonymisation.key.KeystoreCustodian;
import pt.arquipelago.pseudonymisation.key.NodeKey;
import pt.arquipelago.pseudonymisation.key.PrivateFile;
import pt.arquipelago.pseudonymisation.key.Share;

@Command(name = "escrow", mixinStandardHelpOptions = true,
        description = "Split a pseudonymisation key among people: any M of N shares give it back, fewer say nothing about it.")
final class EscrowCommand extends KeyCommand {
    private final SecureRandom random;

    @Option(names = "--keystore", required = true, paramLabel = "FILE", description = "The keystore of the pseudonymisation key.")
    private Path keystore;

    @Option(names = "--threshold", required = true, paramLabel = "M", description = "Shares needed to bring the key back, at least 2.")
    private int threshold;

    @Option(names = "--shares", required = true, paramLabel = "N", description = "Shares to make, at most 255.")
    private int shares;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for share-1.txt … share-N.txt (mode 0600).")
    private Path out;

    EscrowCommand(SecureRandom random) {
        this.random = random;
    }

    @Override
    void run() throws IOException {
        if (threshold < 2 || threshold > shares || shares > 255) {
            throw new ParameterException(command().commandLine(), "--threshold is at least 2 and at most --shares, which is at most 255.");
        }
        List<Path> files = IntStream.rangeClosed(1, shares).mapToObj(index -> out.resolve("share-" + index + ".txt")).toList();
        requireAbsent(files.toArray(Path[]::new));
        try (NodeKey key = new KeystoreCustodian(keystore, password(keystore)).nodeKey()) {
            Files.createDirectories(out);
            for (Share share : Escrow.split(key, threshold, shares, random)) {
                PrivateFile.write(files.get(share.index() - 1), share.toText().getBytes(StandardCharsets.US_ASCII));
            }
            say("Split the key " + key.fingerprint() + " into " + shares + " shares in " + out + "; any " + threshold + " of them give it back.");
        }
        say("Hand each file to another person, note who has which, and delete the files here.");
    }
}
