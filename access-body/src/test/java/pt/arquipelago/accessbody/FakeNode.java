package pt.arquipelago.accessbody;

import com.fasterxml.jackson.databind.JsonNode;

import pt.arquipelago.accessbody.json.Json;
import pt.arquipelago.policies.permit.Manifest;
import pt.arquipelago.policies.permit.NodeRequest;
import pt.arquipelago.policies.permit.TaskOrder;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.SigningKey;
import pt.arquipelago.policies.signature.StrictJson;
import pt.arquipelago.policies.signature.TrustedKeys;
import pt.arquipelago.policies.transparency.MerkleTree;
import pt.arquipelago.policies.transparency.SignedHead;
import pt.arquipelago.policies.transparency.TreeHead;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;

/** An institution's node by hand: speaks the protocol over HTTP with real signatures and a real Merkle tree, and answers what a test wants. */
final class FakeNode {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    final String id;
    final SigningKey key;
    private final Supplier<String> url;
    private final Clock clock;
    private final HttpClient http = HttpClient.newHttpClient();
    MerkleTree log = new MerkleTree();
    long auditSeen;

    FakeNode(String id, SigningKey key, Supplier<String> url, Clock clock) {
        this.id = id;
        this.key = key;
        this.url = url;
        this.clock = clock;
        log.append("start".getBytes(StandardCharsets.UTF_8));
    }

    record Reply(int status, JsonNode json) {
        String code() {
            return json.path("code").asText();
        }
    }

    /** Polls until the order of the task comes. */
    TaskOrder order(String task, SigningKey orderKey) {
        for (int round = 0; round < 5; round++) {
            for (TaskOrder order : orders(poll(), orderKey)) {
                if (order.task().equals(task)) {
                    return order;
                }
            }
        }
        throw new AssertionError("the order of task " + task + " did not come to " + id);
    }

    static List<TaskOrder> orders(Reply reply, SigningKey orderKey) {
        assertThat(reply.status()).as("%s", reply.json()).isEqualTo(200);
        var found = new ArrayList<TaskOrder>();
        reply.json().path("orders").forEach(order -> found.add(Jws.verify(order.asText(), MessageType.ORDER, TrustedKeys.of(orderKey.verificationKey())).as(TaskOrder.class)));
        return found;
    }

    Reply poll() {
        return poll(log.head(), auditSeen == 0 || auditSeen >= log.size() ? List.of() : log.consistencyProof(auditSeen, log.size()));
    }

    Reply poll(TreeHead head, List<byte[]> proof) {
        var body = Json.object().put("node", id).put("state", "ready");
        String signed = Jws.sign(key, MessageType.HEAD, SignedHead.of(id, head, now()));
        var audit = body.putObject("audit").put("head", signed).put("from", auditSeen);
        proof.forEach(hash -> audit.withArray("proof").add(Base64.getEncoder().encodeToString(hash)));
        Reply reply = call("/node/v1/poll", body.toString().getBytes(StandardCharsets.UTF_8), null);
        if (reply.status() == 200) {
            auditSeen = reply.json().path("audit_seen").asLong();
        }
        return reply;
    }

    Reply progress(String order, String stage) {
        return call("/node/v1/orders/" + order + "/progress", Json.object().put("stage", stage).toString().getBytes(StandardCharsets.UTF_8), null);
    }

    /** Writes an audit entry, signs the manifest over it and sends both. */
    Reply answer(TaskOrder order, Answers.Draft draft) {
        log.append(("answer to " + order.jti()).getBytes(StandardCharsets.UTF_8));
        return send(order.jti(), manifest(order, draft), draft.partial());
    }

    String manifest(TaskOrder order, Answers.Draft draft) {
        Manifest manifest = draft.manifest(id, order, log.head(), now());
        return Jws.sign(key, MessageType.MANIFEST, StrictJson.write(manifest));
    }

    Reply send(String order, String manifest, byte[] partial) {
        return call("/node/v1/orders/" + order + "/result", partial, manifest);
    }

    String requestFor(String method, String path, byte[] body) {
        var request = new NodeRequest(id, NodeRequest.ACCESS_BODY, method, path, CanonicalJson.digest(body), now(), now() + 60, UUID.randomUUID().toString());
        return Jws.sign(key, MessageType.NODE_REQUEST, request);
    }

    Reply call(String path, byte[] body, String manifest) {
        return callSigned(path, body, manifest, requestFor("POST", path, body));
    }

    Reply callSigned(String path, byte[] body, String manifest, String signature) {
        var request = HttpRequest.newBuilder(URI.create(url.get() + path)).timeout(PATIENCE).header("Authorization", "Bearer " + signature)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (manifest != null) {
            request.header("Arquipelago-Manifest", manifest);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body().isEmpty() ? Json.object() : Json.read(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
