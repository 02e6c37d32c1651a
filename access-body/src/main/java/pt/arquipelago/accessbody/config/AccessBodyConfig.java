package pt.arquipelago.accessbody.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * The settings of the access body, as {@code access-body.yaml} names them in snake_case. Defaults stand in
 * {@code access-body-defaults.yaml}; {@code docs/settings.md} describes each key.
 *
 * @param issuer name under which permits, orders and status lists are signed
 * @param taskTimeLimitSeconds how long a node may take over an order before it counts as failed for that task
 * @param outputCheck whether a person checks each result before the researcher sees it
 */
public record AccessBodyConfig(
        String issuer,
        Address address,
        Path state,
        DatabaseSettings database,
        CatalogSettings catalog,
        KeySettings keys,
        List<NodeSettings> nodes,
        Optional<Path> accounts,
        boolean demo,
        int taskTimeLimitSeconds,
        boolean outputCheck) {
    public AccessBodyConfig {
        requireNonNull(issuer, "issuer is null");
        requireNonNull(address, "address is null");
        requireNonNull(state, "state is null");
        requireNonNull(database, "database is null");
        requireNonNull(catalog, "catalog is null");
        requireNonNull(keys, "keys is null");
        nodes = List.copyOf(nodes);
        requireNonNull(accounts, "accounts is null");
        if (taskTimeLimitSeconds < 1 || taskTimeLimitSeconds > 86_400) {
            throw new IllegalArgumentException("task_time_limit_seconds must be between 1 and 86400");
        }
        if (nodes.stream().map(NodeSettings::id).distinct().count() != nodes.size()) {
            throw new IllegalArgumentException("nodes names the same id twice");
        }
    }

    /** @param port 0 takes any free port */
    public record Address(String host, int port) {
        public Address {
            requireNonNull(host, "host is null");
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("address.port must be between 0 and 65535");
            }
        }
    }

    /**
     * @param url JDBC address of H2 or PostgreSQL; without it an H2 file in the state folder
     * @param user without it {@code arquipelago}
     * @param passwordEnv name of the environment variable that holds the user's password
     */
    public record DatabaseSettings(Optional<String> url, Optional<String> user, Optional<String> passwordEnv) {
        /** The H2 file in the state folder. */
        public static final DatabaseSettings FILE = new DatabaseSettings(Optional.empty(), Optional.empty(), Optional.empty());

        public DatabaseSettings {
            if (url.isPresent() && !url.get().startsWith("jdbc:h2:") && !url.get().startsWith("jdbc:postgresql:")) {
                throw new IllegalArgumentException("database.url must be an address of H2 (jdbc:h2:…) or PostgreSQL (jdbc:postgresql://host/name)");
            }
            if (url.isPresent() && url.get().toLowerCase(java.util.Locale.ROOT).contains("password=")) {
                throw new IllegalArgumentException("database.url holds a password; give it in an environment variable and name that in database.password_env");
            }
        }
    }

    public record CatalogSettings(String url) {
        public CatalogSettings {
            requireNonNull(url, "url is null");
            url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        }
    }

    /** The three keys are apart: who steals one cannot do the work of another. */
    public record KeySettings(LockedKey permits, OpenKey orders, OpenKey status) {}

    /** A keystore that the service never opens by itself: the decision maker's password does, for one decision. */
    public record LockedKey(Path keystore) {}

    /** @param passwordEnv name of the environment variable that holds the keystore's password */
    public record OpenKey(Path keystore, String passwordEnv) {}

    /** @param key file with the node's public key as JWK */
    public record NodeSettings(String id, String name, Path key) {
        public NodeSettings {
            if (!requireNonNull(id, "id is null").matches("[a-z0-9-]{2,40}")) {
                throw new IllegalArgumentException("nodes.id must match [a-z0-9-]{2,40}");
            }
            requireNonNull(name, "name is null");
        }
    }

    /** Settings that are allowed but weaken the house, in words for the log at start. */
    public List<String> unsafe() {
        var found = new java.util.ArrayList<String>();
        if (demo) {
            found.add("demo: true seeds demonstration accounts with published passwords");
        }
        if (!outputCheck) {
            found.add("output_check: false releases results that no person has checked (Art 73(2) asks for a review)");
        }
        if (!address.host().equals("127.0.0.1") && !address.host().equals("localhost")) {
            found.add("address.host: " + address.host() + " listens beyond this machine; put a TLS proxy before it");
        }
        return List.copyOf(found);
    }
}
