package pt.arquipelago.node.publish;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pt.arquipelago.node.audit.AuditEntry;
import pt.arquipelago.node.audit.AuditLog;
import pt.arquipelago.node.audit.AuditUnavailableException;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.lake.LakeException;
import pt.arquipelago.node.publish.Publishing.Published;
import pt.arquipelago.node.settings.KeystoreSetting;
import pt.arquipelago.node.settings.NodeSettings;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.policies.permit.Manifest;
import pt.arquipelago.policies.permit.Outcome;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.SigningKey;
import pt.arquipelago.policies.signature.SigningKeystore;

/** {@code arquipelago node publish}: descriptions of the lake's tables to the catalogue. */
@Command(name = "publish", mixinStandardHelpOptions = true,
        description = "Describe each table of the lake in the catalogue: columns and rounded figures, never rows.")
public final class PublishCommand implements Callable<Integer> {
    private final Clock clock;
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;
    @Option(names = "--config", required = true, paramLabel = "node.yaml", description = "The node's settings.")
    private Path config;

    public PublishCommand(Clock clock, Map<String, String> environment) {
        this.clock = clock;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        NodeSettings settings = NodeSettings.read(config, environment);
        URI catalogue = settings.catalog().orElseThrow(() -> new OperatorException("key 'catalog' is missing: name the catalogue's url.")).url();
        SigningKey key = key(settings);
        Path folder = settings.state().resolve("publications");
        try (AuditLog log = AuditLog.open(folder.resolve("audit"), settings.node(), key, clock)) {
            CatalogueClient client = new CatalogueClient(catalogue, settings.node(), key, clock, http(settings));
            List<Published> published = new Publishing(new TableDescriber(settings), client, catalogue, new Publications(folder),
                    (table, turtle, version) -> log.append(entry(turtle, new Manifest.Lake(version.number(), version.tables()))), clock)
                    .publish(Lake.open(settings.lake()));
            published.forEach(table -> spec.commandLine().getOut().println(table.sent()
                    ? "Published " + table.table() + "." : "Left " + table.table() + " as it is: its description is less than a month old."));
            if (published.isEmpty()) {
                throw new OperatorException("The lake " + settings.lake() + " holds no table yet. Ingest an extract first.");
            }
            return 0;
        } catch (AuditUnavailableException | LakeException e) {
            throw new OperatorException(e.getMessage());
        }
    }

    /** No order asked for it: the digests are those of the description. */
    private static AuditEntry entry(byte[] turtle, Manifest.Lake lake) {
        String digest = CanonicalJson.digest(turtle);
        return new AuditEntry(Outcome.RELEASED, Optional.empty(), digest, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(digest), List.of(), Optional.empty(), Optional.of(lake),
                Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    private SigningKey key(NodeSettings settings) {
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

    private static HttpClient http(NodeSettings settings) {
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10));
        settings.proxy().ifPresent(proxy -> builder.proxy(ProxySelector.of(new InetSocketAddress(proxy.host(), proxy.port()))));
        return builder.build();
    }
}
