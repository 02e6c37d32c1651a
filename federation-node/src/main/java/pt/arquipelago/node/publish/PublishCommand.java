package pt.arquipelago.node.publish;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pt.arquipelago.node.audit.AuditLog;
import pt.arquipelago.node.audit.AuditUnavailableException;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.lake.LakeException;
import pt.arquipelago.node.policy.NodePolicies;
import pt.arquipelago.node.policy.PublishedDeclarations;
import pt.arquipelago.node.publish.Publishing.Published;
import pt.arquipelago.node.settings.NodeSettings;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.policies.permit.Manifest;

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
    @Option(names = "--again", paramLabel = "table", description = "A table that was withdrawn and is to be published again, such as source_dem. May be repeated.")
    private List<String> again = List.of();

    public PublishCommand(Clock clock, Map<String, String> environment) {
        this.clock = clock;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        NodeSettings settings = NodeSettings.read(config, environment);
        CatalogueAccess access = CatalogueAccess.of(settings, environment, clock);
        Publications publications = access.publications();
        again.forEach(table -> bringBack(publications, table));
        try (AuditLog log = access.audit()) {
            List<Published> published = new Publishing(new TableDescriber(settings, NodePolicies.declared(settings.policy())), access.client(), access.url(), publications, PublishedDeclarations.in(settings.state()),
                    (table, turtle, version) -> log.append(Departures.of(turtle, Optional.of(new Manifest.Lake(version.number(), version.tables())))), clock)
                    .publish(Lake.open(settings.lake()));
            published.forEach(table -> spec.commandLine().getOut().println(table.sentence()));
            if (published.isEmpty()) {
                throw new OperatorException("The lake " + settings.lake() + " holds no table yet. Ingest an extract first.");
            }
            return 0;
        } catch (AuditUnavailableException | LakeException e) {
            throw new OperatorException(e.getMessage());
        }
    }

    private static void bringBack(Publications publications, String table) {
        if (!publications.bringBack(table)) {
            throw new OperatorException("The table " + table + " is not withdrawn. Leave '--again " + table + "' out.");
        }
    }
}
