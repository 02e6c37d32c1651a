package pt.arquipelago.accessbody;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import pt.arquipelago.accessbody.config.ConfigReader;
import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.accessbody.node.Nodes;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** {@code access-body nodes}: administration of the federation's nodes; the service must be stopped. */
@Command(name = "nodes", mixinStandardHelpOptions = true, description = "Administers nodes.")
final class NodesCommand {
    @Spec
    private CommandSpec spec;

    @Command(name = "accept-log", mixinStandardHelpOptions = true,
            description = "Takes a flagged node back in, after its institution explained what happened to its audit log. The heads seen so far are kept.")
    int acceptLog(
            @Option(names = "--config", required = true, paramLabel = "FILE", description = "Settings, access-body.yaml") Path config,
            @Parameters(paramLabel = "NODE") String node) {
        var settings = new ConfigReader(System.getenv()).read(config);
        try (Database database = Database.open(settings.state(), settings.database(), System.getenv())) {
            new Nodes(List.of(), database, Clock.systemUTC()).clearFlag(node);
        }
        spec.commandLine().getOut().println("The next head of " + node + " starts its history anew.");
        return 0;
    }
}
