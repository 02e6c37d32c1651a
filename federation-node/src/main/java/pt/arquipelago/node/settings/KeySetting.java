package pt.arquipelago.node.settings;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where a pseudonymisation key is kept: in exactly one of these ways. */
public record KeySetting(
        @Setting("Local custody: a password-protected file (PKCS#12).") Optional<Path> keystore,
        @Setting("Name of the environment variable that holds the file's password.") Optional<String> passwordEnv,
        @Setting("A command and its arguments that prints the key: 64 hex digits, or base64.") List<String> command) {

    public KeySetting {
        requireNonNull(keystore, "keystore is null");
        requireNonNull(passwordEnv, "passwordEnv is null");
        command = List.copyOf(command);
        int ways = (keystore.isPresent() ? 1 : 0) + (command.isEmpty() ? 0 : 1);
        if (ways != 1) {
            throw new OperatorException("a key is kept in one way: name 'keystore' with 'password_env', or 'command'; " + ways + " are named.");
        }
        if (keystore.isPresent() != passwordEnv.isPresent()) {
            throw new OperatorException("'keystore' and 'password_env' go together, and one of them is missing.");
        }
    }

    public static KeySetting ofKeystore(Path keystore, String passwordEnv) {
        return new KeySetting(Optional.of(keystore), Optional.of(passwordEnv), List.of());
    }
}
