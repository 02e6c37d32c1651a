package pt.arquipelago.node.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pt.arquipelago.node.audit.AuditLog;
import pt.arquipelago.node.custody.Custody;
import pt.arquipelago.node.custody.KeyRing;
import pt.arquipelago.node.ingest.IngestSettings;
import pt.arquipelago.node.ingest.Rotation;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.lake.LakeException;
import pt.arquipelago.node.lake.LakeVersion;
import pt.arquipelago.node.settings.NodeSettings;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.pseudonymisation.domain.KeyedDomain;

@Command(name = "rotate", mixinStandardHelpOptions = true, description = {
        "Give all pseudonyms of a lake a new epoch, without the sources. Cut short, it continues when it is called again.",
        "For another key, name it as 'key' in ingest.yaml and the one before under 'earlier_keys'."})
final class RotateCommand implements Callable<Integer> {
    private final Clock clock;
    private final Map<String, String> environment;

    @Option(names = "--config", required = true, paramLabel = "ingest.yaml", description = "The settings of ingest.")
    private Path config;
    @Option(names = "--node", paramLabel = "node.yaml", description = "The node's settings: at the end, the permits are named that stay with the earlier pseudonyms, by its audit log.")
    private Path node;
    @Spec
    private CommandSpec command;

    RotateCommand(Clock clock, Map<String, String> environment) {
        this.clock = clock;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        IngestSettings settings = IngestSettings.read(config, environment);
        Optional<NodeSettings> asked = Optional.ofNullable(node).map(file -> NodeSettings.read(file, environment));
        var out = command.commandLine().getOut();
        try {
            LakeVersion current = Lake.open(settings.lake()).current();
            KeyedDomain next;
            try (KeyRing keys = KeyRing.open(custody(settings), settings.key(), settings.earlierKeys())) {
                next = keys.rotated(settings.domain(), current);
            }
            LakeVersion version = new Rotation(settings.lake(), settings.memory(), clock, List.of(), out::println).rotate(next);
            out.println("Lake version " + version.number() + " has the pseudonyms of epoch " + version.epoch() + ", under the key "
                    + next.fingerprints().get(version.epoch()) + ".");
            staying(settings, asked, version).forEach(out::println);
        } catch (LakeException e) {
            throw new OperatorException("The lake cannot be rotated: " + e.getMessage() + ".");
        }
        out.flush();
        return 0;
    }

    /** What is held against each other reads pseudonyms of one epoch: said, so that nobody wonders why new data do not show. */
    private List<String> staying(IngestSettings settings, Optional<NodeSettings> asked, LakeVersion after) {
        String rule = "Permits that asked before stay with their lake version, and new permits of their organisations read the newest one with the same pseudonyms until these have ended";
        if (asked.isEmpty()) {
            return List.of(rule + ". With --node node.yaml they are named.");
        }
        List<PermitsHeld.Held> held = held(settings, asked.get(), after.epoch());
        if (held.isEmpty()) {
            return List.of("By the audit log, no permit stays with earlier pseudonyms.");
        }
        List<String> said = new ArrayList<>();
        said.add(asked.get().history().reach() == NodeSettings.HistoryReach.EVERYBODY ? rule.replace("of their organisations", "of all organisations") + ":" : rule + ":");
        held.forEach(each -> said.add("  permit " + each.permit() + ", " + each.organisation() + ": lake version " + each.version() + ", until " + each.until()));
        return said;
    }

    private List<PermitsHeld.Held> held(IngestSettings settings, NodeSettings asked, int epoch) {
        Path log = asked.state().resolve("audit").resolve(AuditLog.FILE);
        if (!Files.exists(log)) {
            return List.of();
        }
        try {
            return PermitsHeld.of(log, Lake.open(settings.lake()), epoch, clock.instant());
        } catch (IOException e) {
            throw new OperatorException("The lake was rotated, but the audit log " + log + " cannot be read to its end, so that permits cannot be named. Run `audit verify`.");
        }
    }

    private Custody custody(IngestSettings settings) {
        return new Custody(settings.node(), settings.domain(), environment, clock, command.commandLine().getErr());
    }
}
