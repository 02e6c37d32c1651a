package pt.arquipelago.catalog.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pt.arquipelago.policies.signature.SigningKey;

class ConfigFileTest {
    private static final String SMALLEST = """
            base: https://catalogo.example/
            state: data
            publisher: {name: {pt: Organismo, en: Body}, email: a@b.example}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void key() throws Exception {
        Files.writeString(folder.resolve("node.jwk"), SigningKey.generate().verificationKey().toJwk());
    }

    @Test
    void theSmallestFileGetsDocumentedDefaults() {
        CatalogConfig config = read(SMALLEST, Map.of());
        assertThat(config.address()).isEqualTo(new CatalogConfig.Address("127.0.0.1", 8090));
        assertThat(config.base()).isEqualTo(URI.create("https://catalogo.example"));
        assertThat(config.state()).isEqualTo(folder.resolve("data"));
        assertThat(config.limits()).isEqualTo(new CatalogConfig.Limits(2_000_000, 10_000, 10, 10_000, 4));
        assertThat(config.title().pt()).isEqualTo("Catálogo de dados de saúde");
        assertThat(config.unsafe()).containsExactly("nodes is empty: nobody can publish");
    }

    @Test
    void everyKeyIsRead() {
        CatalogConfig config = read("""
                address: {host: 0.0.0.0, port: 9000}
                base: http://127.0.0.1:9000/catalogo
                state: /var/lib/catalogue
                nodes: [{id: uls-coimbra, key: node.jwk}]
                title: {pt: T, en: U}
                description: {pt: D, en: E}
                publisher: {name: {pt: O, en: B}, page: https://b.example/}
                limits: {description_bytes: 1, query_characters: 2, query_seconds: 3, query_rows: 4, queries_at_once: 5}
                index: https://index.example/
                licence: CC0
                harvest: [{id: espanha, name: Catálogo de España, url: "https://dados.example/catalog.ttl", every_hours: 24}, {id: franca, name: França, url: "http://fr.example/"}]
                """, Map.of());
        assertThat(config.index()).contains(URI.create("https://index.example/"));
        assertThat(config.address()).isEqualTo(new CatalogConfig.Address("0.0.0.0", 9000));
        assertThat(config.nodes()).containsOnlyKeys("uls-coimbra");
        assertThat(config.title().en()).isEqualTo("U");
        assertThat(config.description().pt()).isEqualTo("D");
        assertThat(config.publisher().en()).isEqualTo("B");
        assertThat(config.contact().page()).contains(URI.create("https://b.example/"));
        assertThat(config.limits()).isEqualTo(new CatalogConfig.Limits(1, 2, 3, 4, 5));
        assertThat(config.licence()).isEqualTo(MetadataLicence.CC0);
        assertThat(config.sources()).containsExactly(new HarvestSource("espanha", "Catálogo de España", URI.create("https://dados.example/catalog.ttl"), Optional.of(Duration.ofDays(1))),
                new HarvestSource("franca", "França", URI.create("http://fr.example/"), Optional.empty()));
        assertThat(config.unsafe()).satisfiesExactly(one -> assertThat(one).contains("0.0.0.0"), one -> assertThat(one).contains("'franca' is read over http"));
    }

    @Test
    void theEnvironmentOverridesTheFile() {
        CatalogConfig config = read(SMALLEST, Map.of("ARQUIPELAGO_ADDRESS_PORT", "0", "ARQUIPELAGO_LIMITS_QUERY_ROWS", "7", "ARQUIPELAGO_PUBLISHER_NAME_EN", "Other"));
        assertThat(config.address().port()).isZero();
        assertThat(config.limits().queryRows()).isEqualTo(7);
        assertThat(config.publisher().en()).isEqualTo("Other");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            sate: data                                | 'sate': did you mean 'state'
            adress: {port: 1}                         | Unknown key 'adress'
            address: {prot: 1}                        | 'address.prot': did you mean 'address.port'
            limits: {query_rows: many}                | limits.query_rows is 'many'
            limits: {query_rows: 0}                   | limits.query_rows is 0
            address: {port: 70000}                    | address.port is 70000
            nodes: [{id: uls-coimbra, key: none.jwk}] | none.jwk, which is not there
            nodes: [{id: U, key: node.jwk}]           | each of nodes needs an id
            nodes: [{id: aa, keys: node.jwk}]         | 'keys': did you mean 'key'
            licence: MIT                              | licence is 'MIT': give one of CC0
            harvest: [{id: a, name: A, url: x}]       | 'a' is no id
            harvest: [{id: aa, name: A, url: "file:///etc/passwd"}] | give an http or https address
            harvest: [{id: aa, name: A, url: "http://a.example", every_hours: 0}] | every_hours of harvest is '0'
            harvest: [{id: aa, name: A, uri: x}]      | 'uri': did you mean 'url'
            harvest: [{id: aa, name: A, url: "http://a.example"}, {id: aa, name: B, url: "http://b.example"}] | the same id twice
            title: {pt: Só}                           | 'title.en' is missing
            base: nowhere                             | line
            """)
    void aWrongSettingStopsTheStartWithWhatWouldDo(String line, String complaint) {
        assertThatThrownBy(() -> read(SMALLEST + line + "\n", Map.of())).isInstanceOf(InvalidConfig.class).hasMessageContaining(complaint);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> read("state: x\npublisher: {name: {pt: a, en: b}, email: a@b.c}\n", Map.of())).hasMessageContaining("'base' is missing");
        assertThatThrownBy(() -> read("", Map.of())).isInstanceOf(InvalidConfig.class).hasMessageContaining("no settings");
        assertThatThrownBy(() -> ConfigFile.read(folder.resolve("absent.yaml"), Map.of())).isInstanceOf(InvalidConfig.class).hasMessageContaining("--config");
    }

    private CatalogConfig read(String yaml, Map<String, String> environment) {
        try {
            return ConfigFile.read(Files.writeString(folder.resolve("catalog.yaml"), yaml), environment);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
