package pt.arquipelago.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static pt.arquipelago.node.run.NodeForTests.NODE;
import static pt.arquipelago.node.run.NodeForTests.QUESTION;
import static pt.arquipelago.node.run.NodeForTests.UNCHANGED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.link.AccessBodyClient;
import pt.arquipelago.node.link.AccessBodyClient.Poll;
import pt.arquipelago.node.run.FakeAccessBody.Seen;
import pt.arquipelago.node.settings.NodeSettings.Proxy;
import pt.arquipelago.policies.decision.PolicyBundle;
import pt.arquipelago.policies.decision.PolicyRelease;
import pt.arquipelago.policies.permit.Manifest;
import pt.arquipelago.policies.permit.NodeRequest;
import pt.arquipelago.policies.permit.Outcome;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.TrustedKeys;

@Tag("spark")
class NodeLoopTest {
    @TempDir
    private Path folder;

    private NodeForTests node;
    private FakeAccessBody body;
    private NodeLoop loop;
    private Thread thread;

    @BeforeEach
    void start() throws Exception {
        node = new NodeForTests(folder);
        body = new FakeAccessBody(() -> node.statusList(List.of(), List.of()));
        loop = new NodeLoop(node.node(), new AccessBodyClient(body.url(), NODE, node.nodeKey, node.clock, Optional.empty()), node.clock);
        thread = new Thread(() -> loop.run(() -> { }));
    }

    @AfterEach
    void stop() throws Exception {
        loop.close();
        thread.interrupt();
        thread.join(10_000);
        body.close();
        node.close();
    }

    @Test
    void answersAnOrderThatAPollBringsAndTellsHowFarItIs() throws Exception {
        body.order(node.order(QUESTION, order -> order.put("jti", "order-1"), UNCHANGED));
        thread.start();

        Seen result = take(body);
        assertThat(result.path()).isEqualTo("/node/v1/orders/order-1/result");
        Manifest manifest = Jws.verify(result.manifest(), MessageType.MANIFEST, TrustedKeys.of(node.nodeKey.verificationKey())).as(Manifest.class);
        assertThat(manifest.outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(manifest.partialDigest()).contains(CanonicalJson.digest(result.body()));
        NodeRequest request = Jws.verify(result.authorization().substring("Bearer ".length()), MessageType.NODE_REQUEST, TrustedKeys.of(node.nodeKey.verificationKey())).as(NodeRequest.class);
        assertThat(request.htu()).isEqualTo(result.path());
        assertThat(request.digest()).isEqualTo(CanonicalJson.digest(result.body()));
        Seen later = body.polls.poll(20, TimeUnit.SECONDS);
        JsonNode poll = new ObjectMapper().readTree(later.body());
        assertThat(poll.path("node").asText()).isEqualTo(NODE);
        assertThat(poll.path("audit").path("head").asText()).isNotEmpty();
        assertThat(List.copyOf(body.stages)).isSubsetOf("accepted", "gate", "policy", "executing", "disclosure", "release").contains("accepted");
    }

    @Test
    void anAnswerThatCouldNotBeSentIsKeptAndSentAgain() throws Exception {
        body.failResults(1);
        body.order(node.order(QUESTION, order -> order.put("jti", "order-2"), UNCHANGED));
        thread.start();

        assertThat(take(body).path()).isEqualTo("/node/v1/orders/order-2/result");
        assertThat(node.node().audit().head().size()).as("answered once").isEqualTo(1);
    }

    @Test
    void takesTheRulesThatTheAccessBodyPublishedAndAnswersByThem() throws Exception {
        PolicyRelease release = PolicyRelease.of("hdab", node.now(), PolicyBundle.ofAccessBody());
        body.publish(release.digest(), Jws.sign(node.permitKey, MessageType.POLICY, release));
        body.order(node.order(QUESTION, order -> order.put("jti", "order-3"), UNCHANGED));
        thread.start();

        Manifest manifest = Jws.verify(take(body).manifest(), MessageType.MANIFEST, TrustedKeys.of(node.nodeKey.verificationKey())).as(Manifest.class);
        assertThat(manifest.bundles()).containsExactly(release.digest());
    }

    @Test
    void callsThroughTheHospitalsProxy() throws Exception {
        AccessBodyClient client = new AccessBodyClient(URI.create("http://access-body.example"), NODE, node.nodeKey, node.clock, Optional.of(new Proxy("127.0.0.1", body.port())));

        client.poll(new Poll(false, "head", 0, List.of()));

        assertThat(body.polls.poll(10, TimeUnit.SECONDS).host()).isEqualTo("access-body.example");
    }

    private static Seen take(FakeAccessBody body) throws InterruptedException {
        Seen result = body.results.poll(120, TimeUnit.SECONDS);
        assertThat(result).as("a result within two minutes").isNotNull();
        return result;
    }
}
