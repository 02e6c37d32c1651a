package pt.arquipelago.node.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code node.yaml}: the settings of the process that answers questions. The pseudonymisation key has no place here: that
 * process is never given it.
 */
public record NodeSettings(
        @Setting("The node's id in the federation: 2 to 40 of a-z, 0-9 and '-'.") String node,
        @Setting("The institution's name as people read it.") String name,
        @Setting("Folder of the lake, written by ingest.") Path lake,
        @Setting("Folder for jobs, history and the audit log.") Path state,
        @Setting("The node's own signing key.") Optional<KeystoreSetting> signingKey,
        @Setting("The data access body that this node answers to.") Optional<AccessBody> accessBody,
        @Setting("The catalogue that this node publishes to.") Optional<Catalog> catalog,
        @Setting("The institution's own thresholds; of these and the permit's the stricter holds.") ThresholdSettings thresholds,
        @Setting("What is held against what left before.") HistorySettings history,
        @Setting("How policies are decided.") PolicySettings policy,
        @Setting("The Spark session.") SparkSettings spark,
        @Setting("A proxy for calls to the access body and the catalogue.") Optional<Proxy> proxy,
        @Setting("Who publishes the datasets, for their descriptions.") Optional<Publisher> publisher,
        @Setting("A test key that signs permits, orders and status list; only `run` accepts it.") Optional<KeystoreSetting> testIssuer,
        @Setting(value = "Seconds after which a task ends as failed.", fallback = "600") int taskTimeLimitSeconds,
        @Setting("Release with noise, under permits that ask for it.") NoiseSettings noise,
        @Setting("Who looks at cells that are too close to what left.") ReviewSettings review) {

    public NodeSettings {
        if (!node.matches("[a-z0-9-]{2,40}")) {
            throw new OperatorException("key 'node' is '" + node + "': 2 to 40 of a-z, 0-9 and '-' were expected.");
        }
        if (taskTimeLimitSeconds < 1) {
            throw new OperatorException("key 'task_time_limit_seconds' is " + taskTimeLimitSeconds + ": at least 1 was expected.");
        }
    }

    /** With noise as it is by default, and without checkers. */
    public NodeSettings(String node, String name, Path lake, Path state, Optional<KeystoreSetting> signingKey, Optional<AccessBody> accessBody, Optional<Catalog> catalog,
            ThresholdSettings thresholds, HistorySettings history, PolicySettings policy, SparkSettings spark, Optional<Proxy> proxy, Optional<Publisher> publisher,
            Optional<KeystoreSetting> testIssuer, int taskTimeLimitSeconds) {
        this(node, name, lake, state, signingKey, accessBody, catalog, thresholds, history, policy, spark, proxy, publisher, testIssuer, taskTimeLimitSeconds, NoiseSettings.DEFAULT, ReviewSettings.NOBODY);
    }

    /** Reads a file with the overrides of the environment. */
    public static NodeSettings read(Path file, Map<String, String> environment) {
        return SettingsFile.read(file, NodeSettings.class, environment);
    }

    /** Where the access body is and which keys sign its permits, orders and status lists (JWK files). */
    public record AccessBody(
            @Setting("Address of the access body.") URI url,
            @Setting("Public key of permits (JWK file).") Path permitKey,
            @Setting("Public key of orders (JWK file).") Path orderKey,
            @Setting("Public key of the status list (JWK file).") Path statusKey) {}

    public record Catalog(@Setting("Address of the catalogue.") URI url) {}

    /** Fewest distinct persons behind anything that leaves. */
    public record ThresholdSettings(
            @Setting(value = "Fewest persons behind a number.", fallback = "10") int persons,
            @Setting(value = "Fewest professionals behind a number.", fallback = "3") int professionals) {
        public ThresholdSettings {
            if (persons < 1 || professionals < 1) {
                throw new OperatorException("keys 'thresholds.persons' and 'thresholds.professionals' are at least 1.");
            }
        }
    }

    public enum HistoryReach { APPLICANT, EVERYBODY }

    /** The guard across questions. */
    public record HistorySettings(
            @Setting(value = "Whose answers are held against each other: those of all permits of one organisation (`applicant`), or of all permits (`everybody`).", fallback = "applicant") HistoryReach reach,
            @Setting(value = "Answers that one permit may have; repeats are free.", fallback = "500") int questionsPerPermit,
            @Setting("After a new `signing_key`: the one before, under which the history was written. Once the node has started with both it is not needed any more.") Optional<KeystoreSetting> earlierSigningKey) {
        public static final HistorySettings DEFAULT = new HistorySettings(HistoryReach.APPLICANT, 500);

        public HistorySettings(HistoryReach reach, int questionsPerPermit) {
            this(reach, questionsPerPermit, Optional.empty());
        }

        public HistorySettings {
            if (questionsPerPermit < 1) {
                throw new OperatorException("key 'history.questions_per_permit' is " + questionsPerPermit + ": at least 1 was expected.");
            }
        }
    }

    /** Answers with noise under permits whose release is `noisy`. */
    public record NoiseSettings(
            @Setting(value = "Whether permits with release `noisy` are answered.", fallback = "true") boolean allowed,
            @Setting(value = "The largest budget that a permit may have for one table (zero-concentrated differential privacy).", fallback = "1") double rho) {
        public static final NoiseSettings DEFAULT = new NoiseSettings(true, 1);

        public NoiseSettings {
            if (!(rho > 0)) {
                throw new OperatorException("key 'noise.rho' is " + rho + ": a positive number was expected.");
            }
        }
    }

    /** Cells that the guard across questions keeps back, shown to persons of the institution. */
    public record ReviewSettings(
            @Setting("Address of the checkers' page on this machine, such as `127.0.0.1:8445`; without it there is none, and `node review` alone decides while the node is stopped.") Optional<String> listen,
            @Setting("Who may look at cells that are `too_close` and release them with a reason. Without any, nothing is kept of such a cell.") List<Checker> checkers) {
        public static final ReviewSettings NOBODY = new ReviewSettings(Optional.empty(), List.of());

        public ReviewSettings {
            checkers = List.copyOf(checkers);
            if (checkers.stream().map(Checker::name).distinct().count() != checkers.size() || checkers.stream().map(Checker::tokenSha256).distinct().count() != checkers.size()) {
                throw new OperatorException("key 'review.checkers' names one person or one token twice. Each has a name and a token of their own.");
            }
            if (listen.isPresent() && checkers.isEmpty()) {
                throw new OperatorException("key 'review.listen' is set, but nobody is named in 'review.checkers'. Name who may decide, or remove it.");
            }
            listen.ifPresent(text -> {
                if (!text.matches("[^\\s:]+:\\d{1,5}|\\[[0-9a-fA-F:]+]:\\d{1,5}")) {
                    throw new OperatorException("key 'review.listen' is '" + text + "': an address with a port was expected, such as 127.0.0.1:8445.");
                }
            });
        }

        public boolean isOn() {
            return !checkers.isEmpty();
        }
    }

    public record Checker(
            @Setting("The person's name, as the audit log will have it.") String name,
            @Setting("SHA-256 of their token, as `node review token` prints it.") String tokenSha256) {
        public Checker {
            if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@-]{1,79}")) {
                throw new OperatorException("key 'review.checkers' has a name of another shape: 2 to 80 letters, digits, spaces and '._@-' were expected.");
            }
            if (!tokenSha256.matches("[0-9a-f]{64}")) {
                throw new OperatorException("key 'review.checkers.token_sha256' of '" + name + "' is no SHA-256: 64 of 0-9 and a-f were expected. `node review token` makes a token and prints it.");
            }
        }
    }

    public enum PolicyEngine { EMBEDDED, OPA }

    public record PolicySettings(
            @Setting(value = "`embedded` (in this process) or `opa` (a server).", fallback = "embedded") PolicyEngine engine,
            @Setting("Address of the OPA server, with `engine: opa`.") Optional<URI> url,
            @Setting("The institution's own policy bundle; both must allow.") Optional<Path> holderBundle) {
        public PolicySettings {
            if (engine == PolicyEngine.OPA && url.isEmpty()) {
                throw new OperatorException("key 'policy.url' is missing: `engine: opa` needs the server's address.");
            }
        }
    }

    public record SparkSettings(
            @Setting(value = "Spark's master.", fallback = "local[*]") String master,
            @Setting("Memory of an executor, such as 2g, on a cluster.") Optional<String> memory) {}

    public record Proxy(@Setting("Host of the proxy.") String host, @Setting("Port of the proxy.") int port) {}

    public record Publisher(
            @Setting("Name of the publisher.") String name,
            @Setting("E-mail of the contact.") Optional<String> email,
            @Setting("Page of the contact.") Optional<URI> url) {}
}
