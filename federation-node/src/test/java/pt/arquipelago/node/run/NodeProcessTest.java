package pt.arquipelago.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.Command;
import pt.arquipelago.node.LakeForTests;
import pt.arquipelago.policies.permit.StatusList;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.SigningKey;
import pt.arquipelago.policies.signature.SigningKeystore;
import pt.arquipelago.pseudonymisation.key.KeystoreCustodian;

/** The process that answers questions, started as an institution starts it. */
@Tag("spark")
class NodeProcessTest {
    private static final String PSEUDONYMS = "the-password-of-the-pseudonyms";
    private static final String NODE = "the-password-of-the-node";

    @TempDir
    private Path folder;

    @Test
    void theProcessThatAnswersCannotOpenThePseudonymisationKey() throws Exception {
        Path pseudonyms = folder.resolve("ingest/pseudonyms.p12");
        Files.createDirectories(pseudonyms.getParent());
        assertThat(Command.run(Map.of("PSEUDONYMS_PASSWORD", PSEUDONYMS), List.of("keys", "pseudonymisation", "--out", pseudonyms.toString(), "--password-env", "PSEUDONYMS_PASSWORD")).status()).isZero();
        Map<String, String> environment = Map.of("NODE_PASSWORD", NODE);
        SigningKey status = SigningKey.generate();
        long now = Instant.now(java.time.Clock.systemUTC()).getEpochSecond();
        try (FakeAccessBody body = new FakeAccessBody(() -> Jws.sign(status, MessageType.STATUS, new StatusList("hdab", now, now + 600, List.of(), List.of())))) {
            Process process = Command.start(environment, List.of("node", "--config", settings(body, status).toString()));
            try {
                assertThat(body.polls.poll(120, TimeUnit.SECONDS)).as("the node polls").isNotNull();

                ProcessHandle handle = process.toHandle();
                Path proc = Path.of("/proc", Long.toString(handle.pid()));
                if (Files.isReadable(proc.resolve("environ"))) {
                    assertThat(Files.readString(proc.resolve("environ"))).contains(NODE).doesNotContain(PSEUDONYMS);
                    assertThat(openFiles(proc)).isNotEmpty().noneMatch(file -> file.contains("pseudonyms"));
                }
                for (String known : List.of(NODE, "")) {
                    assertThatThrownBy(() -> new KeystoreCustodian(pseudonyms, known.toCharArray()).nodeKey()).isInstanceOf(Exception.class);
                }
                assertThat(new KeystoreCustodian(pseudonyms, PSEUDONYMS.toCharArray()).nodeKey()).isNotNull();
                assertThat(Files.readString(folder.resolve("node/node.yaml"))).doesNotContain("pseudonyms");
            } finally {
                process.destroy();
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            }
        }
    }

    private Path settings(FakeAccessBody body, SigningKey status) throws Exception {
        Path home = Files.createDirectories(folder.resolve("node"));
        SigningKeystore.create(home.resolve("node.p12"), NODE.toCharArray(), "node");
        for (String name : List.of("permits", "orders")) {
            Files.writeString(home.resolve(name + ".jwk"), SigningKey.generate().verificationKey().toJwk());
        }
        Files.writeString(home.resolve("status.jwk"), status.verificationKey().toJwk());
        LakeForTests.copyTo(home.resolve("lake"));
        return Files.writeString(home.resolve("node.yaml"), """
                node: uls-coimbra
                name: ULS de Coimbra
                lake: lake
                state: state
                signing_key: {keystore: node.p12, password_env: NODE_PASSWORD}
                access_body: {url: "%s", permit_key: permits.jwk, order_key: orders.jwk, status_key: status.jwk}
                spark: {master: "local[1]"}
                """.formatted(body.url()));
    }

    private static List<String> openFiles(Path proc) throws Exception {
        try (Stream<Path> files = Files.list(proc.resolve("fd"))) {
            return files.map(file -> {
                try {
                    return Files.readSymbolicLink(file).toString();
                } catch (java.io.IOException e) {
                    return "";
                }
            }).toList();
        }
    }
}
