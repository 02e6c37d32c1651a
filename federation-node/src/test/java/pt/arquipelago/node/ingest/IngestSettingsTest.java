package pt.arquipelago.node.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestSettingsTest {
    private static final String GOOD = """
            node: uls-teste
            domain: teste
            lake: lake
            quarantine: q
            key: {keystore: key.p12, password_env: PW}
            """;

    @TempDir
    Path root;

    @Test
    void defaultsAreAsDocumented() throws IOException {
        IngestSettings settings = read(GOOD, Map.of());
        assertThat(settings.maxRejected()).isEqualTo(0.05);
        assertThat(settings.memory()).isEqualTo("2GB");
        assertThat(settings.synthetic()).isFalse();
        assertThat(settings.lake()).isEqualTo(root.resolve("lake"));
    }

    @Test
    void theEnvironmentOverridesTheFile() throws IOException {
        assertThat(read(GOOD, Map.of("ARQUIPELAGO_MAX_REJECTED", "0.2")).maxRejected()).isEqualTo(0.2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"max_rejected: 2", "max_rejected: -1", "memory: lots", "max_rejcted: 0.1", "node: ULS"})
    void whatCannotBeMeantIsRefused(String line) throws IOException {
        String text = line.startsWith("node") ? GOOD.replace("node: uls-teste", line) : GOOD + line + "\n";
        assertThatThrownBy(() -> read(text, Map.of())).hasMessageContaining(line.split(":")[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"node", "domain", "lake", "quarantine", "key.keystore", "key.password_env", "max_rejected", "check_references", "postcodes", "synthetic", "memory"})
    void everyKeyIsDocumented(String key) throws IOException {
        String page = Files.readString(Path.of(System.getProperty("arquipelago.root", "..")).resolve("docs/settings.md"));
        assertThat(page.substring(page.indexOf("## ingest.yaml"))).contains("| `" + key + "` |");
    }

    private IngestSettings read(String text, Map<String, String> environment) throws IOException {
        return IngestSettings.read(Files.writeString(root.resolve("ingest.yaml"), text), environment);
    }
}
