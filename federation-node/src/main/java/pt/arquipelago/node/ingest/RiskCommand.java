package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.lake.LakeException;
import pt.arquipelago.node.lake.TableSnapshot;
import pt.arquipelago.node.settings.OperatorException;

/** {@code arquipelago risk}: how alone persons stand in the lake's tables. It needs no key and writes nothing into the lake. */
@Command(name = "risk", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "After an ingest: how many rows stand in classes of few persons, alike in all quasi-identifiers, and what to generalise.",
        "The figures are exact: they stay at the institution."})
public final class RiskCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Option(names = "--config", required = true, paramLabel = "ingest.yaml", description = "The settings of ingest.")
    private Path config;
    @Option(names = "--table", paramLabel = "TABLE", description = "One table; without it all of the newest lake version.")
    private String table;
    @Option(names = "--k", defaultValue = "" + RiskAfterLoad.K, paramLabel = "K", description = "Persons that a class shall have at least (default: ${DEFAULT-VALUE}).")
    private int k;
    @Spec
    private CommandSpec command;

    public RiskCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (k < 2) {
            throw new ParameterException(command.commandLine(), "--k is 2 or more.");
        }
        IngestSettings settings = IngestSettings.read(config, environment);
        try {
            Lake lake = Lake.open(settings.lake());
            for (TableSnapshot snapshot : tables(lake)) {
                Path spill = Files.createTempDirectory("arquipelago-risk");
                Optional<Risk> risk = Risk.of(snapshot, k, settings.memory(), spill);
                Files.deleteIfExists(spill);
                command.commandLine().getOut().println(risk.map(Risk::text).orElse(snapshot.table() + ": no quasi-identifiers, or no rows\n"));
            }
        } catch (LakeException e) {
            throw new OperatorException("The lake cannot be read: " + e.getMessage() + ".");
        } catch (IOException e) {
            throw new OperatorException("There is no room for what does not fit into memory. Check the folder for temporary files.");
        }
        command.commandLine().getOut().flush();
        return 0;
    }

    private List<TableSnapshot> tables(Lake lake) {
        return table == null ? lake.snapshots(lake.current()) : List.of(lake.snapshot(lake.current(), table));
    }
}
