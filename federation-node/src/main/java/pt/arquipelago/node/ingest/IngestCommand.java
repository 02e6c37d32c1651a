package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
import pt.arquipelago.node.profile.CsvFormat;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.ProfileReader;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.pseudonymisation.domain.KeyedDomain;

/** {@code arquipelago ingest}: extracts into the lake. */
@Command(name = "ingest", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Take extracts into the lake: checked, pseudonymised, generalised, seen whole or not at all.")
public final class IngestCommand implements Callable<Integer> {
    private static final Path STANDARD_INPUT = Path.of("-");

    private final Clock clock;
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;
    @Option(names = "--config", required = true, paramLabel = "ingest.yaml", description = "The settings of ingest.")
    private Path config;
    @Option(names = "--profile", paramLabel = "PROFILE", description = "A profile of one's own (a YAML file), or the name of a system of the SNS, such as rnu or dem.")
    private String profile;
    @Option(names = "--input", paramLabel = "FILE", description = "CSV (also as gzip or zstd) or Parquet for that profile, a folder of such files, "
            + "or - for CSV by standard input; may be given several times: all together are one extract.")
    private List<Path> inputs = List.of();
    @Option(names = "--query", paramLabel = "NAME", description = "A query of the settings ('queries') for that profile.")
    private String query;
    @Option(names = "--system", paramLabel = "SYSTEM=FILE", description = "Several systems under one lake version; may be given several times.")
    private List<String> systems = List.of();
    @Option(names = "--fhir", paramLabel = "EXPORT", description = "A FHIR R4 bulk export: a folder of NDJSON (also as gzip), or its manifest; documents (EHRxF: Bundles of type document) in it, or a file of them. "
            + "All its tables come under one lake version.")
    private Path fhir;
    @Option(names = "--fhir-profile", paramLabel = "PROFILE", description = "With --fhir: a profile of one's own in the place of that which comes with the project; may be given several times.")
    private List<Path> fhirProfiles = List.of();
    @Option(names = "--encoding", paramLabel = "utf-8|windows-1252", description = "Of these CSV files, if not as the profile says.")
    private String encoding;
    @Option(names = "--again", description = "Load also what was loaded already; what is appended then stands twice.")
    private boolean again;
    @Option(names = "--fewer", description = "Let an extract replace a month by less than half of the rows that the table holds of it.")
    private boolean fewer;
    @Option(names = "--no-risk", description = "Do not count how alone persons stand in the tables that were loaded.")
    private boolean noRisk;
    @Option(names = "--report", paramLabel = "FILE", description = "Write the report as JSON too.")
    private Path report;

    @Option(names = "--explain", description = "Take nothing in: show what happens to a made-up value of each column. Without --profile, of all systems.")
    private boolean explain;
    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text", description = "Of --explain: one of ${COMPLETION-CANDIDATES}; the last two are a document to sign.")
    private Format format;
    @Option(names = "--language", paramLabel = "pt|en", defaultValue = "pt", description = "Of --explain (default: ${DEFAULT-VALUE}).")
    private String language;

    private enum Format { text, markdown, html }

    public IngestCommand(Clock clock, Map<String, String> environment) {
        this.clock = clock;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (explain) {
            return explain();
        }
        requireOneWay();
        IngestSettings settings = IngestSettings.read(config, environment);
        KeyedDomain domain = domain(settings);
        Optional<FhirExport> export = Optional.ofNullable(fhir).map(path -> FhirExport.of(path, FhirExport.profiles(
                ProfileReader.FHIR.stream().map(ProfileReader::named).toList(), fhirProfiles.stream().map(ProfileReader::read).toList()), System.err));
        List<Extract> extracts = export.isPresent() ? export.get().extracts() : extracts(settings);
        Outcome outcome;
        try {
            Ingest ingest = new Ingest(settings, domain, clock, System.err);
            ingest = again ? ingest.again() : ingest;
            outcome = (fewer ? ingest.fewer() : ingest).load(extracts);
        } catch (LakeException e) {
            throw new OperatorException("The lake cannot be written: " + e.getMessage() + ".");
        } finally {
            extracts.forEach(extract -> extract.spooled().forEach(Kept::close));
        }
        spec.commandLine().getOut().print(ReportText.table(outcome));
        spec.commandLine().getOut().print(export.map(FhirExport::text).orElse(""));
        spec.commandLine().getOut().flush();
        Map<String, Optional<Risk>> risks = noRisk ? Map.of() : RiskAfterLoad.of(outcome, settings);
        spec.commandLine().getOut().print(RiskAfterLoad.text(risks));
        spec.commandLine().getOut().flush();
        if (report != null) {
            write(ReportText.json(settings.node(), outcome, risks, export.map(FhirExport::leftOut).orElse(List.of())));
        }
        return outcome.version().isPresent() ? 0 : 1;
    }

    private Integer explain() {
        if (!language.matches("pt|en") || !inputs.isEmpty() || !systems.isEmpty() || query != null || fhir != null) {
            throw new ParameterException(spec.commandLine(), "--explain wants --profile or nothing, no input, and --language pt or en.");
        }
        IngestSettings settings = IngestSettings.read(config, environment);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<Explanation> explanations = (profile == null ? ProfileReader.SYSTEMS : List.of(profile)).stream()
                .map(name -> Explanation.of(profile(name), settings.domain(), today)).toList();
        ExplanationText text = new ExplanationText(language.equals("pt") ? ExplanationWords.PT : ExplanationWords.EN, settings, today);
        spec.commandLine().getOut().print(switch (format) {
            case text -> explanations.stream().map(text::terminal).collect(Collectors.joining());
            case markdown -> text.markdown(explanations);
            case html -> text.html(explanations);
        });
        spec.commandLine().getOut().flush();
        return 0;
    }

    private void requireOneWay() {
        boolean one = profile != null && (!inputs.isEmpty() || query != null);
        if (fhir == null && !fhirProfiles.isEmpty() || fhir != null && (profile != null || !inputs.isEmpty() || query != null || !systems.isEmpty() || encoding != null)) {
            throw new ParameterException(spec.commandLine(), "Give --fhir alone, or with --fhir-profile.");
        }
        if (fhir != null) {
            return;
        }
        if (one != (profile != null || !inputs.isEmpty() || query != null) || one != systems.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Give --profile with --input or --query, or --system for each system, or --fhir.");
        }
    }

    private List<Extract> extracts(IngestSettings settings) {
        if (systems.isEmpty()) {
            return List.of(query == null ? ofFiles(profile(profile), inputs) : ofQuery(settings));
        }
        Map<String, List<Path>> files = new LinkedHashMap<>();
        for (String system : systems) {
            String[] parts = system.split("=", 2);
            if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
                throw new ParameterException(spec.commandLine(), "--system wants SYSTEM=FILE, such as dem=dem.csv.");
            }
            files.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(Path.of(parts[1]));
        }
        return files.entrySet().stream().map(entry -> ofFiles(profile(entry.getKey()), entry.getValue())).toList();
    }

    private static Extract ofFiles(Profile profile, List<Path> paths) {
        boolean standardInput = paths.contains(STANDARD_INPUT);
        return new Extract(profile, paths.stream().filter(path -> !path.equals(STANDARD_INPUT)).toList(),
                standardInput ? List.of(Spool.standardInput(System.in)) : List.of());
    }

    private Extract ofQuery(IngestSettings settings) {
        QuerySetting setting = Optional.ofNullable(settings.queries().get(query)).orElseThrow(() -> new OperatorException(
                "The settings have no query '" + query + "'. Known under 'queries': " + String.join(", ", settings.queries().keySet().stream().sorted().toList()) + "."));
        if (!inputs.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Give --query or --input, not both.");
        }
        Profile rows = profile(profile).written(CsvFormat.standard());
        return new Extract(rows, List.of(), List.of(new JdbcQuery(query, setting, rows).rows(environment)));
    }

    private Profile profile(String named) {
        Profile read = ProfileReader.named(named);
        if (encoding == null) {
            return read;
        }
        CsvFormat.Encoding as = switch (encoding.toLowerCase(Locale.ROOT)) {
            case "utf-8" -> CsvFormat.Encoding.UTF_8;
            case "windows-1252" -> CsvFormat.Encoding.WINDOWS_1252;
            default -> throw new ParameterException(spec.commandLine(), "--encoding is utf-8 or windows-1252, not " + encoding + ".");
        };
        CsvFormat format = read.csv();
        return read.written(new CsvFormat(as, format.delimiter(), format.decimalComma(), format.dateFormat()));
    }

    /** The keys are held until the domain's are derived from them, and no longer. */
    private KeyedDomain domain(IngestSettings settings) {
        try (KeyRing keys = KeyRing.open(custody(settings), settings.key(), settings.earlierKeys())) {
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

    private Custody custody(IngestSettings settings) {
        return new Custody(settings.node(), settings.domain(), environment, clock, spec.commandLine().getErr());
    }
}
