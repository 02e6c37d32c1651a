package pt.arquipelago.accessbody;

import com.fasterxml.jackson.databind.JsonNode;

import pt.arquipelago.accessbody.json.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Calls the API as one account does. */
final class TestClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String token;

    TestClient(String base, String token) {
        this.base = base;
        this.token = token;
    }

    record Reply(int status, String contentType, byte[] body, HttpResponse<byte[]> response) {
        String text() {
            return new String(body, java.nio.charset.StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return Json.read(text());
        }

        String code() {
            return json().path("code").asText();
        }
    }

    Reply get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    Reply post(String path, String json, String... headers) {
        return send("POST", path, json, headers);
    }

    Reply send(String method, String path, String json, String... headers) {
        var body = json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json);
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE).method(method, body);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), response.headers().firstValue("Content-Type").orElse(""), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Reads a stream of server-sent events until it ends, and gives the data of each. */
    List<String> events(String path, String... headers) {
        return get(path, headers).text().lines().filter(line -> line.startsWith("data: ")).map(line -> line.substring("data: ".length())).toList();
    }
}
