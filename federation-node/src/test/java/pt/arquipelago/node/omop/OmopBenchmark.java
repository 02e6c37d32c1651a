package pt.arquipelago.node.omop;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import pt.arquipelago.node.ingest.Ingest;
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.ingest.IngestSettings;
import pt.arquipelago.node.profile.ProfileReader;
import pt.arquipelago.node.settings.KeySetting;
import pt.arquipelago.pseudonymisation.domain.KeyedDomain;
import pt.arquipelago.pseudonymisation.key.NodeKey;

/**
 * OMOP tables out of a lake, then once more with nothing changed: {@code OmopBenchmark ingest FOLDER dem=dem.csv …} fills the
 * lake, {@code OmopBenchmark build FOLDER}, in a process of its own, is measured.
 */
public final class OmopBenchmark {
    private OmopBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        if (arguments[0].equals("ingest")) {
            ingest(folder, Arrays.stream(arguments).skip(2).map(OmopBenchmark::extract).toList());
            return;
        }
        OmopReport report = build(folder);
        for (OmopReport.Table table : report.tables()) {
            System.out.printf(Locale.ROOT, "%-28s %,14d rows%n", table.table(), table.all());
        }
        report.checks().stream().filter(check -> !check.passes()).forEach(check -> System.out.println("FAILED " + check.kind() + " " + check.name()));
        report.version().orElseThrow();
        if (!build(folder).tables().stream().allMatch(OmopReport.Table::known)) {
            throw new IllegalStateException("a build of unchanged sources built something");
        }
    }

    private static OmopReport build(Path folder) throws IOException {
        Instant start = Clock.systemUTC().instant();
        double before = processorSeconds();
        OmopReport report = new OmopBuild(folder.resolve("lake"), "4GB", Optional.empty(), Clock.systemUTC(), new PrintStream(OutputStream.nullOutputStream())).build();
        System.out.printf(Locale.ROOT, "build %.1f s, processor time %.1f s, at most %,d MiB: %,d rows%n", Duration.between(start, Clock.systemUTC().instant()).toMillis() / 1000.0,
                processorSeconds() - before, mostMemory(), report.tables().stream().mapToLong(OmopReport.Table::all).sum());
        return report;
    }

    private static Extract extract(String argument) {
        String[] parts = argument.split("=", 2);
        return new Extract(ProfileReader.named(parts[0]), List.of(Path.of(parts[1]).toAbsolutePath()));
    }

    private static void ingest(Path folder, List<Extract> extracts) {
        IngestSettings settings = new IngestSettings("benchmark", "benchmark", folder.resolve("lake"), folder.resolve("quarantine"),
                KeySetting.ofKeystore(folder.resolve("none"), "NONE"), List.of(), 0.05, true, "2GB");
        KeyedDomain domain = KeyedDomain.of("benchmark", List.of(NodeKey.generate(new SecureRandom())));
        new Ingest(settings, domain, Clock.systemUTC(), new PrintStream(OutputStream.nullOutputStream())).load(extracts).version().orElseThrow();
    }

    private static double processorSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    /** The most that was resident of this process so far, in MiB (Linux). */
    private static long mostMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024).findFirst().orElse(0);
    }
}
