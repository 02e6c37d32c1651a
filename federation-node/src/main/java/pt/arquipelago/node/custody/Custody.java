package pt.arquipelago.node.custody;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import pt.arquipelago.node.settings.KeySetting;
import pt.arquipelago.node.settings.KeySetting.CustodianSetting;
import pt.arquipelago.node.settings.KeySetting.TokenSetting;
import pt.arquipelago.node.settings.KeystoreSetting;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.pseudonymisation.key.CommandCustodian;
import pt.arquipelago.pseudonymisation.key.KeyCustodian;
import pt.arquipelago.pseudonymisation.key.KeystoreCustodian;
import pt.arquipelago.pseudonymisation.key.TokenCustodian;

/** From a setting to who keeps the key, for one process of one node. */
public final class Custody {
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(60);

    private final String node;
    private final String domain;
    private final Map<String, String> environment;
    private final Clock clock;
    private final PrintWriter out;

    /** @param out for whoever starts the process: warnings, and what a custodian waits for */
    public Custody(String node, String domain, Map<String, String> environment, Clock clock, PrintWriter out) {
        this.node = requireNonNull(node, "node is null");
        this.domain = requireNonNull(domain, "domain is null");
        this.environment = Map.copyOf(environment);
        this.clock = requireNonNull(clock, "clock is null");
        this.out = requireNonNull(out, "out is null");
    }

    KeyCustodian of(KeySetting setting) {
        if (!setting.command().isEmpty()) {
            return new CommandCustodian(setting.command(), COMMAND_LIMIT);
        }
        if (setting.pkcs11().isPresent()) {
            return token(setting.pkcs11().get());
        }
        return setting.custodian().map(this::outside).orElseGet(() -> file(setting));
    }

    private KeyCustodian outside(CustodianSetting setting) {
        return new OutsideCustodian(setting.exchange(), setting.fingerprint(), Duration.ofMinutes(setting.waitMinutes()), node, domain, clock, out);
    }

    private KeyCustodian token(TokenSetting setting) {
        String pin = environment.get(setting.pinEnv());
        if (pin == null || pin.isEmpty()) {
            throw new OperatorException("The PIN of the token is not given. Set the environment variable " + setting.pinEnv() + ".");
        }
        return new TokenCustodian(new TokenCustodian.Token(setting.library(), setting.slotIndex(), setting.label(), pin.toCharArray()), setting.wrapped());
    }

    /** Local custody, which is said at every start: who has the institution's machine has the key, too. */
    private KeyCustodian file(KeySetting setting) {
        Path file = setting.keystore().orElseThrow();
        out.println("Local custody: the pseudonymisation key lies in " + file + ", at the institution itself. Whoever has it and the lake can find "
                + "persons; Article 66(3) wants it with a custodian outside (docs/pseudonymisation.md).");
        out.flush();
        char[] password = new KeystoreSetting(file, setting.passwordEnv().orElseThrow()).password(environment);
        try {
            return new KeystoreCustodian(file, password);
        } finally {
            Arrays.fill(password, ' ');
        }
    }
}
