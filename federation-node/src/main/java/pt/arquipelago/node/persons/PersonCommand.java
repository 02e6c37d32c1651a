package pt.arquipelago.node.persons;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pt.arquipelago.node.custody.Custody;
import pt.arquipelago.node.custody.KeyRing;
import pt.arquipelago.node.ingest.IngestSettings;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.lake.LakeException;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.pseudonymisation.domain.KeyedDomain;

/** What the commands about persons share: they run where the key is, and show no number and no pseudonym. */
abstract class PersonCommand implements Callable<Integer> {
    private final Clock clock;
    private final Map<String, String> environment;
    private final InputStream standardInput;

    @Option(names = "--config", required = true, paramLabel = "ingest.yaml", description = "The settings of ingest, which name the key.")
    private Path config;
    @Mixin
    private PersonNumbers numbers;
    @Spec
    private CommandSpec command;

    PersonCommand(Clock clock, Map<String, String> environment, InputStream standardInput) {
        this.clock = clock;
        this.environment = environment;
        this.standardInput = standardInput;
    }

    /** @param persons for each person the pseudonyms of all epochs */
    abstract void run(IngestSettings settings, List<long[]> persons);

    @Override
    public final Integer call() {
        IngestSettings settings = IngestSettings.read(config, environment);
        try {
            run(settings, numbers.pseudonyms(domain(settings), standardInput));
        } catch (LakeException e) {
            throw new OperatorException("The lake cannot be read or written: " + e.getMessage() + ".");
        }
        command.commandLine().getOut().flush();
        return 0;
    }

    private KeyedDomain domain(IngestSettings settings) {
        try (KeyRing keys = KeyRing.open(custody(settings), settings.key(), settings.earlierKeys())) {
            return keys.domain(settings.domain(), Lake.open(settings.lake()).current());
        }
    }

    Map<String, String> environment() {
        return environment;
    }

    Clock clock() {
        return clock;
    }

    void say(String line) {
        command.commandLine().getOut().println(line);
    }

    private Custody custody(IngestSettings settings) {
        return new Custody(settings.node(), settings.domain(), environment, clock, command.commandLine().getErr());
    }
}
