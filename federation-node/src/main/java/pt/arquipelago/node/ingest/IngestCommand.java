package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import pt.arquipelago.node.custody.Custody;
import pt.arquipelago.node.custody.KeyRing;
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.ingest.Ingest.Outcome;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.node.lake.LakeException;
import pt.arquipelago.node.profile.ProfileReader;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.pseudonymisation.domain.KeyedDomain;

/** {@code arquipelago ingest}: extracts into the lake. */
@Command(name = "ingest", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Take extracts into the lake: checked, pseudonymised, generalised, seen whole or not at all.")
public final class IngestCommand implements Callable<Integer> {
    private final Clock clock;
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;
    @Option(names = "--config", required = true, paramLabel = "ingest.yaml", description = "The settings of ingest.")
    private Path config;
    @Option(names = "--profile", paramLabel = "PROFILE", description = "A profile of one's own (a YAML file), or the name of a system of the SNS, such as rnu or dem.")
    private String profile;
    @Option(names = "--input", paramLabel = "FILE", description = "CSV or Parquet for that profile; may be given several times.")
    private List<Path> inputs = List.of();
    @Option(names = "--system", paramLabel = "SYSTEM=FILE", description = "Several systems under one lake version; may be given several times.")
    private List<String> systems = List.of();
    @Option(names = "--report", paramLabel = "FILE", description = "Write the report as JSON too.")
    private Path report;

    public IngestCommand(Clock clock, Map<String, String> environment) {
        this.clock = clock;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        List<Extract> extracts = extracts();
        IngestSettings settings = IngestSettings.read(config, environment);
        Custody.warning(settings.key()).ifPresent(spec.commandLine().getErr()::println);
        KeyedDomain domain = domain(settings);
        Outcome outcome;
        try {
            outcome = new Ingest(settings, domain, clock, System.err).load(extracts);
        } catch (LakeException e) {
            throw new OperatorException("The lake cannot be written: " + e.getMessage() + ".");
        }
        spec.commandLine().getOut().print(ReportText.table(outcome));
        spec.commandLine().getOut().flush();
        if (report != null) {
            write(ReportText.json(settings.node(), outcome));
        }
        return outcome.version().isPresent() ? 0 : 1;
    }

    private List<Extract> extracts() {
        boolean one = profile != null && !inputs.isEmpty();
        if (one != (profile != null || !inputs.isEmpty()) || one != systems.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Give --profile with --input, or --system for each system.");
        }
        if (one) {
            return List.of(new Extract(ProfileReader.named(profile), inputs));
        }
        Map<String, List<Path>> files = new LinkedHashMap<>();
        for (String system : systems) {
            String[] parts = system.split("=", 2);
            if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
                throw new ParameterException(spec.commandLine(), "--system wants SYSTEM=FILE, such as dem=dem.csv.");
            }
            files.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(Path.of(parts[1]));
        }
        return files.entrySet().stream().map(entry -> new Extract(ProfileReader.named(entry.getKey()), entry.getValue())).toList();
    }

    /** The keys are held until the domain's are derived from them, and no longer. */
    private KeyedDomain domain(IngestSettings settings) {
        try (KeyRing keys = KeyRing.open(settings.key(), settings.earlierKeys(), environment)) {
            return keys.domain(settings.domain(), Lake.open(settings.lake()).current());
        }
    }

    private void write(String json) {
        try {
            Files.writeString(report, json + "\n");
        } catch (IOException e) {
            throw new OperatorException("The tables are loaded, but the report " + report + " cannot be written.");
        }
    }
}
