package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.pseudonymisation.domain.KeyedDomain;
import pt.arquipelago.pseudonymisation.key.NodeKey;

/** An ingest that is killed, wherever it is, leaves the table as it was; the next run completes it once. */
@Tag("slow")
class KilledIngestTest {
    private static final int ROWS = 200_000;
    private static final int KILLS = 8;
    private static final KeyedDomain DOMAIN = KeyedDomain.of("test", List.of(NodeKey.of(new byte[NodeKey.LENGTH])));

    @TempDir
    Path root;

    /** Another process: appends the second extract. */
    public static final class Other {
        public static void main(String[] arguments) {
            IngestFixture node = new IngestFixture(Path.of(arguments[0]), 0.05);
            node.load(DOMAIN, List.of(new Extract(visits(node), List.of(Path.of(arguments[1])))));
        }
    }

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void anIngestThatIsKilledAtAnyMomentIsCompletedOnce() throws Exception {
        IngestFixture node = new IngestFixture(root, 0.05);
        node.load(DOMAIN, List.of(new Extract(visits(node), List.of(extract(node, "first.csv", 0)))));
        Path second = extract(node, "second.csv", ROWS);
        long whole = milliseconds(second);
        IngestFixture fresh = new IngestFixture(root.resolve("fresh"), 0.05);
        fresh.load(DOMAIN, List.of(new Extract(visits(fresh), List.of(extract(fresh, "first.csv", 0)))));
        for (int i = 1; i <= KILLS; i++) {
            Process process = start(fresh.root, second);
            if (!process.waitFor(whole * i / (KILLS + 1), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
            assertThat(fresh.rows("visits", "count(*)").get(0)).isIn(String.valueOf(ROWS), String.valueOf(2 * ROWS));
        }
        assertThat(start(fresh.root, second).waitFor()).isZero();
        assertThat(fresh.rows("visits", "count(*), count(DISTINCT custo)")).containsExactly(2 * ROWS + "|" + 2 * ROWS);
    }

    private long milliseconds(Path second) throws Exception {
        long start = System.nanoTime();
        assertThat(start(root, second).waitFor()).isZero();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private static Process start(Path root, Path extract) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-cp", System.getProperty("java.class.path"),
                Other.class.getName(), root.toString(), extract.toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static Path extract(IngestFixture node, String name, int from) throws IOException {
        Path file = node.write(name, "");
        return Files.writeString(file, IntStream.range(from, from + ROWS).mapToObj(i -> "123456789," + i).collect(Collectors.joining("\n", "utente,custo\n", "\n")));
    }

    private static Profile visits(IngestFixture node) {
        return node.profile("profile: 1", "system: VISITS", "table: visits", "title: {pt: V, en: V}", "subject: utente", "load: append", "columns:",
                "  - {name: utente, class: identifier, identifier: PATIENT_NUMBER, required: true, title: {pt: u, en: p}}",
                "  - {name: custo, class: neutral, type: int, title: {pt: c, en: c}}");
    }
}
