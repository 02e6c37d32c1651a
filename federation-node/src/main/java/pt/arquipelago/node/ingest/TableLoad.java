package pt.arquipelago.node.ingest;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.ingest.Ingest.Insistence;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.LakeWriter;
import pt.arquipelago.node.lake.LakeWriter.Base;
import pt.arquipelago.node.lake.LakeWriter.StagedFile;
import pt.arquipelago.node.lake.Subject;
import pt.arquipelago.node.lake.TableDescription;
import pt.arquipelago.node.profile.Load;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.Rule;
import pt.arquipelago.node.profile.SourceColumn;
import pt.arquipelago.node.profile.Treatment;
import pt.arquipelago.node.quality.Measurement;
import pt.arquipelago.node.quality.MeasurementJson;
import pt.arquipelago.pseudonymisation.domain.KeyedDomain;

/** An extract on its way into one table: known already? read and checked; put to what the table holds; committed. */
final class TableLoad {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final IngestSettings settings;
    private final KeyedDomain domain;
    private final Clock clock;
    private final PrintStream progress;
    private final LakeWriter lake;
    private final Profile profile;
    private final List<ExtractFile> files;
    private final Optional<Base> base;
    private final PostcodeTable postcodes;
    private final MedicineTable medicines;
    private final Insistence insists;
    private final List<String> notes = new ArrayList<>();
    private List<Rule> applied = List.of();
    /** What was read of the extract and is to enter. */
    private final List<Path> rows = new ArrayList<>();

    TableLoad(IngestSettings settings, KeyedDomain domain, Clock clock, PrintStream progress, LakeWriter lake, Extract extract, Insistence insists) {
        this.settings = settings;
        this.domain = domain;
        this.clock = clock;
        this.progress = progress;
        this.lake = lake;
        this.profile = extract.profile();
        this.files = Stream.<ExtractFile>concat(Inputs.files(extract.files()).stream(), extract.spooled().stream()).toList();
        this.base = lake.base(profile.table());
        this.postcodes = profile.hasPostcodes() ? PostcodeTable.read(settings.postcodes().orElseThrow(() -> new IngestFailure("The profile of " + profile.system()
                + " takes postcodes to their places, and the settings name no table of them. Name one with the key 'postcodes' (docs/settings.md)."))) : PostcodeTable.of(Map.of());
        this.medicines = profile.hasMedicines() ? settings.medicines().map(MedicineTable::read).orElse(MedicineTable.NONE) : MedicineTable.NONE;
        this.insists = insists;
    }

    LoadReport load() {
        Instant start = clock.instant();
        requireSameColumns();
        // Beside the load itself: it is wanted before only where there is an earlier load to compare with.
        CompletableFuture<String> digest = CompletableFuture.supplyAsync(this::digest);
        if (isKnown(digest)) {
            return report(start, true, 0, 0, Map.of(), Optional.empty(), Optional.of(base.orElseThrow().deltaVersion()));
        }
        Path staging = lake.stage(profile.table());
        try (Quarantine quarantine = Quarantine.open(settings.quarantine(), profile.table() + "-" + STAMP.format(start))) {
            long accepted = read(start, staging, quarantine);
            boolean refused = quarantine.rows() > settings.maxRejected() * (accepted + quarantine.rows());
            Optional<Long> version = refused ? Optional.empty() : Optional.of(commit(start, staging, joined(digest), accepted, quarantine));
            return report(start, false, accepted, quarantine.rows(), quarantine.reasons(),
                    quarantine.rows() == 0 ? Optional.empty() : Optional.of(quarantine.file()), version);
        }
    }

    private long read(Instant start, Path staging, Quarantine quarantine) {
        try (Engine engine = Engine.forExtract(settings.memory(), profile.timeZone())) {
            engine.functions().register(profile, domain, firstRow(), postcodes, medicines, PersonsBehind.read(profile, lake, settings.memory(), staging.resolve("spill")));
            Profile applicable = References.applicable(profile, lake, settings.checkReferences(), notes);
            applied = applicable.rules();
            References.read(engine, applicable, lake);
            ExtractLoad load = new ExtractLoad(engine, applicable, LocalDate.ofInstant(start, profile.timeZone()), postcodes, quarantine, progress);
            long accepted = 0;
            for (int i = 0; i < files.size(); i++) {
                accepted += load.load(files.get(i), staging.resolve("file" + i));
            }
            notes.addAll(load.notes());
            rows.addAll(StagedTable.parquetIn(staging));
            noteMedicines(engine);
            return accepted - (profile.load() instanceof Load.Upsert upsert ? repeated(upsert, load, staging) : 0);
        } catch (SQLException e) {
            throw Engine.failure("The ingest of " + profile.system() + " could not begin", e);
        }
    }

    private void noteMedicines(Engine engine) throws SQLException {
        if (medicines.products().isEmpty() || rows.isEmpty()) {
            return;
        }
        for (SourceColumn column : profile.columns()) {
            Optional<String> kept = made(column, Treatment.Keep.class);
            Optional<String> product = made(column, Treatment.PharmaceuticalProduct.class);
            if (kept.isPresent() && product.isPresent()) {
                long without = engine.number("SELECT count(*) FROM " + StagedTable.parquet(rows) + " WHERE " + Sql.name(kept.get()) + " IS NOT NULL AND " + Sql.name(product.get()) + " IS NULL");
                notes.add(String.format(Locale.ROOT, "%,d rows have a %s that the table of medicines does not know, and no PhPID", without, kept.get()));
            }
        }
    }

    private static Optional<String> made(SourceColumn column, Class<? extends Treatment> treatment) {
        return column.makes().stream().filter(made -> treatment.isInstance(made.treatment())).map(made -> made.description().name()).findFirst();
    }

