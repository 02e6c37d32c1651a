package pt.arquipelago.node.keys;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pt.arquipelago.node.custody.Custody;
import pt.arquipelago.node.custody.KeyRing;
import pt.arquipelago.node.ingest.IngestSettings;
import pt.arquipelago.node.ingest.Rotation;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.lake.LakeException;
import pt.arquipelago.node.lake.LakeVersion;
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
    @Spec
    private CommandSpec command;

    RotateCommand(Clock clock, Map<String, String> environment) {
        this.clock = clock;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        IngestSettings settings = IngestSettings.read(config, environment);
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
        } catch (LakeException e) {
            throw new OperatorException("The lake cannot be rotated: " + e.getMessage() + ".");
        }
        out.flush();
        return 0;
    }

    private Custody custody(IngestSettings settings) {
        return new Custody(settings.node(), settings.domain(), environment, clock, command.commandLine().getErr());
    }
}
