package pt.arquipelago.accessbody;

import pt.arquipelago.accessbody.config.AccessBodyConfig;
import pt.arquipelago.accessbody.config.InvalidConfig;
import pt.arquipelago.accessbody.node.RegisteredNode;
import pt.arquipelago.policies.signature.SigningKey;
import pt.arquipelago.policies.signature.SigningKeystore;
import pt.arquipelago.policies.signature.VerificationKey;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/** Opens the keys that the service itself works with. The key of permits is not among them. */
final class Keys {
    private final Map<String, String> environment;

    Keys(Map<String, String> environment) {
        this.environment = requireNonNull(environment, "environment is null");
    }

    /** @throws InvalidConfig naming the setting */
    SigningKey open(String setting, AccessBodyConfig.OpenKey key) {
        String password = environment.get(key.passwordEnv());
        if (password == null) {
            throw new InvalidConfig(setting + ".password_env names " + key.passwordEnv() + ", but that environment variable is not set.");
        }
        try {
            return SigningKeystore.load(key.keystore(), password.toCharArray());
        } catch (IOException e) {
            throw new InvalidConfig(setting + ".keystore " + key.keystore() + " does not open with the password in " + key.passwordEnv() + ".");
        }
    }

    RegisteredNode node(AccessBodyConfig.NodeSettings node) {
        try {
            return new RegisteredNode(node.id(), node.name(), VerificationKey.fromJwk(Files.readString(node.key())));
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidConfig("nodes: the key of " + node.id() + ", " + node.key() + ", is no Ed25519 public key in JWK form.");
        }
    }
}
