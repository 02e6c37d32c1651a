package pt.arquipelago.node.ingest;

import com.sun.management.OperatingSystemMXBean;
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
import java.util.List;
import java.util.Locale;
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.profile.ProfileReader;
import pt.arquipelago.node.settings.KeySetting;
import pt.arquipelago.pseudonymisation.key.NodeKey;
import pt.arquipelago.pseudonymisation.domain.KeyedDomain;

/** Ingest of a DEM extract beside DuckDB's plain copy of the same file to Parquet, in turns: {@code IngestBenchmark dem.csv [rounds]}. */
public final class IngestBenchmark {
    private IngestBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path extract = Path.of(arguments[0]).toAbsolutePath();
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        Path folder = Files.createTempDirectory("ingest-benchmark");
        KeyedDomain domain = KeyedDomain.of("benchmark", List.of(NodeKey.generate(new SecureRandom())));
        IngestSettings settings = new IngestSettings("benchmark", "benchmark", folder.resolve("lake"), folder.resolve("quarantine"),
                KeySetting.ofKeystore(folder.resolve("none"), "NONE"), List.of(), 0.05, true, "2GB");
        for (int i = 0; i < rounds; i++) {
            Instant start = Clock.systemUTC().instant();
            double before = processorSeconds();
            Ingest.Outcome outcome = new Ingest(settings, domain, Clock.systemUTC(), new PrintStream(OutputStream.nullOutputStream()))
                    .load(List.of(new Extract(ProfileReader.named("dem"), List.of(extract))));
            double ingest = since(start);
            double ingestProcessor = processorSeconds() - before;
            before = processorSeconds();
            start = Clock.systemUTC().instant();
            plainCopy(extract, folder.resolve("plain.parquet"));
            double plain = since(start);
            long rows = outcome.reports().get(0).read();
            double plainProcessor = processorSeconds() - before;
            System.out.printf(Locale.ROOT, "round %d: %,d rows; ingest %.1f s (%,.0f rows/s); plain copy %.1f s; ratio %.2f; processor time %.1f s, %.1f s, ratio %.2f%n",
                    i + 1, rows, ingest, rows / ingest, plain, ingest / plain, ingestProcessor, plainProcessor, ingestProcessor / plainProcessor);
        }
    }

    private static void plainCopy(Path extract, Path target) throws Exception {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:"); Statement statement = duck.createStatement()) {
            statement.execute("SET preserve_insertion_order = false");
            statement.execute("COPY (SELECT * FROM read_csv('" + extract + "', all_varchar = true)) TO '" + target + "' (FORMAT parquet, COMPRESSION zstd)");
        }
    }

    /** Of this process, all threads: what others do on the machine disturbs it less than time on the clock. */
    static double processorSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    private static double since(Instant start) {
        return Duration.between(start, Clock.systemUTC().instant()).toMillis() / 1000.0;
    }
}
