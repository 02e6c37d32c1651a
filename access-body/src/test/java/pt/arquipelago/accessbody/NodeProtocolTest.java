package pt.arquipelago.accessbody;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import pt.arquipelago.accessbody.policy.PublishedPolicy;
import pt.arquipelago.policies.decision.PolicyBundle;
import pt.arquipelago.policies.decision.PolicyRelease;
import pt.arquipelago.policies.permit.TaskOrder;
import pt.arquipelago.policies.permit.Thresholds;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.SigningKey;
import pt.arquipelago.policies.signature.TrustedKeys;
import pt.arquipelago.policies.transparency.MerkleTree;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing is believed of a node that it did not sign, and its audit log only grows. */
class NodeProtocolTest {
    private static final String COIMBRA = "uls-coimbra";

    @TempDir
    private Path folder;
    private final TestClock clock = new TestClock(Instant.parse("2026-11-22T09:00:00Z"));
    private TestBody body;
    private FakeNode node;

    @BeforeEach
    void start() {
        body = new TestBody(folder, clock).start();
        node = body.node(COIMBRA);
    }

    @AfterEach
    void stop() {
        body.close();
    }

    @Test
    void rulesThatWerePublishedReachNodesAsTheyWereSigned() {
        assertThat(node.poll().json().has("policy_digest")).isFalse();
        assertThat(node.call("/node/v1/policy", new byte[0], null).status()).isEqualTo(404);

        body.restartWith(database -> new PublishedPolicy(database).publish("oad-teste", PolicyBundle.ofAccessBody(), body.permitKey, clock));
        clock.advance(Duration.ofSeconds(2));
        String digest = node.poll().json().path("policy_digest").asText();
        String policy = node.call("/node/v1/policy", new byte[0], null).json().path("policy").asText();
        PolicyRelease release = Jws.verify(policy, MessageType.POLICY, TrustedKeys.of(body.permitKey.verificationKey())).as(PolicyRelease.class);
        assertThat(release.digest()).isEqualTo(digest);
        assertThat(release.bundle().wasm()).isEqualTo(PolicyBundle.ofAccessBody().wasm());
    }

    @Test
    void aRequestIsTakenOnceForItsOwnPathBodyAndMinute() {
        byte[] empty = new byte[0];
        String path = "/node/v1/orders/o-x/progress";
        byte[] stage = "{\"stage\": \"gate\"}".getBytes(StandardCharsets.UTF_8);
        String signature = node.requestFor("POST", path, stage);
        assertThat(node.callSigned(path, stage, null, signature).status()).isEqualTo(204);
        assertThat(node.callSigned(path, stage, null, signature).code()).isEqualTo("node.request-replayed");
        assertThat(node.callSigned(path, empty, null, node.requestFor("POST", path, stage)).code()).isEqualTo("node.not-authenticated");
        assertThat(node.callSigned(path, stage, null, node.requestFor("POST", "/node/v1/poll", stage)).code()).isEqualTo("node.not-authenticated");
        String old = node.requestFor("POST", path, stage);
        clock.advance(Duration.ofSeconds(200));
        assertThat(node.callSigned(path, stage, null, old).code()).isEqualTo("node.not-authenticated");
    }

    @Test
    void aStrangersKeyIsNoNode() {
        FakeNode stranger = new FakeNode(COIMBRA, SigningKey.generate(), body::url, clock);
        assertThat(stranger.poll().code()).isEqualTo("node.not-authenticated");
    }

    @Test
    void whatWasSignedBeforeARestartIsNotTakenAfterIt() {
        String path = "/node/v1/orders/o-x/progress";
        byte[] stage = "{\"stage\": \"gate\"}".getBytes(StandardCharsets.UTF_8);
        String signature = node.requestFor("POST", path, stage);
        assertThat(node.callSigned(path, stage, null, signature).status()).isEqualTo(204);
        clock.advance(Duration.ofSeconds(1));
        body.restart();
        assertThat(node.callSigned(path, stage, null, signature).code()).isEqualTo("node.request-replayed");
    }

    @Test
    void aNodeIsSeenOnceItHasPolled() {
        assertThat(body.as("rui").get("/api/v1/nodes").json().path("items").get(0).path("state").asText()).isEqualTo("unseen");
        node.poll();
        JsonNode seen = body.as("rui").get("/api/v1/nodes").json().path("items").get(0);
        assertThat(seen.path("state").asText()).isEqualTo("ready");
        assertThat(seen.path("seen_at").asText()).isEqualTo("2026-11-22T09:00:00Z");
    }

