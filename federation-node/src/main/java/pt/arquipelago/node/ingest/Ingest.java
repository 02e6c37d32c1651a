package pt.arquipelago.node.ingest;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pt.arquipelago.node.lake.LakeVersion;
import pt.arquipelago.node.lake.LakeVersion.Pseudonyms;
import pt.arquipelago.node.lake.LakeWriter;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.pseudonymisation.domain.KeyedDomain;

/**
 * The way of a record, from an institution's extract into its lake: decoded and its structure checked ({@link CsvScanner}),
 * typed, validated, pseudonymised and generalised by one statement of the engine ({@link ExtractQuery}), written as Parquet,
 * counted, committed as Delta ({@link LakeWriter}), and seen by readers once the lake version names it.
 */
public final class Ingest {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** What is to be loaded into one table. */
    public record Extract(Profile profile, List<Path> files) {
        public Extract {
            requireNonNull(profile, "profile is null");
            files = List.copyOf(files);
        }
    }

    /** @param version empty if an extract was refused: then no table changed */
    public record Outcome(Optional<LakeVersion> version, List<LoadReport> reports) {}

    private final IngestSettings settings;
    private final KeyedDomain domain;
    private final Clock clock;
    private final PrintStream progress;

    public Ingest(IngestSettings settings, KeyedDomain domain, Clock clock, PrintStream progress) {
        this.settings = requireNonNull(settings, "settings is null");
        this.domain = requireNonNull(domain, "domain is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.progress = requireNonNull(progress, "progress is null");
    }

    /** Loads all tables under one lake version, or none. */
    public Outcome load(List<Extract> extracts) {
        try (LakeWriter lake = LakeWriter.open(settings.lake(), clock)) {
            Pseudonyms pseudonyms = new Pseudonyms(domain.name(), domain.fingerprints());
            requireSame(lake.current(), pseudonyms);
            List<LoadReport> reports = new ArrayList<>();
            for (Extract extract : extracts) {
                LoadReport report = load(lake, extract);
                reports.add(report);
                if (report.refused()) {
                    return new Outcome(Optional.empty(), reports);
                }
            }
            return new Outcome(Optional.of(lake.publish(pseudonyms)), reports);
        }
    }

    private LoadReport load(LakeWriter lake, Extract extract) {
        Profile profile = extract.profile();
        Instant start = clock.instant();
        Path staging = lake.stage(profile.table());
        Path list = settings.quarantine().resolve(profile.table() + "-" + STAMP.format(start) + ".jsonl");
        List<String> notes;
        long accepted;
        try (Quarantine quarantine = Quarantine.open(list)) {
            try (Engine engine = Engine.forExtract(settings.memory(), profile.timeZone())) {
                engine.functions().register(profile, domain);
                ExtractLoad load = new ExtractLoad(engine, profile, LocalDate.ofInstant(start, profile.timeZone()), quarantine, progress);
                accepted = 0;
                for (int i = 0; i < extract.files().size(); i++) {
                    accepted += load.load(extract.files().get(i), staging.resolve("file" + i));
                }
                notes = load.notes();
            } catch (SQLException e) {
                throw Engine.failure("The ingest of " + profile.system() + " could not begin", e);
            }
            Optional<Long> version = tooManyRejected(accepted, quarantine.rows()) ? Optional.empty() : Optional.of(commit(lake, profile, staging));
            return new LoadReport(profile.system(), profile.table(), extract.files().stream().map(file -> file.getFileName().toString()).toList(),
                    accepted + quarantine.rows(), accepted, quarantine.rows(), quarantine.reasons(),
                    quarantine.rows() == 0 ? Optional.empty() : Optional.of(list), Treatments.of(profile), version,
                    Duration.between(start, clock.instant()), notes);
        }
    }

    private long commit(LakeWriter lake, Profile profile, Path staging) {
        try (Engine engine = Engine.forLake(settings.memory(), staging.resolve("spill"))) {
            StagedTable staged = StagedTable.in(staging, engine);
            return lake.replace(profile.describe(staged.figures(profile), settings.synthetic()), staged.files());
        } catch (SQLException e) {
            throw Engine.failure("The rows of " + profile.system() + " could not be counted", e);
        } catch (IOException e) {
            throw new IngestFailure("The rows of " + profile.system() + " could not be read again (" + e.getClass().getSimpleName() + ").");
        }
    }

    /** Pseudonyms of two keys in one lake would never join, and nobody would see it. */
    private static void requireSame(LakeVersion current, Pseudonyms pseudonyms) {
        current.pseudonyms().filter(made -> !made.equals(pseudonyms)).ifPresent(made -> {
            throw new IngestFailure("The lake's pseudonyms are of the domain '" + made.domain() + "' and the keys " + String.join(", ", made.keys())
                    + "; this ingest has the domain '" + pseudonyms.domain() + "' and the keys " + String.join(", ", pseudonyms.keys())
                    + ". Name in ingest.yaml what the lake was made with.");
        });
    }

    private boolean tooManyRejected(long accepted, long rejected) {
        return rejected > settings.maxRejected() * (accepted + rejected);
    }
}
