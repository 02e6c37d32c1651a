package pt.arquipelago.catalog.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is replaced again and again leaves blocks behind; letting go of them changes nothing that anybody can read. */
class CompactionTest {
    private static final String PATH = "/datasets/uls-coimbra/source_dem";

    @TempDir
    Path folder;

    @Test
    void letsGoOfWhatReplacedDescriptionsLeftAndOfNothingElse() throws Exception {
        List<String> before;
        try (RunningCatalog catalog = new RunningCatalog(folder)) {
            catalog.publish("uls-sao-joao", RunningCatalog.SAO_JOAO);
            replace(catalog, 30);
            before = read(catalog);
        }
        long texts = texts();
        RunningCatalog.compact(folder);
        assertThat(texts()).as("texts of descriptions that were replaced").isLessThan(texts);
        try (RunningCatalog catalog = new RunningCatalog(folder)) {
            assertThat(read(catalog)).isEqualTo(before);
            replace(catalog, 31);
            assertThat(catalog.get(PATH, "Accept", "application/n-triples").body()).contains("103100");
        }
    }

    private static void replace(RunningCatalog catalog, int times) {
        for (int i = 0; i <= times; i++) {
            String changed = RunningCatalog.description("uls-coimbra").replace("1234500", 1_000 + i + "00");
            assertThat(catalog.publish(PATH, changed, "uls-coimbra", RunningCatalog.COIMBRA).statusCode()).isBetween(200, 204);
        }
    }

    /** Bytes of the files that hold the store's texts: unlike those of its indexes they have no room to spare. */
    private long texts() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
            return files.filter(file -> file.toString().endsWith(".obj")).mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static List<String> read(RunningCatalog catalog) {
        return Stream.of("/catalog.nt", PATH + "/versions", "/changes", "/search?q=dispensa")
                .map(path -> catalog.get(path, "Accept", "*/*").body().lines().sorted().collect(Collectors.joining("\n"))).toList();
    }
}
