package pt.arquipelago.node.publish;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import pt.arquipelago.node.audit.AuditLog;
import pt.arquipelago.node.audit.AuditUnavailableException;
import pt.arquipelago.node.settings.NodeSettings;
import pt.arquipelago.node.settings.OperatorException;

/** {@code arquipelago node withdraw}: takes a table's description out of the catalogue, where the reason stays to be read at its address. */
@Command(name = "withdraw", mixinStandardHelpOptions = true,
        description = "Take a dataset out of the catalogue. Its address then says why; its history stays. The lake is left as it is, and the table is not published again until 'node publish --again' names it.")
public final class WithdrawCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TABLE = "[a-z][a-z0-9_]{0,63}";
    private static final int LONGEST = 1_000;

    private final Clock clock;
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;
    @Option(names = "--config", required = true, paramLabel = "node.yaml", description = "The node's settings.")
    private Path config;
    @Option(names = "--dataset", required = true, paramLabel = "table", description = "The table, such as source_dem, or the dataset's address in the catalogue.")
    private String dataset;
    @Option(names = "--reason-pt", required = true, paramLabel = "text", description = "Why, in Portuguese; it is published.")
    private String portuguese;
    @Option(names = "--reason-en", required = true, paramLabel = "text", description = "Why, in English; it is published.")
    private String english;

    public WithdrawCommand(Clock clock, Map<String, String> environment) {
        this.clock = clock;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        byte[] reason = reason();
        NodeSettings settings = NodeSettings.read(config, environment);
        String table = table(settings.node());
        CatalogueAccess access = CatalogueAccess.of(settings, environment, clock);
        try (AuditLog log = access.audit()) {
            log.append(Departures.of(reason, Optional.empty()));
            access.client().withdraw(table, reason);
            access.publications().withdraw(table, clock.instant());
        } catch (AuditUnavailableException e) {
            throw new OperatorException(e.getMessage());
        }
        spec.commandLine().getOut().println("Withdrew " + table + ". To publish it again: node publish --again " + table);
        return 0;
    }

    private byte[] reason() {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("reason").put("pt", said("--reason-pt", portuguese)).put("en", said("--reason-en", english));
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String said(String option, String text) {
        if (text.isBlank() || text.strip().length() > LONGEST) {
            throw wrong(option + " must say why, in at most " + LONGEST + " characters.");
        }
        return text.strip();
    }

    private String table(String node) {
        String prefix = "/datasets/" + node + "/";
        String table = dataset.contains(prefix) ? dataset.substring(dataset.lastIndexOf(prefix) + prefix.length()) : dataset;
        if (!table.matches(TABLE)) {
            throw wrong("--dataset must name a table of " + node + ", such as source_dem, or its address in the catalogue: a node withdraws its own datasets only.");
        }
        return table;
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
