package pt.arquipelago.demo.generate;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Synthetic SNS extracts. They stand for what SPMS, which holds these systems, delivers to each ULS for its own patients. */
@Command(name = "generate", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Make synthetic extracts of the fifteen SNS systems for three local health units, as CSV with direct identifiers of people who do not exist.",
        "The same seed and options give the same bytes. Each system can be made alone and still agrees with the others.",
        "With --system and --rows: one file of one system, with so many rows. With --national: everybody, as the holder of the central systems has them."})
public final class GenerateCommand implements Callable<Integer> {

    private static final long DEFAULT_PATIENTS = 30_000;
    private static final long NATIONAL_PATIENTS = 10_000_000;
    private static final long MOST_PATIENTS = 30_000_000;
    /** 250,000 certificates a month for 10 million people (2019). */
    private static final double NATIONAL_SICK_LEAVES = .025;
    private static final double BAD_SHARE = .005;
    private static final double DIRTY_SHARE = .02;

    @Option(names = "--out", required = true, paramLabel = "DIR|FILE", description = "Folder for <node>/<system>.csv, or the one file.")
    private Path out;

    @Option(names = "--system", split = ",", paramLabel = "SYSTEM", converter = SystemName.class,
            description = "Only these, parted by commas (default: all): RNU, PEM, PEM-PPP, DEM, ESP, CRD, SICO, RENTEV, CCC, SISO, RSE, BAS, RNP, CIT, SIARS.")
    private List<SnsSystem> systems;

    @Option(names = "--rows", paramLabel = "N", description = "With one --system: so many rows, the bad ones among them.")
    private Long rows;

    @Option(names = "--patients", paramLabel = "N", description = "Over all institutions (default: 30000; with --national 10000000).")
    private Long patients;

