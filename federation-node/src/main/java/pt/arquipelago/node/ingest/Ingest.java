package pt.arquipelago.node.ingest;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
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
 * put to what the table holds ({@link Merge}), counted, committed as Delta ({@link LakeWriter}), and seen by readers once
 * the lake version names it. {@link TableLoad} has the steps of one table.
 */
public final class Ingest {
    /**
     * What is to be loaded into one table.
     *
     * @param files files or folders
     * @param spooled what came by standard input, from a query or out of documents
     */
    public record Extract(Profile profile, List<Path> files, List<Kept> spooled) {
        public Extract {
            requireNonNull(profile, "profile is null");
            files = List.copyOf(files);
            spooled = List.copyOf(spooled);
        }

        public Extract(Profile profile, List<Path> files) {
            this(profile, files, List.of());
        }
    }

    /** @param version empty if an extract was refused: then no table changed */
    public record Outcome(Optional<LakeVersion> version, List<LoadReport> reports) {}

    /** What is done only for those who say so. */
    record Insistence(boolean again, boolean fewer) {}

    private final IngestSettings settings;
    private final KeyedDomain domain;
    private final Clock clock;
    private final PrintStream progress;
    private final Insistence insists;

    public Ingest(IngestSettings settings, KeyedDomain domain, Clock clock, PrintStream progress) {
        this(settings, domain, clock, progress, new Insistence(false, false));
    }

    private Ingest(IngestSettings settings, KeyedDomain domain, Clock clock, PrintStream progress, Insistence insists) {
        this.settings = requireNonNull(settings, "settings is null");
        this.domain = requireNonNull(domain, "domain is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.progress = requireNonNull(progress, "progress is null");
        this.insists = insists;
    }

    /** Also loads what was loaded already. */
    public Ingest again() {
        return new Ingest(settings, domain, clock, progress, new Insistence(true, insists.fewer()));
    }

    /** Also replaces a month by less than half of the rows that the table holds of it. */
    public Ingest fewer() {
        return new Ingest(settings, domain, clock, progress, new Insistence(insists.again(), true));
    }

    /** Loads all tables under one lake version, or none. What was loaded already is not loaded again. */
    public Outcome load(List<Extract> extracts) {
        try (LakeWriter lake = LakeWriter.open(settings.lake(), clock)) {
            Pseudonyms pseudonyms = new Pseudonyms(domain.name(), domain.fingerprints());
            requireSame(lake.current(), pseudonyms);
            List<LoadReport> reports = new ArrayList<>();
            for (Extract extract : References.inOrder(extracts)) {
                LoadReport report = new TableLoad(settings, domain, clock, progress, lake, extract, insists).load();
                reports.add(report);
                if (report.refused()) {
                    return new Outcome(Optional.empty(), reports);
                }
            }
            boolean nothingNew = reports.stream().allMatch(LoadReport::known);
            if (nothingNew) {
                return new Outcome(Optional.of(lake.current()), reports);
            }
            LakeVersion version = lake.publish(pseudonyms);
            LabelFiles.write(settings, progress);
            return new Outcome(Optional.of(version), reports);
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
}
