package pt.arquipelago.demo.start;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The access body's HTTP API as one signed-in person uses it. */
final class Portal {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HttpClient http;
    private final String address;
    private final String token;

    private Portal(HttpClient http, String address, String token) {
        this.http = requireNonNull(http, "http is null");
        this.address = requireNonNull(address, "address is null");
        this.token = token;
    }

    static Portal signIn(HttpClient http, String address, Account account) {
        ObjectNode body = JSON.createObjectNode().put("user", account.user()).put("password", account.password());
        JsonNode session = new Portal(http, address, "").post("/sign-in", body);
        return new Portal(http, address, session.path("token").asText());
    }

    JsonNode get(String path) {
        return send(request(path).GET());
    }

    JsonNode post(String path, JsonNode body) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(address + "/api/v1" + path)).timeout(LIMIT).header("Accept", "application/json");
        return token.isEmpty() ? builder : builder.header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            JsonNode body = answer.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(answer.body());
            if (answer.statusCode() >= 400) {
                throw new StepFailed("the portal answered " + request.method() + " " + request.uri().getPath() + " with " + answer.statusCode() + ": "
                        + body.path("code").asText() + " " + body.path("detail").asText() + " " + body.path("errors"), "see the log of the access body");
            }
            return body;
        } catch (IOException e) {
            throw new StepFailed("the portal did not answer " + request.uri().getPath(), "see the log of the access body");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("interrupted", "start the demonstration again");
        }
    }
}
