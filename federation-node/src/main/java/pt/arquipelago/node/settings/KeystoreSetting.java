package pt.arquipelago.node.settings;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;

/** A password-protected key file; the password is only ever named by its environment variable. */
public record KeystoreSetting(
        @Setting("PKCS#12 file.") Path keystore,
        @Setting("Name of the environment variable that holds the file's password.") String passwordEnv) {
    public KeystoreSetting {
        requireNonNull(keystore, "keystore is null");
        requireNonNull(passwordEnv, "passwordEnv is null");
    }

    /** @throws OperatorException when the variable is not set */
    public char[] password(Map<String, String> environment) {
        String password = environment.get(passwordEnv);
        if (password == null || password.isEmpty()) {
            throw new OperatorException("The password of " + keystore + " is not given. Set the environment variable " + passwordEnv + ".");
        }
        return password.toCharArray();
    }
}
