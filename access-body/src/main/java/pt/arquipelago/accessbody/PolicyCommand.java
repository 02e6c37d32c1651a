package pt.arquipelago.accessbody;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import pt.arquipelago.accessbody.config.ConfigReader;
import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.accessbody.policy.PublishedPolicy;
import pt.arquipelago.policies.decision.EmbeddedDecisionPoint;
import pt.arquipelago.policies.decision.PolicyBundle;
import pt.arquipelago.policies.signature.SigningKey;
import pt.arquipelago.policies.signature.SigningKeystore;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** {@code access-body policy publish}: changed rules for all nodes; with a database file the service must be stopped. */
@Command(name = "policy", mixinStandardHelpOptions = true, description = "Publishes the rules that nodes decide by.")
final class PolicyCommand {
    @Spec
    private CommandSpec spec;

    @Command(name = "publish", mixinStandardHelpOptions = true, description = {
            "Signs a compiled bundle with the key of permits and gives it to every node with its next poll.",
            "Each node verifies it, keeps it and names its digest in every answer; one that cannot be loaded is not taken."})
    int publish(
            @Option(names = "--config", required = true, paramLabel = "FILE", description = "Settings, access-body.yaml") Path config,
            @Option(names = "--bundle", required = true, paramLabel = "ehds.tar.gz", description = "What `opa build -t wasm -e ehds/decision` wrote") Path bundle,
            @Option(names = "--password-env", required = true, paramLabel = "NAME", description = "Environment variable with the password of the keystore of permits") String passwordEnv)
            throws IOException {
        var settings = new ConfigReader(System.getenv()).read(config);
        SigningKey key = key(settings.keys().permits().keystore(), passwordEnv);
        PolicyBundle rules = PolicyBundle.ofAccessBody(bundle);
        // Throws when a node could not load it either.
        new EmbeddedDecisionPoint(rules).close();
        try (Database database = Database.open(settings.state(), settings.database(), System.getenv())) {
            var release = new PublishedPolicy(database).publish(settings.issuer(), rules, key, Clock.systemUTC());
            spec.commandLine().getOut().println("Published " + release.digest() + ". Nodes take it with their next poll.");
        }
        return 0;
    }

    private static SigningKey key(Path keystore, String passwordEnv) {
        String password = System.getenv(passwordEnv);
        if (password == null) {
            throw new IllegalArgumentException("The environment variable " + passwordEnv + " is not set. It must hold the password of " + keystore + ".");
        }
        try {
            return SigningKeystore.load(keystore, password.toCharArray());
        } catch (IOException e) {
            throw new IllegalArgumentException("The keystore of permits " + keystore + " does not open with the password in " + passwordEnv + ".");
        }
    }
}
