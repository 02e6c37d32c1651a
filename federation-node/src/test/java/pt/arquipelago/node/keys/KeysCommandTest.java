package pt.arquipelago.node.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.policies.permit.Permit;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.StrictJson;
import pt.arquipelago.policies.signature.TrustedKeys;
import pt.arquipelago.policies.signature.VerificationKey;

class KeysCommandTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String CLAIMS = """
            {"iss": "test-issuer", "jti": "permit-1", "iat": 1760000000, "nbf": 1760000000, "exp": 1790000000, "basis": "art68", "release": "reviewed",
             "purpose": {"article": "53(1)(e)", "text": "Diabetes medicines by age"}, "applicant": {"organisation": "University", "kind": "public"},
             "persons": [{"id": "ana", "name": "Ana Exemplo", "role": "researcher"}],
             "datasets": [{"iri": "http://localhost/datasets/uls-coimbra/source_dem", "node": "uls-coimbra", "table": "source_dem", "columns": ["atc", "sexo"]}],
             "questions": [], "methods": ["sql"], "thresholds": {"persons": 10, "professionals": 3}, "conditions": []}
            """;

    @TempDir
    private Path folder;
    private final StringWriter output = new StringWriter();

    @Test
    void aKeyGoesThroughEscrowAndComesBackAsItself() {
        assertThat(keys("pseudonymisation", "--out", file("key.p12"))).isZero();
        assertThat(keys("escrow", "--keystore", file("key.p12"), "--threshold", "2", "--shares", "3", "--out", file("shares"))).isZero();
        assertThat(keys("restore", "--share", file("shares/share-3.txt"), "--share", file("shares/share-1.txt"), "--out", file("back.p12"))).isZero();
        output.getBuffer().setLength(0);
        keys("show", "--keystore", file("key.p12"));
        String shown = output.toString();
        output.getBuffer().setLength(0);
        keys("show", "--keystore", file("back.p12"));
        assertThat(output).hasToString(shown);
        assertThat(shown).startsWith("pseudonymisation key, fingerprint ");
    }

    @Test
    void filesWithSecretsAreTheOwnersAlone() throws IOException {
        keys("pseudonymisation", "--out", file("key.p12"));
        keys("signing", "--for", "node", "--out", file("node.p12"));
        keys("escrow", "--keystore", file("key.p12"), "--threshold", "2", "--shares", "2", "--out", file("shares"));
        for (String name : new String[] {"key.p12", "node.p12", "shares/share-1.txt", "shares/share-2.txt"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)))).as(name).isEqualTo("rw-------");
        }
    }

    @Test
    void noKeyAndNoPasswordIsPrinted() throws Exception {
        keys("pseudonymisation", "--out", file("key.p12"));
        keys("signing", "--for", "permits", "--out", file("permits.p12"));
        keys("escrow", "--keystore", file("key.p12"), "--threshold", "2", "--shares", "2", "--out", file("shares"));
        keys("show", "--keystore", file("key.p12"));
        keys("show", "--keystore", file("permits.p12"));
        KeyStore store = KeyStore.getInstance(folder.resolve("key.p12").toFile(), PASSWORD.toCharArray());
        String key = HexFormat.of().formatHex(store.getKey("pseudonymisation", PASSWORD.toCharArray()).getEncoded());
        String share = Files.readAllLines(folder.resolve("shares/share-1.txt")).get(5).replace("share: ", "");
        assertThat(key).hasSize(64);
        assertThat(share).hasSize(64);
        assertThat(output.toString()).doesNotContainIgnoringCase(key).doesNotContain(share).doesNotContain(PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pseudonymisation --out F", "signing --for test --out F", "signing --for test --out G.p12 --jwk F",
            "escrow --keystore key.p12 --threshold 2 --shares 2 --out D", "restore --share share-1.txt --out F"})
    void noFileIsOverwritten(String command) throws IOException {
        keys("pseudonymisation", "--out", file("key.p12"));
        Files.writeString(folder.resolve("F"), "mine");
        Files.createDirectory(folder.resolve("D"));
        Files.writeString(folder.resolve("D/share-2.txt"), "mine");
        String[] words = Arrays.stream(command.split(" ")).map(word -> word.matches("F|D|.*\\.p12|.*\\.txt") ? file(word) : word).toArray(String[]::new);
        assertThat(keys(words)).isEqualTo(1);
        assertThat(output.toString()).contains("exists already and is not overwritten");
        assertThat(folder.resolve("F")).hasContent("mine");
        assertThat(folder.resolve("D/share-2.txt")).hasContent("mine");
        assertThat(folder.resolve("D/share-1.txt")).doesNotExist();
        assertThat(folder.resolve("G.p12")).doesNotExist();
    }

    @Test
    void thePublicHalfVerifiesAPermitThatTheTestKeySigns() throws IOException {
        Files.writeString(folder.resolve("permit.json"), CLAIMS);
        keys("signing", "--for", "test", "--out", file("test.p12"));
        assertThat(keys("permit", "--claims", file("permit.json"), "--keystore", file("test.p12"), "--out", file("permit.jws"))).as(output.toString()).isZero();
        VerificationKey key = VerificationKey.fromJwk(Files.readString(folder.resolve("test.jwk")));
        var message = Jws.verify(Files.readString(folder.resolve("permit.jws")).strip(), MessageType.PERMIT, TrustedKeys.of(key));
        assertThat(StrictJson.read(message.payload(), Permit.class).jti()).isEqualTo("permit-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"exp\": 1790000000| |exp", "53(1)(e)|54|article", "\"jti\": \"permit-1\", ||jti", "\"conditions\"|\"extra\": 1, \"conditions\"|unknown field 'extra'",
            "\"art68\"|\"art70\"|basis", "]}|]|line"})
    void wrongClaimsAreRefusedWithTheirPlace(String change) throws IOException {
        String[] parts = change.split("\\|");
        String wrong = parts[0].equals("]}") ? CLAIMS.stripTrailing().substring(0, CLAIMS.stripTrailing().length() - 1)
                : CLAIMS.replace(parts[0] + (parts[2].equals("exp") ? "," : ""), parts[1].strip());
        Files.writeString(folder.resolve("permit.json"), wrong);
        keys("signing", "--for", "test", "--out", file("test.p12"));
        assertThat(keys("permit", "--claims", file("permit.json"), "--keystore", file("test.p12"), "--out", file("permit.jws"))).isEqualTo(1);
        assertThat(output.toString()).contains("is no permit: ").contains(parts[2]).doesNotContain("Ana Exemplo");
        assertThat(folder.resolve("permit.jws")).doesNotExist();
    }

    @Test
    void sharesThatDoNotBelongTogetherSaySo() {
        keys("pseudonymisation", "--out", file("a.p12"));
        keys("pseudonymisation", "--out", file("b.p12"));
        keys("escrow", "--keystore", file("a.p12"), "--threshold", "2", "--shares", "2", "--out", file("a"));
        keys("escrow", "--keystore", file("b.p12"), "--threshold", "2", "--shares", "2", "--out", file("b"));
        assertThat(keys("restore", "--share", file("a/share-1.txt"), "--share", file("b/share-2.txt"), "--out", file("c.p12"))).isEqualTo(1);
        assertThat(keys("restore", "--share", file("a/share-1.txt"), "--out", file("c.p12"))).isEqualTo(1);
        assertThat(keys("restore", "--share", file("a.p12"), "--out", file("c.p12"))).isEqualTo(1);
        assertThat(output.toString()).contains("belong to different keys", "2 different shares are needed and 1 given", "is no share");
        assertThat(folder.resolve("c.p12")).doesNotExist();
    }

    @Test
    void aMissingOrWrongPasswordSaysWhatToDo() {
        keys("signing", "--for", "orders", "--out", file("orders.p12"));
        assertThat(keysWith(Map.of(), "pseudonymisation", "--out", file("key.p12"))).isEqualTo(1);
        assertThat(keysWith(Map.of("ARQUIPELAGO_KEYSTORE_PASSWORD", "something else"), "show", "--keystore", file("orders.p12"))).isEqualTo(1);
        assertThat(keysWith(Map.of("ARQUIPELAGO_KEYSTORE_PASSWORD", "short"), "signing", "--for", "node", "--out", file("node.p12"))).isEqualTo(1);
        assertThat(output.toString()).contains("Set the environment variable ARQUIPELAGO_KEYSTORE_PASSWORD", "the password is wrong", "at least 8 characters");
    }

    @Test
    void wrongUsageIsToldFromFailure() {
        assertThat(keys()).isEqualTo(2);
        assertThat(keys("signing", "--out", file("x.p12"))).isEqualTo(2);
        assertThat(keys("escrow", "--keystore", file("k"), "--threshold", "3", "--shares", "2", "--out", file("d"))).isEqualTo(2);
    }

    @Test
    void thePublishedExampleOfAPermitCanBeSigned() {
        keys("signing", "--for", "test", "--out", file("test.p12"));
        String example = Path.of(System.getProperty("arquipelago.root"), "docs/examples/permit.json").toString();
        assertThat(keys("permit", "--claims", example, "--keystore", file("test.p12"), "--out", file("permit.jws"))).as(output.toString()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/keys.md", "docs/pseudonymisation.md"})
    void everyCommandThatAPageShowsIsOne(String page) throws IOException {
        List<String> commands = Files.readAllLines(Path.of(System.getProperty("arquipelago.root"), page)).stream()
                .filter(line -> line.startsWith("./arquipelago keys ")).toList();
        assertThat(commands).hasSizeGreaterThanOrEqualTo(3);
        for (String command : commands) {
            String[] words = command.replaceAll("\\s+#.*", "").substring("./arquipelago keys ".length()).split(" +");
            assertThat(KeysCommand.commandLine(Map.of(), new SecureRandom(), Clock.systemUTC()).parseArgs(words).errors()).as(command).isEmpty();
        }
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private int keys(String... arguments) {
        return keysWith(Map.of("ARQUIPELAGO_KEYSTORE_PASSWORD", PASSWORD), arguments);
    }

    private int keysWith(Map<String, String> environment, String... arguments) {
        CommandLine command = KeysCommand.commandLine(environment, new SecureRandom(), Clock.systemUTC());
        PrintWriter writer = new PrintWriter(output, true);
        command.setOut(writer).setErr(writer);
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            assertThat(failure).isInstanceOf(OperatorException.class);
            writer.println(failure.getMessage());
            return 1;
        });
        return command.execute(arguments);
    }
}
