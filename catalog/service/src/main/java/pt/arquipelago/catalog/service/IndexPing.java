package pt.arquipelago.catalog.service;

import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells an index of FAIR Data Points, at start and once a week, that this one is here. The catalogue makes this call only if a setting asks for it. */
final class IndexPing {
    private static final Logger LOG = LoggerFactory.getLogger(IndexPing.class);
    private static final Duration WEEK = Duration.ofDays(7);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI index;
    private final URI base;

    IndexPing(URI index, URI base) {
        this.index = index;
        this.base = base;
    }

    void every(Vertx vertx) {
        send();
        vertx.setPeriodic(WEEK.toMillis(), timer -> send());
    }

    /** An index that does not answer is its own trouble: it is told again next week. */
    private void send() {
        HttpRequest request = HttpRequest.newBuilder(index).timeout(Duration.ofSeconds(30)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"clientUrl\": \"" + base + "/\"}")).build();
        http.sendAsync(request, HttpResponse.BodyHandlers.discarding()).whenComplete((response, failure) -> {
            if (failure != null || response.statusCode() / 100 != 2) {
                LOG.warn("The index {} was told of this catalogue and did not take it ({})", index, failure == null ? response.statusCode() : failure.getClass().getSimpleName());
            }
        });
    }
}
