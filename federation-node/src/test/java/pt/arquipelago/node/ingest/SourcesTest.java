package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.ingest.Ingest.Extract;
import pt.arquipelago.node.ingest.Ingest.Outcome;
import pt.arquipelago.node.profile.CsvFormat;
import pt.arquipelago.node.profile.Profile;

/** The ways in which an extract may come. */
class SourcesTest {
    private static final String TEXT = "id,lugar\nA1,São João\nA2,Évora\n";
    private static final List<String> ROWS = List.of("São João", "Évora");

    @TempDir
    Path root;
    private IngestFixture node;
    private Profile places;

    @BeforeEach
    void node() {
        node = new IngestFixture(root, 0.5);
        places = node.profile("profile: 1", "system: P", "table: places", "title: {pt: P, en: P}", "subject: id", "columns:",
                "  - {name: id, class: identifier, identifier: GENERIC, identifies: subject, title: {pt: i, en: i}}",
                "  - {name: lugar, class: neutral, title: {pt: l, en: p}}");
    }

    @Test
    void gzipAndZstdAreReadWhateverTheirNames() throws IOException {
        assertThat(loaded(node.write("a.csv.gz", gzip(TEXT)))).containsExactlyElementsOf(ROWS);
        assertThat(loaded(node.write("b.dat", Zstd.compress(TEXT.getBytes(StandardCharsets.UTF_8))))).containsExactlyElementsOf(ROWS);
    }

    @Test
    void aCompressedFileCutInTheMiddleIsRefusedAndTheTableStays() throws IOException {
        loaded(node.write("a.csv", TEXT));
        String long_ = "id,lugar\n" + IntStream.range(0, 50_000).mapToObj(i -> "A" + i * 7919 % 50_000 + ",Lugar " + i).collect(Collectors.joining("\n", "", "\n"));
        byte[] gzip = gzip(long_);
        byte[] zstd = Zstd.compress(long_.getBytes(StandardCharsets.UTF_8));
        for (Path cut : List.of(node.write("cut.gz", Arrays.copyOf(gzip, gzip.length / 2)), node.write("cut.zst", Arrays.copyOf(zstd, zstd.length / 2)))) {
            assertThatThrownBy(() -> node.load(places, cut)).isInstanceOf(IngestFailure.class).hasMessageContaining("could not be read to its end");
        }
        assertThat(node.rows("places", "lugar")).containsExactlyElementsOf(ROWS);
    }

    @Test
    void commaOrSemicolonIsSeenInTheHeader() {
        assertThat(loaded(node.write("a.csv", TEXT.replace(',', ';')))).containsExactlyElementsOf(ROWS);
        assertThat(loaded(node.write("b.csv", "id;lugar\nA1;\"Porto; Gaia\"\nA2;Braga, Minho\n"))).containsExactly("Braga, Minho", "Porto; Gaia");
    }

    @Test
    void aDeclaredDelimiterIsNotGuessedAround() {
        Profile semicolon = places.written(new CsvFormat(CsvFormat.Encoding.UTF_8, java.util.Optional.of(';'), false, java.util.Optional.empty()));
        assertThatThrownBy(() -> node.load(semicolon, node.write("a.csv", TEXT))).isInstanceOf(IngestFailure.class).hasMessageContaining("'delimiter'");
    }

    @Test
    void accentsOfBothEncodingsAreRight() {
        assertThat(loaded(node.write("a.csv", "\uFEFF" + TEXT))).containsExactlyElementsOf(ROWS);
        Profile windows = places.written(new CsvFormat(CsvFormat.Encoding.WINDOWS_1252, java.util.Optional.empty(), false, java.util.Optional.empty()));
        node.load(windows, node.write("w.csv", (TEXT + "A3,Preço em €\n").getBytes(Charset.forName("windows-1252"))));
        assertThat(node.rows("places", "lugar")).containsExactly("Preço em €", "São João", "Évora");
    }

