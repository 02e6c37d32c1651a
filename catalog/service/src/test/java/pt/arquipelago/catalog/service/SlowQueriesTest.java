package pt.arquipelago.catalog.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.catalog.service.config.CatalogConfig;

class SlowQueriesTest {
    private static final String ENDLESS = "SELECT (count(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER (?a != ?l) }";

    @TempDir
    Path folder;

    @Test
    void keepNobodyFromReadingAndTurnOthersAwayInsteadOfPilingUp() {
        try (RunningCatalog catalog = new RunningCatalog(folder, new CatalogConfig.Limits(200_000, 5_000, 6, 1_000, 1))) {
            catalog.publish("uls-coimbra", RunningCatalog.COIMBRA);
            List<CompletableFuture<HttpResponse<String>>> slow = IntStream.range(0, 3)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> ask(catalog, ENDLESS))).toList();
            assertThat(catalog.get("/datasets", "Accept", "text/html").statusCode()).isEqualTo(200);
            assertThat(slow).as("the page came before the query that runs ended; the others were turned away").anyMatch(answer -> !answer.isDone());
            List<String> answers = slow.stream().map(answer -> answer.join().body()).toList();
            assertThat(answers).filteredOn(body -> body.contains("sparql.time-limit")).isNotEmpty();
            assertThat(answers).allMatch(body -> body.contains("sparql.time-limit") || body.contains("sparql.busy"));
            assertThat(ask(catalog, "ASK {}").statusCode()).as("the place is free again").isEqualTo(200);
        }
    }

    private static HttpResponse<String> ask(RunningCatalog catalog, String query) {
        return catalog.get("/sparql?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8), "Accept", "application/sparql-results+json");
    }
}
