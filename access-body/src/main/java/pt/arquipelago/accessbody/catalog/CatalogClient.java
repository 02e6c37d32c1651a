package pt.arquipelago.accessbody.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** Reads the list of datasets from the catalogue, and keeps it for a moment. */
public final class CatalogClient {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogClient.class);
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI address;
    private final Clock clock;
    private List<Dataset> datasets = List.of();
    private Instant readAt = Instant.MIN;

    public CatalogClient(String url, Clock clock) {
        this.address = URI.create(requireNonNull(url, "url is null") + "/datasets");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** @throws Problem {@code catalog.unavailable} */
    public synchronized List<Dataset> datasets() {
        if (clock.instant().isAfter(readAt.plus(KEPT))) {
            datasets = read();
            readAt = clock.instant();
        }
        return datasets;
    }

    public Optional<Dataset> dataset(String node, String table) {
        return datasets().stream().filter(dataset -> dataset.node().equals(node) && dataset.table().equals(table)).findFirst();
    }

    private List<Dataset> read() {
        var request = HttpRequest.newBuilder(address).header("Accept", "application/json").timeout(PATIENCE).GET().build();
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw unavailable("it answered " + response.statusCode());
            }
            return datasets(json.readTree(response.body()));
        } catch (JsonProcessingException e) {
            throw unavailable("its answer is no JSON");
        } catch (IOException e) {
            throw unavailable(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted");
        }
    }

    private static List<Dataset> datasets(JsonNode list) {
        var found = new ArrayList<Dataset>();
        for (JsonNode entry : list.isArray() ? list : list.path("datasets")) {
            found.add(new Dataset(entry.path("iri").asText(), entry.path("node").asText(), entry.path("table").asText(), entry));
        }
        return List.copyOf(found);
    }

    private Problem unavailable(String why) {
        LOG.warn("the catalogue at {} cannot be read: {}", address, why);
        return new Problem(ProblemCode.CATALOG_UNAVAILABLE);
    }
}
