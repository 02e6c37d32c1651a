package pt.arquipelago.node.link;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import com.fasterxml.jackson.databind.JsonNode;
import pt.arquipelago.node.release.ReleasedResult;
import pt.arquipelago.node.settings.NodeSettings.Proxy;
import pt.arquipelago.policies.permit.NodeRequest;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.SigningKey;
import pt.arquipelago.policies.signature.StrictJson;

/** Calls the access body; the node opens no port. Every call is signed with the node's key, for its path and body, for a minute. */
public final class AccessBodyClient {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** The access body holds a poll for up to 25 seconds. */
    private static final Duration POLL = Duration.ofSeconds(40);
    private static final Duration SEND = Duration.ofSeconds(60);

    private final URI base;
    private final String node;
    private final SigningKey key;
    private final Clock clock;
    private final HttpClient http;

    public AccessBodyClient(URI base, String node, SigningKey key, Clock clock, Optional<Proxy> proxy) {
        this.base = requireNonNull(base, "base is null");
        this.node = requireNonNull(node, "node is null");
        this.key = requireNonNull(key, "key is null");
        this.clock = requireNonNull(clock, "clock is null");
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(CONNECT).version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER);
        proxy.ifPresent(each -> builder.proxy(ProxySelector.of(new InetSocketAddress(each.host(), each.port()))));
        this.http = builder.build();
    }

    /**
     * What a poll says.
     *
     * @param head the audit log's head, signed; {@code from} the size that the access body saw last, {@code proof} that it only grew since
     */
    public record Poll(boolean ready, String head, long from, List<byte[]> proof) {}

    /** What the access body answers; every part of it is verified by whoever takes it up. */
    public record PollAnswer(Optional<String> statusList, long auditSeen, List<String> orders, List<String> cancel, Optional<String> policyDigest) {}

    /** @throws IOException when the access body cannot be reached or does not answer as agreed */
    public PollAnswer poll(Poll poll) throws IOException, InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("node", node).put("state", poll.ready() ? "ready" : "warming");
        ObjectNode audit = body.putObject("audit").put("head", poll.head()).put("from", poll.from());
        ArrayNode proof = audit.putArray("proof");
        poll.proof().forEach(hash -> proof.add(Base64.getEncoder().encodeToString(hash)));
        HttpResponse<byte[]> response = post("/node/v1/poll", "application/json", bytes(body), POLL, Optional.empty());
        if (response.statusCode() != 200) {
            throw new IOException("the access body answered a poll with status " + response.statusCode());
        }
        return answer(response.body());
    }

    /**
     * The access body's rules as it signed them.
     *
     * @throws IOException when they cannot be had
     */
    public String policy() throws IOException, InterruptedException {
        HttpResponse<byte[]> response = post("/node/v1/policy", "application/json", new byte[0], SEND, Optional.empty());
        try {
            if (response.statusCode() == 200 && StrictJson.readObject(response.body()).path("policy").isTextual()) {
                return StrictJson.readObject(response.body()).path("policy").textValue();
            }
        } catch (InvalidMessage e) {
            throw new IOException("the access body's rules came in no form that was agreed");
        }
        throw new IOException("the access body answered a request for its rules with status " + response.statusCode());
    }

    /** Tells how far an order has come; whether that arrives is of no consequence. */
    public void progress(String order, String stage) throws IOException, InterruptedException {
        post("/node/v1/orders/" + order + "/progress", "application/json", bytes(JsonNodeFactory.instance.objectNode().put("stage", stage)), CONNECT, Optional.empty());
    }

    /** How the access body took an answer. */
    public enum Delivery { ACKNOWLEDGED, NOT_WANTED }

    /**
     * Sends an answer: nothing but what release made leaves here.
     *
     * @throws IOException when it is to be sent again later
     */
    public Delivery result(ReleasedResult answer) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = post("/node/v1/orders/" + answer.order() + "/result", "application/vnd.apache.arrow.stream", answer.bytes(), SEND,
                Optional.of(answer.signedManifest()));
        return switch (response.statusCode()) {
            case 200, 201, 202, 204 -> Delivery.ACKNOWLEDGED;
            case 404, 409, 410, 422 -> Delivery.NOT_WANTED;
            default -> throw new IOException("the access body answered a result with status " + response.statusCode());
        };
    }

    private HttpResponse<byte[]> post(String path, String type, byte[] body, Duration limit, Optional<String> manifest) throws IOException, InterruptedException {
        URI target = base.resolve(base.getRawPath() == null || base.getRawPath().length() <= 1 ? path : base.getRawPath().replaceAll("/$", "") + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(target).timeout(limit)
                .header("Authorization", "Bearer " + signed(target, body)).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body));
        manifest.ifPresent(each -> request.header("Arquipelago-Manifest", each));
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private String signed(URI target, byte[] body) {
        long now = clock.instant().getEpochSecond();
        return Jws.sign(key, MessageType.NODE_REQUEST, new NodeRequest(node, NodeRequest.ACCESS_BODY, "POST", target.getRawPath(), CanonicalJson.digest(body),
                now, now + NodeRequest.MAX_SECONDS, UUID.randomUUID().toString()));
    }

    private static byte[] bytes(ObjectNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static PollAnswer answer(byte[] body) throws IOException {
        try {
            ObjectNode json = StrictJson.readObject(body);
            JsonNode status = json.path("status_list");
            return new PollAnswer(status.isTextual() ? Optional.of(status.textValue()) : Optional.empty(), json.path("audit_seen").asLong(0),
                    texts(json.path("orders")), texts(json.path("cancel")), Optional.ofNullable(json.path("policy_digest").textValue()));
        } catch (InvalidMessage e) {
            throw new IOException("the access body's answer to a poll is no JSON object");
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