    @Option(names = "--national", description = "One holder with people of all municipalities, by default one month.")
    private boolean national;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "S", description = "Another seed, other people (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--from", defaultValue = "2025-01", paramLabel = "YYYY-MM", description = "First month (default: ${DEFAULT-VALUE}).")
    private YearMonth from;

    @Option(names = "--months", paramLabel = "N", description = "Months (default: 12; with --national 1).")
    private Integer months;

    @Option(names = "--packages", defaultValue = "3.3", paramLabel = "X", description = "Packages dispensed a month for each patient (default: ${DEFAULT-VALUE}).")
    private double packages;

    @Option(names = "--dem-row", defaultValue = "medicine", paramLabel = "UNIT",
            description = "What a row of DEM stands for: a medicine dispensed in one or several packages, or each package (default: ${DEFAULT-VALUE}).")
    private DispensingRowUnit dispensingRow;

    @Option(names = "--sick-leaves", paramLabel = "X", description = "Certificates a month for each patient (default: 0.0292; with --national 0.025).")
    private Double sickLeaves;

    @Option(names = "--carry-over", negatable = true, fallbackValue = "true", description = "Also what is dispensed on prescriptions of the weeks before the first month, and "
            + "sick leaves that go on into it (default: only with --national).")
    private Boolean carryOver;

    @Option(names = "--bad-share", paramLabel = "X", description = "Share of bad rows, 0 to 0.5 (default: 0.005; with --dirty 0.02).")
    private Double badShare;

    @Option(names = "--dirty", description = "With the errors of extracts as they come: letters of another encoding, trailing spaces, dates in another form, duplicates, "
            + "references to nobody, swapped dates, broken lines.")
    private boolean dirty;

    @Option(names = "--encoding", defaultValue = "UTF-8", paramLabel = "NAME", description = "UTF-8 or windows-1252 (default: ${DEFAULT-VALUE}).")
    private Charset encoding;

    @Option(names = "--separator", defaultValue = ",", paramLabel = "C", description = "Comma, semicolon or tab (default: ${DEFAULT-VALUE}).")
    private String separator;

    @Option(names = "--gzip", description = "Compressed: <system>.csv.gz.")
    private boolean gzip;

    @Spec
    private CommandSpec command;

    /** {@code --dem-row}. */
    enum DispensingRowUnit {
        MEDICINE, PACKAGE
    }

    /** A system by its name, such as PEM-PPP. */
    static final class SystemName implements ITypeConverter<SnsSystem> {
        @Override
        public SnsSystem convert(String value) {
            try {
                return SnsSystem.of(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    @Override
    public Integer call() throws IOException {
        boolean single = rows != null;
        if (single && (rows < 1 || patients != null || national || systems == null || systems.size() != 1)) {
            throw new ParameterException(command.commandLine(), "--rows (1 or more) goes with one --system, and not with --patients or --national.");
        }
        long started = System.nanoTime();
        GenerateExtracts generate = generate();
        List<GenerateExtracts.Written> written = new ArrayList<>();
        if (single) {
            written.add(generate.single(systems.get(0), out, rows));
            if (written.get(0).rows() < rows) {
                command.commandLine().getErr().println("There are no more rows of " + systems.get(0).title() + " in these months; --months makes more.");
            }
        } else {
            Set<SnsSystem> wanted = systems == null ? EnumSet.allOf(SnsSystem.class) : EnumSet.copyOf(systems);
            written.addAll(generate.folders(out, wanted));
            Files.writeString(out.resolve("generated.json"), json(written), StandardCharsets.UTF_8);
        }
        report(written, (System.nanoTime() - started) / 1e9);
        return 0;
    }

    private GenerateExtracts generate() {
        try {
            List<Institution> institutions = national ? List.of(Institution.NATIONAL) : rows != null ? List.of(Institution.SAO_JOAO) : Institution.DEMONSTRATION;
            long people = patients != null ? patients : rows != null ? MOST_PATIENTS : national ? NATIONAL_PATIENTS : DEFAULT_PATIENTS;
            double certificates = sickLeaves != null ? sickLeaves : national ? NATIONAL_SICK_LEAVES : Volumes.SICK_LEAVES;
            Volumes volumes = new Volumes(packages, dispensingRow == DispensingRowUnit.PACKAGE, certificates, carryOver != null ? carryOver : national);
            Settings settings = new Settings(people, seed, from, months != null ? months : national ? 1 : 12, volumes, institutions);
            Errors errors = new Errors(badShare != null ? badShare : dirty ? DIRTY_SHARE : BAD_SHARE, dirty);
            if (separator.length() != 1) {
                throw new IllegalArgumentException("a separator is one character");
            }
            return new GenerateExtracts(settings, errors, new Format(encoding, separator.charAt(0), gzip), line -> command.commandLine().getErr().println(line));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "Not possible: " + e.getMessage() + ".");
        }
    }

    private void report(List<GenerateExtracts.Written> written, double seconds) {
        for (GenerateExtracts.Written file : written) {
            command.commandLine().getOut().printf(Locale.ROOT, "%-16s %-7s %,12d rows, %,8d of them bad%n", file.institution().node(), file.system().title(), file.rows(),
                    file.badRows());
        }
        long all = written.stream().mapToLong(GenerateExtracts.Written::rows).sum();
        double processor = processorSeconds();
        command.commandLine().getOut().printf(Locale.ROOT, "%,d rows in %.1f s; %.1f s of processor time, %.2f µs a row%n", all, seconds, processor,
                1e6 * processor / Math.max(1, all));
        command.commandLine().getOut().flush();
    }

    private static double processorSeconds() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system ? system.getProcessCpuTime() / 1e9 : 0;
    }

    /** Rows and bad rows by kind, to hold an ingest report against. */
    private String json(List<GenerateExtracts.Written> written) {
        return "{\"seed\": " + seed + ", \"files\": [\n" + written.stream().map(file -> {
            String bad = file.bad().entrySet().stream().map(kind -> "\"" + kind.getKey().name().toLowerCase(Locale.ROOT) + "\": " + kind.getValue())
                    .collect(Collectors.joining(", "));
            return "  {\"node\": \"" + file.institution().node() + "\", \"system\": \"" + file.system().title().toLowerCase(Locale.ROOT) + "\", \"rows\": "
                    + file.rows() + ", \"bad\": {" + bad + "}}";
        }).collect(Collectors.joining(",\n")) + "\n]}\n";
    }
}
