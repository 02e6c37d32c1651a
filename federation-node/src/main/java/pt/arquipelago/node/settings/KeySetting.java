package pt.arquipelago.node.settings;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where a pseudonymisation key is kept: in exactly one of these ways. */
public record KeySetting(
        @Setting("Local custody: a password-protected file (PKCS#12).") Optional<Path> keystore,
        @Setting("Name of the environment variable that holds the file's password.") Optional<String> passwordEnv,
        @Setting("A command and its arguments that prints the key: 64 hex digits, or base64.") List<String> command,
        @Setting("A file that only a token opens.") Optional<TokenSetting> pkcs11,
        @Setting("A custodian outside the institution.") Optional<CustodianSetting> custodian) {

    /** A token (PKCS#11) that unwraps the key. */
    public record TokenSetting(
            @Setting("The token's PKCS#11 library.") Path library,
            @Setting(value = "The token's place among the slots, from 0.", fallback = "0") int slotIndex,
            @Setting(value = "Label of the token's key.", fallback = "arquipelago") String label,
            @Setting("Name of the environment variable that holds the token's PIN.") String pinEnv,
            @Setting("The wrapped key, made by `keys token`.") Path wrapped) {
    }

    /** A custodian who releases the key for one ingest when two persons approve. */
    public record CustodianSetting(
            @Setting("Folder for requests and releases.") Path exchange,
            @Setting("Fingerprint of the key.") String fingerprint,
            @Setting(value = "Minutes to wait for a release.", fallback = "60") int waitMinutes) {
        public CustodianSetting {
            if (!fingerprint.matches("[0-9a-f]{16}")) {
                throw new OperatorException("'custodian.fingerprint' is the 16 hex digits that `keys show` prints.");
            }
            if (waitMinutes < 1) {
                throw new OperatorException("'custodian.wait_minutes' is " + waitMinutes + ": at least 1 was expected.");
            }
        }
    }

    public KeySetting {
        requireNonNull(keystore, "keystore is null");
        requireNonNull(passwordEnv, "passwordEnv is null");
        command = List.copyOf(command);
        requireNonNull(pkcs11, "pkcs11 is null");
        requireNonNull(custodian, "custodian is null");
        int ways = (keystore.isPresent() ? 1 : 0) + (command.isEmpty() ? 0 : 1) + (pkcs11.isPresent() ? 1 : 0) + (custodian.isPresent() ? 1 : 0);
        if (ways != 1) {
            throw new OperatorException("a key is kept in one way: name 'keystore' with 'password_env', or 'command', or 'pkcs11', or 'custodian'; " + ways + " are named.");
        }
        if (keystore.isPresent() != passwordEnv.isPresent()) {
            throw new OperatorException("'keystore' and 'password_env' go together, and one of them is missing.");
        }
    }

    public static KeySetting ofKeystore(Path keystore, String passwordEnv) {
        return new KeySetting(Optional.of(keystore), Optional.of(passwordEnv), List.of(), Optional.empty(), Optional.empty());
    }
}
