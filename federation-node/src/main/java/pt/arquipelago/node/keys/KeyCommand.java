package pt.arquipelago.node.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pt.arquipelago.node.settings.KeystoreSetting;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.policies.signature.SigningKey;
import pt.arquipelago.policies.signature.SigningKeystore;
import pt.arquipelago.pseudonymisation.key.EscrowFailed;
import pt.arquipelago.pseudonymisation.key.KeyUnavailable;

/** What the commands on keys share: the password by name, files that are never overwritten, errors for the person at the terminal. */
abstract class KeyCommand implements Callable<Integer> {
    Map<String, String> environment = Map.of();

    @Option(names = "--password-env", paramLabel = "NAME", defaultValue = "ARQUIPELAGO_KEYSTORE_PASSWORD",
            description = "Environment variable that holds the keystore's password, at least 8 characters (default: ${DEFAULT-VALUE}).")
    private String passwordEnv;

    @Spec
    private CommandSpec command;

    abstract void run() throws IOException;

    @Override
    public final Integer call() {
        try {
            run();
            command.commandLine().getOut().flush();
            return 0;
        } catch (KeyUnavailable | EscrowFailed e) {
            throw new OperatorException(sentence(e.getMessage()));
        } catch (FileAlreadyExistsException e) {
            throw new OperatorException(exists(Path.of(e.getFile())));
        } catch (NoSuchFileException e) {
            throw new OperatorException(e.getFile() + " is not there, or its folder is missing. Name an existing one.");
        } catch (IOException e) {
            throw new OperatorException("A file could not be read or written (" + e.getClass().getSimpleName() + "). See that its folder may be written and has room.");
        }
    }

    char[] password(Path keystore) {
        return new KeystoreSetting(keystore, passwordEnv).password(environment);
    }

    SigningKey signingKey(Path keystore) throws IOException {
        if (!Files.exists(keystore)) {
            throw new NoSuchFileException(keystore.toString());
        }
        try {
            return SigningKeystore.load(keystore, password(keystore));
        } catch (IOException e) {
            throw new OperatorException("The keystore " + keystore + " gives no signing key: the password is wrong, the file is damaged, or it holds "
                    + "another kind of key. `keys show` tells which kind it is.");
        }
    }

    /** All files a command makes are looked for before the first is written, so that nothing is left half done. */
    static void requireAbsent(Path... files) {
        for (Path file : files) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new OperatorException(exists(file));
            }
        }
    }

    static void writePublic(Path file, String content) throws IOException {
        Files.write(file, content.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    void say(String line) {
        command.commandLine().getOut().println(line);
    }

    CommandSpec command() {
        return command;
    }

    private static String exists(Path file) {
        return file + " exists already and is not overwritten. Choose another name, or move the old file away yourself.";
    }

    private static String sentence(String message) {
        return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
    }
}
