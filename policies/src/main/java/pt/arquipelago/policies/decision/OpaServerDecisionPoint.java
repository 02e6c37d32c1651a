package pt.arquipelago.policies.decision;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pt.arquipelago.policies.refusal.RefusalCode;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.StrictJson;

/** Asks an OPA server over its data API. Every bundle that it has loaded must carry its digest as revision. */
public final class OpaServerDecisionPoint implements PolicyDecisionPoint {
    private static final Logger LOG = LoggerFactory.getLogger(OpaServerDecisionPoint.class);

    private final HttpClient client;
    private final URI decision;
    private final Optional<String> token;
    private final Duration timeLimit;

    /**
     * @param server for instance {@code http://127.0.0.1:8181}
     * @param entrypoint {@link PolicyBundle#EHDS} or {@link PolicyBundle#HOLDER}
     * @param token sent as {@code Authorization: Bearer}
     * @param timeLimit for the whole answer
     */
    public OpaServerDecisionPoint(URI server, String entrypoint, Optional<String> token, Duration timeLimit) {
        requireNonNull(server, "server is null");
        this.decision = URI.create(server.toString().replaceFirst("/+$", "") + "/v1/data/" + entrypoint + "?provenance=true");
        this.token = requireNonNull(token, "token is null");
        this.timeLimit = requireNonNull(timeLimit, "timeLimit is null");
        this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER).build();
    }

    @Override
    public Decision decide(DecisionInput input) {
        requireNonNull(input, "input is null");
        CompletableFuture<HttpResponse<byte[]>> sent = client.sendAsync(request(input), HttpResponse.BodyHandlers.ofByteArray());
        try {
            HttpResponse<byte[]> response = sent.get(timeLimit.toMillis(), TimeUnit.MILLISECONDS);
            return switch (response.statusCode()) {
                case 200 -> read(response.body(), input);
                case 404 -> denied(RefusalCode.POLICY_NOT_FOUND, input, "status 404");
                default -> denied(RefusalCode.POLICY_ERROR, input, "status " + response.statusCode());
            };
        } catch (TimeoutException e) {
            return denied(RefusalCode.POLICY_TIMEOUT, input, "no answer within " + timeLimit);
        } catch (ExecutionException e) {
            return denied(RefusalCode.POLICY_UNAVAILABLE, input, e.getCause().getClass().getName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return denied(RefusalCode.POLICY_UNAVAILABLE, input, "interrupted");
        } finally {
            sent.cancel(true);
        }
    }

    private HttpRequest request(DecisionInput input) {
        ObjectNode body = StrictJson.write(input).objectNode().set("input", StrictJson.write(input));
        HttpRequest.Builder request = HttpRequest.newBuilder(decision)
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofByteArray(CanonicalJson.bytes(body)));
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return request.build();
    }

    private Decision read(byte[] body, DecisionInput input) {
        ObjectNode answer;
        try {
            answer = StrictJson.readObject(body);
        } catch (InvalidMessage e) {
            return denied(RefusalCode.POLICY_MALFORMED, input, "not a JSON object");
        }
        List<String> bundles = new ArrayList<>();
        for (JsonNode bundle : answer.path("provenance").path("bundles")) {
            bundles.add(bundle.path("revision").asText());
        }
        if (bundles.isEmpty() || !bundles.stream().allMatch(CanonicalJson::isDigest)) {
            return denied(RefusalCode.POLICY_UNIDENTIFIED, input, "no digest as revision");
        }
        return PolicyAnswer.decision(answer.get("result"), input, bundles.stream().sorted().toList());
    }

    private static Decision denied(RefusalCode code, DecisionInput input, String cause) {
        LOG.warn("The policy server gave no decision, {}: {}", code.code(), cause);
        return PolicyAnswer.denied(code, input, List.of());
    }
}
