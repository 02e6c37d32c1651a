package pt.arquipelago.accessbody.config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConfigReaderTest {
    private static final String LEAST = """
            state: here
            keys:
              permits: { keystore: permits.p12 }
              orders: { keystore: orders.p12, password_env: ORDERS }
              status: { keystore: /abs/status.p12, password_env: STATUS }
            """;

    @TempDir
    private Path folder;

    @Test
    void whatIsNotSaidHasItsDefault() {
        AccessBodyConfig config = read(LEAST, Map.of());
        assertThat(config.issuer()).isEqualTo("access-body");
        assertThat(config.address()).isEqualTo(new AccessBodyConfig.Address("127.0.0.1", 8080));
        assertThat(config.database().url()).isEmpty();
        assertThat(config.catalog().url()).isEqualTo("http://127.0.0.1:8082");
        assertThat(config.nodes()).isEmpty();
        assertThat(config.accounts()).isEmpty();
        assertThat(config.demo()).isFalse();
        assertThat(config.taskTimeLimitSeconds()).isEqualTo(600);
        assertThat(config.outputCheck()).isTrue();
        assertThat(config.unsafe()).isEmpty();
    }

    @Test
    void whatIsSaidHoldsAndPathsAreRelativeToTheFile() {
        AccessBodyConfig config = read(LEAST + """
                issuer: oad
                address: { host: 0.0.0.0, port: 9000 }
                database: { url: "jdbc:h2:mem:x" }
                catalog: { url: "http://catalogo:1/" }
                nodes: [{ id: uls-a, name: A, key: a.jwk }]
                accounts: accounts.yaml
                demo: true
                task_time_limit_seconds: 5
                output_check: false
                """, Map.of());
        assertThat(config.issuer()).isEqualTo("oad");
        assertThat(config.address()).isEqualTo(new AccessBodyConfig.Address("0.0.0.0", 9000));
        assertThat(config.state()).isEqualTo(folder.resolve("here"));
        assertThat(config.keys().permits().keystore()).isEqualTo(folder.resolve("permits.p12"));
        assertThat(config.keys().orders()).isEqualTo(new AccessBodyConfig.OpenKey(folder.resolve("orders.p12"), "ORDERS"));
        assertThat(config.keys().status()).isEqualTo(new AccessBodyConfig.OpenKey(Path.of("/abs/status.p12"), "STATUS"));
        assertThat(config.database().url()).contains("jdbc:h2:mem:x");
        assertThat(config.catalog().url()).isEqualTo("http://catalogo:1");
        assertThat(config.nodes()).containsExactly(new AccessBodyConfig.NodeSettings("uls-a", "A", folder.resolve("a.jwk")));
        assertThat(config.accounts()).contains(folder.resolve("accounts.yaml"));
        assertThat(config.taskTimeLimitSeconds()).isEqualTo(5);
        assertThat(config.unsafe()).hasSize(3);
    }

    @Test
    void everyKeyCanBeOverriddenByTheEnvironment() {
        Map<String, String> values = Map.of("issuer", "other", "address.port", "1", "address.host", "h", "demo", "true", "output_check", "false",
                "task_time_limit_seconds", "7", "catalog.url", "http://c", "database.url", "jdbc:h2:mem:y", "state", "elsewhere", "accounts", "b.yaml");
        Map<String, String> environment = values.entrySet().stream()
                .collect(Collectors.toMap(entry -> "ARQUIPELAGO_" + entry.getKey().replace('.', '_').toUpperCase(java.util.Locale.ROOT), Map.Entry::getValue));
        AccessBodyConfig config = read(LEAST, environment);
        assertThat(config.issuer()).isEqualTo("other");
        assertThat(config.address()).isEqualTo(new AccessBodyConfig.Address("h", 1));
        assertThat(config.demo()).isTrue();
        assertThat(config.outputCheck()).isFalse();
        assertThat(config.taskTimeLimitSeconds()).isEqualTo(7);
        assertThat(config.catalog().url()).isEqualTo("http://c");
        assertThat(config.database().url()).contains("jdbc:h2:mem:y");
        assertThat(config.state()).isEqualTo(folder.resolve("elsewhere"));
        assertThat(config.accounts()).contains(folder.resolve("b.yaml"));
        assertThat(read(LEAST, Map.of("ARQUIPELAGO_NODES", "[{id: uls-b, name: B, key: b.jwk}]")).nodes()).extracting(AccessBodyConfig.NodeSettings::id).containsExactly("uls-b");
        assertThat(read(LEAST, Map.of("ARQUIPELAGO_KEYS_ORDERS_PASSWORD_ENV", "X")).keys().orders().passwordEnv()).isEqualTo("X");
    }

    @Test
    void anUnknownKeyStopsWithASuggestion() {
        assertRefused(LEAST + "adress: { port: 1 }\n", "unknown key adress", "Did you mean address?");
        assertRefused(LEAST + "address: { prot: 1 }\n", "unknown key address.prot", "Did you mean address.port?");
        assertRefused(LEAST + "nodes: [{ id: uls-a, nam: A, key: a.jwk }]\n", "unknown key nodes[].nam", "name");
    }

    @Test
    void whatIsMissingOrImpossibleIsNamed() {
        assertRefused("state: here\n", "keys is missing");
        assertRefused(LEAST + "task_time_limit_seconds: 0\n", "task_time_limit_seconds must be between 1 and 86400");
        assertRefused(LEAST + "task_time_limit_seconds: soon\n", "task_time_limit_seconds");
        assertRefused(LEAST + "nodes: [{ id: 'ULS A', name: A, key: a.jwk }]\n", "nodes.id must match");
        assertRefused("state: [\n", "is not YAML");
    }

    @Test
    void thePageOfSettingsNamesEveryKey() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("arquipelago.root", ".")).resolve("docs/settings.md"));
        for (List<String> key : KnownKeys.leaves(AccessBodyConfig.class)) {
            assertThat(page).contains("| `" + String.join(".", key) + "` |");
        }
    }

    private void assertRefused(String yaml, String... parts) {
        assertThatThrownBy(() -> read(yaml, Map.of())).isInstanceOf(InvalidConfig.class).message().contains(parts);
    }

    private AccessBodyConfig read(String yaml, Map<String, String> environment) {
        try {
            return new ConfigReader(environment).read(Files.writeString(folder.resolve("access-body.yaml"), yaml));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
