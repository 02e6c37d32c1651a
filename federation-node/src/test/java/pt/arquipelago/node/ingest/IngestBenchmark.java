package pt.arquipelago.node.ingest;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.lake.LakeWriter;
import pt.arquipelago.node.profile.ProfileReader;
import pt.arquipelago.node.quality.Measurement;
import pt.arquipelago.node.settings.KeySetting;
import pt.arquipelago.pseudonymisation.domain.KeyedDomain;
import pt.arquipelago.pseudonymisation.key.NodeKey;

/**
 * Ingest of extracts under one lake version beside DuckDB's plain copy of the same files to Parquet, in turns:
 * {@code IngestBenchmark ROUNDS dem=dem.csv [rnu=rnu.csv.gz …]}.
 */
public final class IngestBenchmark {
    private IngestBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        List<Extract> extracts = Arrays.stream(arguments).skip(1).map(IngestBenchmark::extract).toList();
        for (int i = 0; i < rounds; i++) {
            Path folder = Files.createTempDirectory("ingest-benchmark");
            Instant start = Clock.systemUTC().instant();
            double before = processorSeconds();
            long rows = ingest(folder, extracts);
            double ingest = since(start);
            double ingestProcessor = processorSeconds() - before;
            long memory = mostMemory();
            before = processorSeconds();
            measure(folder, extracts);
            double measuring = processorSeconds() - before;
            before = processorSeconds();
            start = Clock.systemUTC().instant();
            for (Extract extract : extracts) {
                plainCopy(extract.files().get(0), folder.resolve("plain.parquet"));
            }
            double plain = since(start);
            double plainProcessor = processorSeconds() - before;
            System.out.printf(Locale.ROOT, "round %d: %,d rows; ingest %.1f s (%,.0f rows/s, at most %,d MiB); plain copy %.1f s; ratio %.2f; "
                    + "processor time %.1f s, %.1f s, ratio %.2f; of ingest's, %.2f s (%.1f %%) measure quality%n",
                    i + 1, rows, ingest, rows / ingest, memory, plain, ingest / plain, ingestProcessor, plainProcessor, ingestProcessor / plainProcessor, measuring, 100 * measuring / ingestProcessor);
            delete(folder);
        }
    }

    private static Extract extract(String argument) {
        String[] parts = argument.split("=", 2);
        return new Extract(ProfileReader.named(parts[0]), List.of(Path.of(parts[1]).toAbsolutePath()));
    }

    /** Into a new lake: what was loaded already would not be loaded again. */
    private static long ingest(Path folder, List<Extract> extracts) {
        KeyedDomain domain = KeyedDomain.of("benchmark", List.of(NodeKey.generate(new SecureRandom())));
        IngestSettings settings = new IngestSettings("benchmark", "benchmark", folder.resolve("lake"), folder.resolve("quarantine"),
                KeySetting.ofKeystore(folder.resolve("none"), "NONE"), List.of(), 0.05, true, "2GB");
        Ingest.Outcome outcome = new Ingest(settings, domain, Clock.systemUTC(), new PrintStream(OutputStream.nullOutputStream())).load(extracts);
        if (outcome.version().isEmpty()) {
            throw new IllegalStateException("an extract was refused");
        }
        return outcome.reports().stream().mapToLong(LoadReport::read).sum();
    }

    /** What ingest measures for the label, once more and alone. */
    private static void measure(Path folder, List<Extract> extracts) throws Exception {
        try (LakeWriter lake = LakeWriter.open(folder.resolve("lake"), Clock.systemUTC()); Engine engine = Engine.forLake("2GB", folder.resolve("spill"))) {
            for (Extract extract : extracts) {
                List<Path> files = lake.base(extract.profile().table()).orElseThrow().files().stream().map(LakeWriter.StagedFile::path).toList();
                Measurement.Size size = new Measurement.Size(0, 0, 0, Optional.empty(), Optional.empty(), Optional.empty());
                new Measuring(engine, extract.profile(), lake, Clock.systemUTC().instant()).measure(files, files, size,
                        new Measuring.Checked(0, 0, List.of(), Map.of()));
            }
        }
    }

    private static void plainCopy(Path extract, Path target) throws Exception {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:"); Statement statement = duck.createStatement()) {
            statement.execute("SET preserve_insertion_order = false");
            statement.execute("COPY (SELECT * FROM read_csv('" + extract + "', all_varchar = true)) TO '" + target + "' (FORMAT parquet, COMPRESSION zstd)");
        }
    }

    /** Of this process, all threads: what others do on the machine disturbs it less than time on the clock. */
    private static double processorSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    /** The most that was resident of this process so far, in MiB (Linux). */
    private static long mostMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024).findFirst().orElse(0);
    }

    private static double since(Instant start) {
        return Duration.between(start, Clock.systemUTC().instant()).toMillis() / 1000.0;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