    @Test
    void textOfTheOtherEncodingIsNeverTakenForTheDeclaredOne() {
        Profile windows = places.written(new CsvFormat(CsvFormat.Encoding.WINDOWS_1252, java.util.Optional.empty(), false, java.util.Optional.empty()));
        Outcome refused = node.load(windows, node.write("w.csv", TEXT));
        assertThat(refused.version()).isEmpty();
        assertThat(ReportText.table(refused)).contains("encoding", "the extract is in another encoding", "--encoding");
        assertThat(node.quarantined()).containsExactly("2 - encoding", "3 - encoding");
        assertThat(node.load(places, node.write("u.csv", TEXT.getBytes(Charset.forName("windows-1252")))).version()).isEmpty();
        assertThat(node.quarantined()).containsExactly("2 - encoding", "3 - encoding", "2 - encoding", "3 - encoding");
    }

    @Test
    void aFolderIsOneExtract() throws IOException {
        node.write("month/01.csv", "id,lugar\nA1,Porto\n");
        node.write("month/02.csv.gz", gzip("lugar;id\nÉvora;A2\n"));
        node.write("month/.hidden", "no extract");
        Outcome outcome = node.load(places, root.resolve("extracts/month"));
        assertThat(node.rows("places", "lugar")).containsExactly("Porto", "Évora");
        assertThat(outcome.reports().get(0).files()).containsExactly("01.csv", "02.csv.gz");
        Files.createDirectories(root.resolve("extracts/empty"));
        assertThatThrownBy(() -> node.load(places, root.resolve("extracts/empty"))).hasMessageContaining("holds no extract");
    }

    @Test
    void standardInputIsReadTwiceWhereRowsFailed() {
        try (Spool spool = Spool.standardInput(new ByteArrayInputStream((TEXT + "\"\",x\nA3,Faro\n").getBytes(StandardCharsets.UTF_8)))) {
            Outcome outcome = node.load(List.of(new Extract(places, List.of(), List.of(spool))));
            assertThat(outcome.reports().get(0).accepted()).isEqualTo(3);
            assertThat(outcome.reports().get(0).files()).containsExactly("standard input");
        }
        assertThat(node.quarantined()).containsExactly("4 id missing");
    }

    @Test
    void whatIsSpooledHasNoNameAndIsNotInTheClear() throws IOException {
        try (Spool spool = Spool.standardInput(new ByteArrayInputStream(TEXT.getBytes(StandardCharsets.UTF_8)))) {
            List<Path> open = openFiles().stream().filter(file -> file.toString().contains("arquipelago-spool")).toList();
            assertThat(open).hasSize(1).allMatch(file -> file.toString().endsWith("(deleted)"));
            assertThat(new String(spool.open().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(TEXT);
            assertThat(spool.size()).isEqualTo(TEXT.getBytes(StandardCharsets.UTF_8).length);
            assertThat(raw(open.get(0))).doesNotContain("lugar").doesNotContain("Jo");
        }
    }

    @Test
    void aFirstLineThatIsNoHeaderIsNotShown() {
        assertThatThrownBy(() -> node.load(places, node.write("a.csv", "813274659,Marcada Da Silva\n")))
                .isInstanceOf(IngestFailure.class).hasMessageContaining("holds 0 of the 2 columns")
                .hasMessageNotContaining("813274659").hasMessageNotContaining("Marcada");
    }

    private List<String> loaded(Path file) {
        node.load(places, file);
        return node.rows("places", "lugar");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream to = new GZIPOutputStream(bytes)) {
            to.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static List<Path> openFiles() throws IOException {
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(Files::isSymbolicLink).map(link -> {
                try {
                    return Files.readSymbolicLink(link);
                } catch (IOException e) {
                    return Path.of("gone");
                }
            }).toList();
        }
    }

    private static String raw(Path target) throws IOException {
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path link : descriptors.toList()) {
                if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(target)) {
                    return Files.readString(link, StandardCharsets.ISO_8859_1);
                }
            }
        }
        throw new IOException("the spool is not open");
    }
}
