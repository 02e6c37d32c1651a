package pt.arquipelago.node.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.settings.NodeSettings.PolicyEngine;

class NodeSettingsTest {
    private static final String LEAST = """
            node: uls-coimbra
            name: ULS de Coimbra
            lake: lake
            state: ../state
            """;

    @TempDir
    private Path folder;

    @Test
    void everyDefaultIsAsThePageSays() throws IOException {
        NodeSettings settings = read(LEAST);

        assertThat(settings.lake()).isEqualTo(folder.resolve("lake"));
        assertThat(settings.state()).isEqualTo(folder.resolveSibling("state"));
        assertThat(settings.thresholds()).isEqualTo(new NodeSettings.ThresholdSettings(10, 3));
        assertThat(settings.policy().engine()).isEqualTo(PolicyEngine.EMBEDDED);
        assertThat(settings.policy().holderBundle()).isEmpty();
        assertThat(settings.spark().master()).isEqualTo("local[*]");
        assertThat(settings.taskTimeLimitSeconds()).isEqualTo(600);
        assertThat(settings.accessBody()).isEmpty();
        assertThat(settings.testIssuer()).isEmpty();
        assertThat(settings.proxy()).isEmpty();
    }

    @Test
    void readsEveryKey() throws IOException {
        NodeSettings settings = read(LEAST + """
                signing_key: {keystore: keys/node.p12, password_env: NODE_PASSWORD}
                access_body: {url: "http://127.0.0.1:8080", permit_key: permits.jwk, order_key: orders.jwk, status_key: status.jwk}
                catalog: {url: "http://127.0.0.1:8081"}
                thresholds: {persons: 20, professionals: 5}
                policy: {engine: opa, url: "http://127.0.0.1:8181", holder_bundle: holder.wasm}
                spark: {master: "local[1]", memory: 2g}
                proxy: {host: proxy.hospital.example, port: 3128}
                publisher: {name: ULS de Coimbra, email: dados@uls.example, url: "https://uls.example"}
                task_time_limit_seconds: 60
                """);

        assertThat(settings.signingKey()).contains(new KeystoreSetting(folder.resolve("keys/node.p12"), "NODE_PASSWORD"));
        assertThat(settings.accessBody()).contains(new NodeSettings.AccessBody(URI.create("http://127.0.0.1:8080"), folder.resolve("permits.jwk"), folder.resolve("orders.jwk"), folder.resolve("status.jwk")));
        assertThat(settings.thresholds()).isEqualTo(new NodeSettings.ThresholdSettings(20, 5));
        assertThat(settings.policy().url()).contains(URI.create("http://127.0.0.1:8181"));
        assertThat(settings.spark().memory()).contains("2g");
        assertThat(settings.proxy()).contains(new NodeSettings.Proxy("proxy.hospital.example", 3128));
        assertThat(settings.publisher().orElseThrow().name()).isEqualTo("ULS de Coimbra");
        assertThat(settings.taskTimeLimitSeconds()).isEqualTo(60);
    }

    @Test
    void thereAreNoCheckersUnlessSomebodyIsNamedWithATokenOfTheirOwn() throws IOException {
        String rita = "{name: Rita Lopes, token_sha256: " + "a1".repeat(32) + "}";
        assertThat(read(LEAST).review().isOn()).isFalse();
        NodeSettings.ReviewSettings review = read(LEAST + "review: {listen: \"127.0.0.1:8445\", checkers: [" + rita + "]}\n").review();
        assertThat(review.listen()).contains("127.0.0.1:8445");
        assertThat(review.checkers()).containsExactly(new NodeSettings.Checker("Rita Lopes", "a1".repeat(32)));
        assertThatThrownBy(() -> read(LEAST + "review: {checkers: [{name: Rita Lopes, token_sha256: rita}]}\n")).isInstanceOf(OperatorException.class).hasMessageContaining("node review token");
        assertThatThrownBy(() -> read(LEAST + "review: {checkers: [" + rita + ", " + rita.replace("Rita", "Rui") + "]}\n")).isInstanceOf(OperatorException.class).hasMessageContaining("twice");
        assertThatThrownBy(() -> read(LEAST + "review: {listen: \"127.0.0.1:8445\"}\n")).isInstanceOf(OperatorException.class).hasMessageContaining("review.checkers");
        assertThatThrownBy(() -> read(LEAST + "review: {listen: \"8445\", checkers: [" + rita + "]}\n")).isInstanceOf(OperatorException.class).hasMessageContaining("review.listen");
        assertThatThrownBy(() -> read(LEAST + "review: {reviewers: [" + rita + "]}\n")).isInstanceOf(OperatorException.class).hasMessageContaining("unknown key 'reviewers'");
    }

    @Test
    void anUnknownKeyStopsTheStartWithASuggestion() {
        assertThatThrownBy(() -> read(LEAST + "thresholds: {person: 20}\n")).isInstanceOf(OperatorException.class)
                .hasMessageContaining("unknown key 'person' under 'thresholds'").hasMessageContaining("Did you mean 'persons'?");
    }

    @Test
    void thePseudonymisationKeyHasNoPlaceHere() {
        assertThatThrownBy(() -> read(LEAST + "key: {keystore: pseudonyms.p12, password_env: P}\n")).isInstanceOf(OperatorException.class)
                .hasMessageContaining("unknown key 'key'");
        assertThatThrownBy(() -> read(LEAST + "domain: saude\n")).isInstanceOf(OperatorException.class).hasMessageContaining("unknown key 'domain'");
    }

    @Test
    void theEnvironmentOverridesEveryKey() throws IOException {
        NodeSettings settings = read(LEAST, Map.of("ARQUIPELAGO_THRESHOLDS_PERSONS", "30", "ARQUIPELAGO_NAME", "Outra", "ARQUIPELAGO_CATALOG_URL", "http://127.0.0.1:1"));

        assertThat(settings.thresholds().persons()).isEqualTo(30);
        assertThat(settings.name()).isEqualTo("Outra");
        assertThat(settings.catalog()).contains(new NodeSettings.Catalog(URI.create("http://127.0.0.1:1")));
    }

    @Test
    void sayWhatIsMissingOrOfAnotherKind() {
        assertThatThrownBy(() -> read("node: uls-coimbra\nname: x\nlake: l\n")).hasMessageContaining("key 'state' is missing");
        assertThatThrownBy(() -> read(LEAST + "task_time_limit_seconds: soon\n")).hasMessageContaining("'soon'").hasMessageContaining("a number");
        assertThatThrownBy(() -> read(LEAST + "policy: {engine: opal}\n")).hasMessageContaining("one of embedded, opa");
        assertThatThrownBy(() -> read(LEAST + "policy: {engine: opa}\n")).hasMessageContaining("policy.url");
        assertThatThrownBy(() -> read(LEAST + "spark: fast\n")).hasMessageContaining("master");
        assertThatThrownBy(() -> read(LEAST + "node: [\n")).hasMessageContaining("not good YAML").hasMessageContaining("line");
    }

    private NodeSettings read(String yaml) throws IOException {
        return read(yaml, Map.of());
    }

    private NodeSettings read(String yaml, Map<String, String> environment) throws IOException {
        return NodeSettings.read(Files.writeString(folder.resolve("node.yaml"), yaml), environment);
    }
}
