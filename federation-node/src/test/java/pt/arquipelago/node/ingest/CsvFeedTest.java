package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.profile.CsvFormat;

@Timeout(30)
class CsvFeedTest {
    @TempDir
    Path root;

    @Test
    void theDecodedTextGoesThroughAPipeOfThisUserAlone() throws IOException {
        Path file = Files.writeString(root.resolve("a.csv"), "a,b\n1,2\n");
        Path pipe;
        try (CsvFeed feed = CsvFeed.start(file, CsvFormat.standard(), scanner())) {
            pipe = feed.pipe();
            assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther()).isTrue();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pipe))).isEqualTo("rw-------");
            assertThat(new String(Files.newInputStream(pipe).readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("1,2\n");
            feed.await();
        }
        assertThat(pipe).doesNotExist();
        assertThat(pipe.getParent()).doesNotExist();
    }

    @Test
    void aFeedThatNobodyReadsEndsWhenItIsClosed() throws IOException {
        Path file = Files.writeString(root.resolve("a.csv"), "a,b\n" + "1,2\n".repeat(1_000_000));
        CsvFeed feed = CsvFeed.start(file, CsvFormat.standard(), scanner());
        feed.close();
        assertThat(feed.pipe()).doesNotExist();
    }

    private static CsvScanner scanner() {
        return new CsvScanner((byte) ',', 2, CsvFormat.Encoding.UTF_8, false, (line, reason) -> { });
    }
}