    @Test
    void anAnswerToAnothersOrderIsRefused() {
        TaskOrder order = node.order(task(), body.orderKey);
        FakeNode other = body.node("uls-sao-joao");
        assertThat(other.answer(order, Answers.counts(Map.of("A10", 100L))).status()).isEqualTo(404);
    }

    @Test
    void bytesThatTheManifestDoesNotSignFailTheNodesShare() {
        String task = task();
        TaskOrder order = node.order(task, body.orderKey);
        String manifest = node.manifest(order, Answers.counts(Map.of("A10", 100L)));
        assertThat(node.send(order.jti(), manifest, Answers.counts(Map.of("A10", 999L)).partial()).code()).isEqualTo("node.result-invalid");
        assertFailed(task, "node.result-invalid");
    }

    @Test
    void thresholdsBelowThePermitsFailTheNodesShare() {
        String task = task();
        assertThat(node.answer(node.order(task, body.orderKey), Answers.counts("dem", Map.of("A10", 100L), new Thresholds(5, 3))).code()).isEqualTo("node.result-invalid");
        assertFailed(task, "node.result-invalid");
    }

    @Test
    void aLogThatGrowsIsProvedStepByStep() {
        for (int i = 0; i < 5; i++) {
            node.log.append(("entry " + i).getBytes(StandardCharsets.UTF_8));
            assertThat(node.poll().status()).isEqualTo(200);
        }
        assertThat(node.auditSeen).isEqualTo(node.log.size());
    }

    @Test
    void withoutAProofThereIsNoWork() {
        node.poll();
        String task = task();
        node.log.append("more".getBytes(StandardCharsets.UTF_8));
        node.auditSeen = 0;
        assertThat(node.poll(node.log.head(), List.of()).json().path("orders")).isEmpty();
        assertThat(node.order(task, body.orderKey).task()).isEqualTo(task);
    }

    @Test
    void aNodeWhoseLogWasCutIsToldAndFlaggedAndItsResultRefused() {
        String task = task();
        TaskOrder order = node.order(task, body.orderKey);
        node.log.append("second".getBytes(StandardCharsets.UTF_8));
        node.poll();
        clock.advance(Duration.ofSeconds(10));
        node.log = new MerkleTree();
        node.log.append("start".getBytes(StandardCharsets.UTF_8));
        assertThat(node.poll().code()).isEqualTo("node.audit-inconsistent");
        assertThat(body.as("rui").get("/api/v1/nodes").json().path("items").get(0).path("flag").asText()).contains("cut");
        assertThat(node.answer(order, Answers.counts(Map.of("A10", 100L))).code()).isEqualTo("node.audit-inconsistent");
        assertFailed(task, "node.audit-inconsistent");
        body.restart();
        assertThat(node.poll().code()).as("a restart forgets no flag").isEqualTo("node.audit-inconsistent");
    }

    @Test
    void aNodeWhoseLogWasRewrittenIsFlagged() {
        node.log.append("second".getBytes(StandardCharsets.UTF_8));
        node.poll();
        node.log = new MerkleTree();
        for (String entry : List.of("start", "another second", "third")) {
            node.log.append(entry.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(node.poll().code()).isEqualTo("node.audit-inconsistent");
        assertThat(body.as("rui").get("/api/v1/nodes").json().path("items").get(0).path("flag").asText()).contains("rewritten");
    }

    @Test
    void aManifestOverAnotherLogThanThePollsIsFoundOut() {
        TaskOrder order = node.order(task(), body.orderKey);
        MerkleTree shown = node.log;
        node.log = new MerkleTree();
        node.log.append("start".getBytes(StandardCharsets.UTF_8));
        node.answer(order, Answers.counts(Map.of("A10", 100L)));
        node.log = shown;
        node.log.append("what the polls show".getBytes(StandardCharsets.UTF_8));
        node.log.append("and more".getBytes(StandardCharsets.UTF_8));
        FakeNode.Reply last = node.poll();
        for (int i = 0; i < 3 && last.status() == 200; i++) {
            last = node.poll();
        }
        assertThat(last.code()).isEqualTo("node.audit-inconsistent");
    }

    private String task() {
        return body.task(body.permit());
    }

    private void assertFailed(String task, String code) {
        JsonNode share = body.as("marta").get("/api/v1/tasks/" + task).json().path("nodes").get(0);
        assertThat(share.path("state").asText()).isEqualTo("failed");
        assertThat(share.path("refusal").path("code").asText()).isEqualTo(code);
    }
}
