package pt.arquipelago.demo.generate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Synthetic SNS extracts. They stand for what SPMS, which holds these systems, delivers to each ULS for its own patients. */
@Command(name = "generate", mixinStandardHelpOptions = true, description = {
        "Make synthetic extracts of RNU, PEM, DEM and CIT for three local health units, as CSV with direct identifiers of people who do not exist.",
        "The same seed gives the same bytes. With --system and --rows: one file of one system, with so many rows."})
public final class GenerateCommand implements Callable<Integer> {

    @Option(names = "--out", required = true, paramLabel = "DIR|FILE", description = "Folder for <node>/<system>.csv, or the one file.")
    private Path out;

    @Option(names = "--patients", paramLabel = "N", description = "Over the three institutions (default: 30000).")
    private Long patients;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "S", description = "Another seed, other people (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--from", defaultValue = "2025-01", paramLabel = "YYYY-MM", description = "First month (default: ${DEFAULT-VALUE}).")
    private YearMonth from;

    @Option(names = "--months", defaultValue = "12", paramLabel = "N", description = "Months (default: ${DEFAULT-VALUE}).")
    private int months;

    @Option(names = "--packages", defaultValue = "3.3", paramLabel = "X", description = "Packages dispensed a month for each patient (default: ${DEFAULT-VALUE}).")
    private double packages;

    @Option(names = "--bad-share", defaultValue = "0.005", paramLabel = "X", description = "Share of bad rows (default: ${DEFAULT-VALUE}).")
    private double badShare;

    @Option(names = "--system", paramLabel = "SYSTEM", description = "Only this one: ${COMPLETION-CANDIDATES}.")
    private SnsSystem system;

    @Option(names = "--rows", paramLabel = "N", description = "With --system: so many rows, the bad ones among them.")
    private Long rows;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        if ((system == null) != (rows == null) || rows != null && (rows < 1 || patients != null)) {
            throw new ParameterException(command.commandLine(), "--system and --rows (1 or more) go together, and not with --patients.");
        }
        long started = System.nanoTime();
        GenerateExtracts generate = new GenerateExtracts(settings(), line -> command.commandLine().getErr().println(line));
        List<GenerateExtracts.Written> written;
        if (system != null) {
            written = List.of(generate.single(system, out, rows));
        } else {
            written = generate.folders(out);
            Files.writeString(out.resolve("generated.json"), json(written), StandardCharsets.UTF_8);
        }
        report(written, (System.nanoTime() - started) / 1e9);
        return 0;
    }

    private Settings settings() {
        long people = system != null ? 30_000_000 : patients == null ? 30_000 : patients;
        try {
            return new Settings(people, seed, from, months, packages, badShare);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "Not possible: " + e.getMessage() + ".");
        }
    }

    private void report(List<GenerateExtracts.Written> written, double seconds) {
        for (GenerateExtracts.Written file : written) {
            command.commandLine().getOut().printf(Locale.ROOT, "%-16s %s %,10d rows, %,6d of them bad%n", file.institution().node(), file.system(),
                    file.figures().rows(), file.figures().badRows());
        }
        command.commandLine().getOut().printf(Locale.ROOT, "%.1f s%n", seconds);
        command.commandLine().getOut().flush();
    }

    /** Rows and bad rows by kind, to hold an ingest report against. */
    private String json(List<GenerateExtracts.Written> written) {
        return "{\"seed\": " + seed + ", \"files\": [\n" + written.stream().map(file -> {
            String bad = file.figures().bad().entrySet().stream().map(kind -> "\"" + kind.getKey().name().toLowerCase(Locale.ROOT) + "\": " + kind.getValue())
                    .collect(Collectors.joining(", "));
            return "  {\"node\": \"" + file.institution().node() + "\", \"system\": \"" + file.system().name().toLowerCase(Locale.ROOT) + "\", \"rows\": "
                    + file.figures().rows() + ", \"bad\": {" + bad + "}}";
        }).collect(Collectors.joining(",\n")) + "\n]}\n";
    }
}
