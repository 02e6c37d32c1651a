package pt.arquipelago.catalog.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pt.arquipelago.catalog.service.intake.NotAccepted;

/** Moving a catalogue: what one dumps another takes. */
class DumpLoadTest {
    @TempDir
    Path folder;

    private String triples;

    @BeforeEach
    void dump() throws Exception {
        try (RunningCatalog first = new RunningCatalog(folder.resolve("first"))) {
            first.publish("uls-coimbra", RunningCatalog.COIMBRA);
            first.publish("uls-sao-joao", RunningCatalog.SAO_JOAO);
            triples = first.get("/catalog.nt").body();
            Files.writeString(folder.resolve("dump.nt"), triples);
            Files.writeString(folder.resolve("dump.ttl"), first.get("/catalog.ttl").body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dump.nt", "dump.ttl"})
    void isTakenWholeByAnother(String file) {
        Path second = folder.resolve("second-" + file);
        assertThat(RunningCatalog.load(second, folder.resolve(file))).isEqualTo(2);
        try (RunningCatalog catalog = new RunningCatalog(second)) {
            assertThat(catalog.get("/catalog.nt").body().lines().collect(Collectors.toSet())).isEqualTo(triples.lines().collect(Collectors.toSet()));
            assertThat(catalog.get("/search?q=dispensa").body()).contains("uls-coimbra").contains("uls-sao-joao");
            assertThat(catalog.get("/changes", "Accept", "application/json").body()).contains("\"last\" : 2");
        }
    }

    @Test
    void isCheckedLikeWhatANodePublishes() throws Exception {
        Path poor = Files.writeString(folder.resolve("poor.nt"), triples.lines().filter(line -> !line.contains("accessRights")).collect(Collectors.joining("\n")) + "\n");
        assertThatThrownBy(() -> RunningCatalog.load(folder.resolve("other"), poor)).isInstanceOf(NotAccepted.class).hasMessageContaining("Access rights are exactly one");
        Path broken = Files.writeString(folder.resolve("broken.nt"), "<http://a.example/> <http://b.example/> .\n");
        assertThatThrownBy(() -> RunningCatalog.load(folder.resolve("another"), broken)).isInstanceOf(NotAccepted.class).hasMessageContaining("line: 1");
        assertThatThrownBy(() -> RunningCatalog.load(folder.resolve("third"), folder.resolve("dump.zip"))).isInstanceOf(NotAccepted.class);
    }
}