    /** Rows of keys of which nothing tells which row is the later: they are listed, and stay out. */
    private long repeated(Load.Upsert upsert, ExtractLoad load, Path staging) {
        try (Engine engine = Engine.forLake(settings.memory(), staging.resolve("spill"))) {
            Repeats repeats = Repeats.of(upsert, List.copyOf(rows), engine, Files.createDirectories(staging.resolve("repeats")));
            notes.addAll(repeats.notes());
            rows.clear();
            rows.addAll(repeats.rows());
            return repeats.unclear().isEmpty() ? 0 : files.stream().mapToLong(file -> load.repeated(file, upsert.key(), repeats.unclear())).sum();
        } catch (SQLException e) {
            throw Engine.failure("The rows of " + profile.system() + " could not be compared with one another, and the table is as it was", e);
        } catch (IOException e) {
            throw new IngestFailure("The rows of " + profile.system() + " could not be compared with one another (" + e.getClass().getSimpleName() + "), and the table is as it was.");
        }
    }

    private long commit(Instant start, Path staging, String digest, long accepted, Quarantine quarantine) {
        try (Engine engine = Engine.forLake(settings.memory(), staging.resolve("spill"))) {
            List<Path> table = base.map(Base::files).orElse(List.of()).stream().map(StagedFile::path).toList();
            Merge merge = new Merge(engine, Files.createDirectories(staging.resolve("merged")), insists.fewer());
            progress.println(profile.table() + ": putting the rows into the table");
            StagedTable merged = new StagedTable(engine, merge.merged(profile.load(), table, rows));
            notes.addAll(merge.notes());
            Measurement.Size size = merged.size(profile);
            Measurement measured = new Measuring(engine, profile, lake, start).measure(merged.paths(), rows, size,
                    new Measuring.Checked(accepted + quarantine.rows(), accepted, applied, quarantine.failed()));
            TableDescription description = described(size);
            long version = lake.commit(description, merged.files(), loads(digest));
            Trail.extend(engine, lake, description, version, lake.files(description.table(), version));
            lake.measured(description.table(), MeasurementJson.write(measured));
            return version;
        } catch (SQLException e) {
            throw Engine.failure("The rows of " + profile.system() + " could not be put into their table, which is as it was", e);
        } catch (IOException e) {
            throw new IngestFailure("The rows of " + profile.system() + " could not be put into their table (" + e.getClass().getSimpleName() + "), which is as it was.");
        }
    }

    private TableDescription described(Measurement.Size size) {
        TableDescription made = profile.describe(size.figures(), settings.synthetic());
        boolean keeps = !(profile.load() instanceof Load.Replace) && base.isPresent() && !base.get().files().isEmpty();
        return keeps ? made.over(base.get().description()) : made;
    }

    /** What was appended once is never appended again; otherwise only what was loaded last leaves the table as it is. */
    private boolean isKnown(CompletableFuture<String> digest) {
        List<String> loads = base.map(Base::loads).orElse(List.of());
        if (insists.again() || loads.isEmpty()) {
            return false;
        }
        return profile.load() instanceof Load.Append ? loads.contains(joined(digest)) : loads.get(loads.size() - 1).equals(joined(digest));
    }

    private List<String> loads(String digest) {
        Stream<String> earlier = profile.load() instanceof Load.Append ? base.map(Base::loads).orElse(List.of()).stream() : Stream.of();
        return Stream.concat(earlier.filter(load -> !load.equals(digest)), Stream.of(digest)).toList();
    }

    private String digest() {
        try {
            return ExtractDigest.of(profile, postcodes, medicines, files, domain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String joined(CompletableFuture<String> digest) {
        try {
            return digest.join();
        } catch (CompletionException e) {
            throw new IngestFailure("The extract of " + profile.system() + " could not be read (" + e.getCause().getClass().getSimpleName() + "), and the table is as it was.");
        }
    }

    /** Where rows are persons, those of a later load are others. */
    private long firstRow() throws SQLException {
        boolean first = base.isEmpty() || base.get().files().isEmpty() || !(profile.subject() instanceof Subject.EachRow);
        if (first || !(profile.load() instanceof Load.Append)) {
            return 1;
        }
        long[] last = new long[1];
        try (Engine engine = Engine.forLake(settings.memory(), settings.lake())) {
            engine.query("SELECT coalesce(max(" + Subject.PERSON + "), 0) FROM " + StagedTable.parquet(base.get().files().stream().map(StagedFile::path).toList()),
                    row -> last[0] = row.getLong(1));
        }
        return last[0] + 1;
    }

    private void requireSameColumns() {
        if (base.isEmpty() || profile.load() instanceof Load.Replace) {
            return;
        }
        List<String> held = base.get().description().columns().stream().map(TableLoad::shape).toList();
        List<String> made = profile.lakeColumns().stream().map(TableLoad::shape).toList();
        if (!held.equals(made)) {
            throw new IngestFailure("The table " + profile.table() + " holds other columns than its profile makes now. Load it once with 'load: replace'.");
        }
    }

    private static String shape(ColumnDescription column) {
        return column.name() + " " + column.type();
    }

    private LoadReport report(Instant start, boolean known, long accepted, long quarantined, Map<Reason, Long> reasons, Optional<Path> list, Optional<Long> version) {
        return new LoadReport(profile.system(), profile.table(), profile.load().text(), known, files.stream().map(ExtractFile::name).toList(),
                accepted + quarantined, accepted, quarantined, reasons, list, Treatments.of(profile), version, Duration.between(start, clock.instant()), notes);
    }
}
