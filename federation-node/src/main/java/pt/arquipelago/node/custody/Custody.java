package pt.arquipelago.node.custody;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import pt.arquipelago.node.settings.KeySetting;
import pt.arquipelago.node.settings.KeystoreSetting;
import pt.arquipelago.pseudonymisation.key.CommandCustodian;
import pt.arquipelago.pseudonymisation.key.KeyCustodian;
import pt.arquipelago.pseudonymisation.key.KeystoreCustodian;

/** From a setting to who keeps the key. */
public final class Custody {
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(60);

    private Custody() {}

    public static KeyCustodian of(KeySetting setting, Map<String, String> environment) {
        if (!setting.command().isEmpty()) {
            return new CommandCustodian(setting.command(), COMMAND_LIMIT);
        }
        Path file = setting.keystore().orElseThrow();
        char[] password = new KeystoreSetting(file, setting.passwordEnv().orElseThrow()).password(environment);
        try {
            return new KeystoreCustodian(file, password);
        } finally {
            Arrays.fill(password, ' ');
        }
    }

    /** What must be said at start: who has the institution's machine has the key, too. */
    public static Optional<String> warning(KeySetting setting) {
        return setting.keystore().map(file -> "Local custody: the pseudonymisation key lies in " + file + ", at the institution itself. Whoever has it and the lake can find "
                + "persons; Article 66(3) wants it with a custodian outside (docs/pseudonymisation.md).");
    }
}
