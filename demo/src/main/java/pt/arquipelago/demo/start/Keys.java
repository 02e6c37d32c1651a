package pt.arquipelago.demo.start;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;
import pt.arquipelago.node.keys.KeysCommand;

/** Makes every key of the demonstration by the command {@code keys}, each with a password of its own. */
final class Keys {
    private static final String PASSWORD = "DEMO_PASSWORD";

    private final DemoFolder folder;
    private final Secrets secrets;

    Keys(DemoFolder folder, Secrets secrets) {
        this.folder = requireNonNull(folder, "folder is null");
        this.secrets = requireNonNull(secrets, "secrets is null");
    }

    void make() {
        for (String use : new String[] {"permits", "orders", "status"}) {
            make(folder.accessBody().resolve(use + ".p12"), secrets.of(use), "signing", "--for", use);
        }
        for (Institution institution : Institution.ALL) {
            make(folder.node(institution).resolve("node.p12"), secrets.of("node." + institution.id()), "signing", "--for", "node");
            make(folder.ingest(institution).resolve("pseudonymisation.p12"), secrets.of("pseudonymisation." + institution.id()), "pseudonymisation");
        }
    }

    private static void make(Path keystore, String password, String... arguments) {
        if (Files.exists(keystore)) {
            return;
        }
        StringWriter said = new StringWriter();
        CommandLine keys = KeysCommand.commandLine(Map.of(PASSWORD, password), new SecureRandom(), Clock.systemUTC());
        keys.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 4);
        System.arraycopy(new String[] {"--out", keystore.toString(), "--password-env", PASSWORD}, 0, all, arguments.length, 4);
        if (keys.execute(all) != 0) {
            throw new StepFailed("the key " + keystore + " could not be made: " + said, "start again with an empty --dir");
        }
    }
}
