package pt.arquipelago.node.publish;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import pt.arquipelago.node.audit.AuditLog;
import pt.arquipelago.node.settings.KeystoreSetting;
import pt.arquipelago.node.settings.NodeSettings;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.policies.signature.SigningKey;
import pt.arquipelago.policies.signature.SigningKeystore;

/** What a node needs to change its part of the catalogue: the address, its key, and the folder of what it published. */
record CatalogueAccess(NodeSettings settings, URI url, SigningKey key, Clock clock) {
    CatalogueAccess {
        requireNonNull(settings, "settings is null");
        requireNonNull(url, "url is null");
        requireNonNull(key, "key is null");
        requireNonNull(clock, "clock is null");
    }

    /** @throws OperatorException if the settings name no catalogue or no key, or the key cannot be opened */
    static CatalogueAccess of(NodeSettings settings, Map<String, String> environment, Clock clock) {
        URI url = settings.catalog().orElseThrow(() -> new OperatorException("key 'catalog' is missing: name the catalogue's url.")).url();
        return new CatalogueAccess(settings, url, key(settings, environment), clock);
    }

    CatalogueClient client() {
        HttpClient.Builder http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10));
        settings.proxy().ifPresent(proxy -> http.proxy(ProxySelector.of(new InetSocketAddress(proxy.host(), proxy.port()))));
        return new CatalogueClient(url, settings.node(), key, clock, http.build());
    }

    Publications publications() {
        return new Publications(folder());
    }

    AuditLog audit() {
        return AuditLog.open(folder().resolve("audit"), settings.node(), key, clock);
    }

    private Path folder() {
        return settings.state().resolve("publications");
    }

    private static SigningKey key(NodeSettings settings, Map<String, String> environment) {
        KeystoreSetting keystore = settings.signingKey()
                .orElseThrow(() -> new OperatorException("key 'signing_key' is missing: descriptions are signed with the node's key."));
        char[] password = keystore.password(environment);
        try {
            return SigningKeystore.load(keystore.keystore(), password);
        } catch (IOException e) {
            throw new OperatorException("The signing key " + keystore.keystore() + " cannot be opened. Check the file and the password in " + keystore.passwordEnv() + ".");
        } finally {
            Arrays.fill(password, ' ');
        }
    }
}
