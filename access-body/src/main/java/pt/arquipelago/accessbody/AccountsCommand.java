package pt.arquipelago.accessbody;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import pt.arquipelago.accessbody.account.Account;
import pt.arquipelago.accessbody.account.AccountRows;
import pt.arquipelago.accessbody.account.PasswordHash;
import pt.arquipelago.accessbody.account.Role;
import pt.arquipelago.accessbody.config.ConfigReader;
import pt.arquipelago.accessbody.database.Database;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/** {@code access-body accounts add}: the first accounts of a real installation; the service must be stopped. */
@Command(name = "accounts", mixinStandardHelpOptions = true, description = "Adds accounts.")
final class AccountsCommand {
    private static final int SHORTEST_PASSWORD = 12;

    @Spec
    private CommandSpec spec;

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Adds one account; its password is read from an environment variable.")
    int add(
            @Option(names = "--config", required = true, paramLabel = "FILE", description = "Settings, access-body.yaml") Path config,
            @Option(names = "--name", required = true, description = "The person's name") String name,
            @Option(names = "--organisation", required = true, description = "Where the person works") String organisation,
            @Option(names = "--role", required = true, split = ",", description = "researcher, case_handler, decision_maker, output_checker, auditor, institution") List<String> roles,
            @Option(names = "--password-env", required = true, paramLabel = "NAME", description = "Environment variable with the password") String passwordEnv,
            @Parameters(paramLabel = "USER") String user) {
        String password = System.getenv(passwordEnv);
        if (password == null || password.length() < SHORTEST_PASSWORD) {
            throw new IllegalArgumentException(passwordEnv + " must hold a password of at least " + SHORTEST_PASSWORD + " characters.");
        }
        var settings = new ConfigReader(System.getenv()).read(config);
        var account = new Account(user, name, organisation, roles.stream().map(Role::of).collect(Collectors.toSet()), false);
        try (Database database = Database.open(settings.state(), settings.database(), System.getenv())) {
            database.change(handle -> {
                if (AccountRows.find(handle, user).isPresent()) {
                    throw new IllegalArgumentException("There is an account " + user + " already.");
                }
                AccountRows.insert(handle, account, PasswordHash.of(password.toCharArray()), Clock.systemUTC().instant());
            });
        }
        spec.commandLine().getOut().println("Added " + user + ".");
        return 0;
    }
}
