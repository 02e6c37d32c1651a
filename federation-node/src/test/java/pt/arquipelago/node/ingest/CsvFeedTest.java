package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.profile.CsvFormat;

@Timeout(30)
class CsvFeedTest {
    @TempDir
    Path root;

    @Test
    void theDecodedTextGoesThroughPipesOfThisUserAlone() throws IOException {
        Path file = Files.writeString(root.resolve("a.csv"), "a,b\n1,2\n");
        List<Path> pipes;
        try (CsvFeed feed = CsvFeed.start(new ExtractFile.Local(file), CsvFormat.standard(), scanner(), 2)) {
            pipes = feed.pipes();
            assertThat(pipes).hasSize(2).allSatisfy(pipe -> {
                assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther()).isTrue();
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pipe))).isEqualTo("rw-------");
            });
            assertThat(read(pipes.get(0)) + read(pipes.get(1))).isEqualTo("1,2\n");
            feed.await();
        }
        assertThat(pipes).allSatisfy(pipe -> assertThat(pipe).doesNotExist());
        assertThat(pipes.get(0).getParent()).doesNotExist();
    }

    @Test
    void severalReadersTakeEachRecordOnce() throws Exception {
        String records = IntStream.range(0, 300_000).mapToObj(i -> i + "," + i).collect(Collectors.joining("\n", "", "\n"));
        Path file = Files.writeString(root.resolve("a.csv"), "a,b\n" + records);
        try (CsvFeed feed = CsvFeed.start(new ExtractFile.Local(file), CsvFormat.standard(), scanner(), 3)) {
            List<CompletableFuture<String>> readers = feed.pipes().stream().map(pipe -> CompletableFuture.supplyAsync(() -> read(pipe), task -> new Thread(task).start())).toList();
            StringBuilder all = new StringBuilder();
            for (CompletableFuture<String> reader : readers) {
                all.append(reader.get());
            }
            feed.await();
            assertThat(all.toString().lines().sorted()).containsExactlyElementsOf(records.lines().sorted().toList());
        }
    }

    @Test
    void oneReaderAfterTheOtherGetsAllToo() throws IOException {
        Path file = Files.writeString(root.resolve("a.csv"), "a,b\n" + "1,2\n".repeat(1_000_000));
        try (CsvFeed feed = CsvFeed.start(new ExtractFile.Local(file), CsvFormat.standard(), scanner(), 2)) {
            assertThat(read(feed.pipes().get(0)).length() + read(feed.pipes().get(1)).length()).isEqualTo(4_000_000);
            feed.await();
        }
    }

    @Test
    void aFeedThatNobodyReadsEndsWhenItIsClosed() throws IOException {
        Path file = Files.writeString(root.resolve("a.csv"), "a,b\n" + "1,2\n".repeat(1_000_000));
        CsvFeed feed = CsvFeed.start(new ExtractFile.Local(file), CsvFormat.standard(), scanner(), 2);
        List<Path> pipes = feed.pipes();
        feed.close();
        assertThat(pipes).allSatisfy(pipe -> assertThat(pipe).doesNotExist());
    }

    @Test
    void aReaderThatGoesAwayLeavesTheExtractUnread() throws IOException {
        Path file = Files.writeString(root.resolve("a.csv"), "a,b\n" + "1,2\n".repeat(1_000_000));
        try (CsvFeed feed = CsvFeed.start(new ExtractFile.Local(file), CsvFormat.standard(), scanner(), 1)) {
            Files.newInputStream(feed.pipes().get(0)).close();
            assertThatThrownBy(feed::await).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aFaultWhileTheExtractIsScannedIsNoEndOfIt() throws IOException {
        Path file = Files.writeString(root.resolve("a.csv"), "a,b\n1,2\n1\n");
        CsvScanner faulty = new CsvScanner((byte) ',', 2, CsvFormat.Encoding.UTF_8, false, (line, reason) -> {
            throw new IllegalStateException("no room left");
        });
        try (CsvFeed feed = CsvFeed.start(new ExtractFile.Local(file), CsvFormat.standard(), faulty, 1)) {
            read(feed.pipes().get(0));
            assertThatThrownBy(feed::await).isInstanceOf(IOException.class).hasMessage("IllegalStateException");
        }
    }

    private static String read(Path pipe) {
        try (InputStream in = Files.newInputStream(pipe)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CsvScanner scanner() {
        return new CsvScanner((byte) ',', 2, CsvFormat.Encoding.UTF_8, false, (line, reason) -> { });
    }
}
