package pt.arquipelago.node.publish;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.SigningKey;

/** Sends descriptions to the catalogue, each call signed with the node's key for one minute. */
final class CatalogueClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LIFETIME_SECONDS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI url;
    private final String node;
    private final SigningKey key;
    private final Clock clock;
    private final HttpClient http;

    CatalogueClient(URI url, String node, SigningKey key, Clock clock, HttpClient http) {
        this.url = requireNonNull(url, "url is null");
        this.node = requireNonNull(node, "node is null");
        this.key = requireNonNull(key, "key is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.http = requireNonNull(http, "http is null");
    }

    /** @throws OperatorException with the catalogue's report if it does not take the description */
    void put(String table, byte[] turtle) {
        URI address = address(table);
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE)
                .header("Content-Type", "text/turtle")
                .header("Accept", "application/problem+json")
                .header("Authorization", "Bearer " + signature("PUT", address, turtle))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(turtle)).build();
        HttpResponse<String> response = send(request);
        if (response.statusCode() != 201 && response.statusCode() != 204 && response.statusCode() != 200) {
            throw new OperatorException("The catalogue did not take the description of " + table + " (" + response.statusCode() + "):\n" + report(response.body()));
        }
    }

    /**
     * @param reason JSON, in both languages
     * @throws OperatorException with what the catalogue said, if the dataset does not go; one that is gone already is no failure
     */
    void withdraw(String table, byte[] reason) {
        URI address = address(table);
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Accept", "application/problem+json")
                .header("Authorization", "Bearer " + signature("DELETE", address, reason))
                .method("DELETE", HttpRequest.BodyPublishers.ofByteArray(reason)).build();
        HttpResponse<String> response = send(request);
        if (response.statusCode() == 404) {
            throw new OperatorException("The catalogue has no dataset " + table + " of " + node + ": it was never published there. Check --dataset.");
        }
        if (response.statusCode() != 204 && response.statusCode() != 410) {
            throw new OperatorException("The catalogue did not withdraw " + table + " (" + response.statusCode() + "):\n" + report(response.body()));
        }
    }

    private URI address(String table) {
        return URI.create(url.toString().replaceAll("/+$", "") + "/datasets/" + node + "/" + table);
    }

    private String signature(String method, URI address, byte[] body) {
        long now = clock.instant().getEpochSecond();
        ObjectNode claims = JSON.createObjectNode()
                .put("iss", node).put("aud", "catalog").put("htm", method).put("htu", address.getPath()).put("digest", CanonicalJson.digest(body))
                .put("iat", now).put("exp", now + LIFETIME_SECONDS);
        return Jws.sign(key, MessageType.DESCRIPTION, claims);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new OperatorException("The catalogue at " + url + " does not answer (" + e.getClass().getSimpleName() + "). Check 'catalog.url' and 'proxy'.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperatorException("Publishing was interrupted.");
        }
    }

    /** The problem document, laid out for reading; it speaks of the description only. */
    private static String report(String body) {
        try {
            return JSON.readTree(body).toPrettyString();
        } catch (IOException e) {
            return body;
        }
    }
}
