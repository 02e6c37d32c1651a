package pt.arquipelago.catalog.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pt.arquipelago.catalog.service.config.HarvestSource;
import pt.arquipelago.catalog.service.harvest.HarvestReport;

/** Other catalogues are harvested: one of our own kind by dump, pages and FAIR Data Point, and bad ones. */
class HarvestingTest {
    private static final String OWN = "https://catalogo.example";
    private static final String DATASET = """
            @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
            <https://dados.example/ds/%1$s> a dcat:Dataset ; dct:title "%2$s"@es ; dct:description "Registro de %2$s"@es ; dcat:keyword "diabetes" ;
                dct:publisher [ a foaf:Organization ; foaf:name "Ministerio" ] ; dcat:landingPage <https://dados.example/pages/%1$s> .
            """;

    /** What another server answers, by path. */
    private record Answer(int status, String type, String body, Map<String, String> headers) {
        static Answer turtle(String body) {
            return new Answer(200, "text/turtle; charset=utf-8", body, Map.of());
        }
    }

    @TempDir
    Path folder;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private HttpServer server;
    private String other;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        other = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().toString();
            synchronized (asked) {
                asked.add(path);
            }
            Answer answer = answers.getOrDefault(path, new Answer(404, "text/plain", "", Map.of()));
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        stopped.countDown();
        server.stop(0);
    }

    private HarvestSource source(String path) {
        return new HarvestSource("espanha", "Catálogo de España", URI.create(other + path), Optional.empty());
    }

    private HarvestReport harvest(String path) {
        return RunningCatalog.harvest(folder, List.of(source(path))).get(0);
    }

    /** The other server stands before a second catalogue of ours, as a proxy does, so that its addresses are the other server's. */
    private void standBefore(RunningCatalog catalog, String... paths) {
        for (String path : paths) {
            HttpResponse<String> answer = catalog.get(path, "Accept", "text/turtle");
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            answers.put(path, Answer.turtle(answer.body().replace(OWN, other)));
        }
    }

    @ParameterizedTest
    @CsvSource({"/catalog.ttl, 1", "/catalog?page=1, 1", "/, 4"})
    void aSecondCatalogueIsHarvestedByItsDumpItsPagesAndItsFairDataPoint(String address, int pages) {
        try (RunningCatalog second = new RunningCatalog(folder.resolve("second"))) {
            second.publish("uls-coimbra", RunningCatalog.COIMBRA);
            second.publish("uls-sao-joao", RunningCatalog.SAO_JOAO);
            standBefore(second, "/catalog.ttl", "/catalog?page=1", "/", "/catalog", "/datasets/uls-coimbra/source_dem", "/datasets/uls-sao-joao/source_dem");
        }
        assertThat(harvest(address).counts()).isEqualTo(new HarvestReport.Counts(pages, 2, 2, 0, 0, 0, 0));
        assertThat(harvest(address).counts()).as("nothing changed").isEqualTo(new HarvestReport.Counts(pages, 2, 0, 0, 2, 0, 0));
    }

    @Test
    void pagesAreFollowedOneAfterTheOther() {
        String next = " <%s/l?page=%d> a <http://www.w3.org/ns/hydra/core#PartialCollectionView> ; <http://www.w3.org/ns/hydra/core#next> <%s/l?page=%d> .";
        answers.put("/l", Answer.turtle(DATASET.formatted("a", "Uno") + next.formatted(other, 1, other, 2)));
        answers.put("/l?page=2", Answer.turtle(DATASET.formatted("b", "Dos") + next.formatted(other, 2, other, 3)));
        answers.put("/l?page=3", Answer.turtle(DATASET.formatted("c", "Tres") + next.formatted(other, 3, other, 2)));
        assertThat(harvest("/l").counts()).isEqualTo(new HarvestReport.Counts(3, 3, 3, 0, 0, 0, 0));
        answers.put("/l?page=2", Answer.turtle(DATASET.formatted("b", "Dos y medio") + next.formatted(other, 2, other, 3)));
        answers.put("/l?page=3", Answer.turtle(DATASET.formatted("d", "Cuatro")));
        assertThat(harvest("/l").counts()).as("one changed, one new, one gone").isEqualTo(new HarvestReport.Counts(3, 3, 1, 1, 1, 0, 1));
    }

    @Test
    void whatIsHarvestedIsShownAndSearchedAndSaysWhereItComesFrom() throws IOException {
        answers.put("/d.ttl", Answer.turtle(DATASET.formatted("a", "Registro nacional de <b>diabetes</b>") + DATASET.formatted("b", "Vacunas")));
        assertThat(harvest("/d.ttl").failure()).isEmpty();
        try (RunningCatalog catalog = RunningCatalog.harvesting(folder, List.of(source("/d.ttl")))) {
            catalog.publish("uls-coimbra", RunningCatalog.COIMBRA);
            String page = catalog.get("/elsewhere?q=vacunas&lang=en", "Accept", "text/html").body();
            assertThat(page).contains("from Catálogo de España").contains("href=\"https://dados.example/pages/b\"").contains("last harvested 2026-11-22 10:00 UTC").doesNotContain("/pages/a\"");
            assertThat(catalog.get("/elsewhere", "Accept", "text/html").body()).contains("Registro nacional de &lt;b&gt;diabetes").doesNotContain("<b>diabetes");
            assertThat(catalog.get("/datasets?q=vacunas&lang=en", "Accept", "text/html").body()).contains("/elsewhere?q=vacunas").contains("1 in other catalogues");
            JsonNode json = new ObjectMapper().readTree(catalog.get("/elsewhere?q=ministerio", "Accept", "application/json").body());
            assertThat(json.path("total").asInt()).isEqualTo(2);
            assertThat(json.path("harvests").get(0).path("report").path("added").asInt()).isEqualTo(2);
            assertThat(catalog.get("/elsewhere/espanha", "Accept", "text/turtle").body()).contains("Vacunas");
            assertThat(catalog.get("/elsewhere/espanha", "Accept", "text/html").body()).contains("Vacunas", "href=\"/elsewhere/espanha?format=ttl\"");
            assertThat(catalog.get("/elsewhere/espanha?format=ttl", "Accept", "text/html").headers().firstValue("Content-Type")).contains("text/turtle; charset=utf-8");
            assertThat(catalog.get("/elsewhere/franca").statusCode()).isEqualTo(404);
            String query = "ASK { GRAPH <" + OWN + "/elsewhere/espanha> { <https://dados.example/ds/b> <http://purl.org/dc/terms/title> ?t } }";
            assertThat(catalog.get("/sparql?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8), "Accept", "application/sparql-results+json").body()).contains("true");
            assertThat(catalog.get("/catalog.ttl").body()).as("others harvest our own from us").doesNotContain("dados.example");
            assertThat(catalog.get("/health").body()).contains("\"datasets\":1");
        }
        try (RunningCatalog catalog = new RunningCatalog(folder)) {
            assertThat(catalog.get("/elsewhere?lang=en", "Accept", "text/html").body()).as("the setting is gone").contains("No other catalogue is harvested.");
            assertThat(catalog.get("/datasets?q=vacunas", "Accept", "text/html").body()).doesNotContain("/elsewhere?q");
        }
    }

    @Test
    void aNodesOwnIsNeverTouchedAndNothingIsSaidOfIt() {
        try (RunningCatalog catalog = new RunningCatalog(folder)) {
            catalog.publish("uls-coimbra", RunningCatalog.COIMBRA);
        }
        String own = OWN + "/datasets/uls-coimbra/source_dem";
        answers.put("/d.ttl", Answer.turtle(DATASET.formatted("a", "Uno").replace("dcat:keyword", "dct:relation <" + own + "> ; dcat:keyword")
                + "<" + own + "> a dcat:Dataset ; dct:title \"Falso\"@pt ; dct:description \"Falso\"@pt .\n<https://dados.example/ds/x> a dcat:Dataset ; dct:title \"Sin descripción\" .\n"));
        HarvestReport report = harvest("/d.ttl");
        assertThat(report.counts()).isEqualTo(new HarvestReport.Counts(1, 3, 1, 0, 0, 2, 0));
        assertThat(report.refused()).containsExactlyInAnyOrder(new HarvestReport.Refused(own, "its address is one of this catalogue's own"),
                new HarvestReport.Refused("https://dados.example/ds/x", "it has no description"));
        try (RunningCatalog catalog = RunningCatalog.harvesting(folder, List.of(source("/d.ttl")))) {
            assertThat(catalog.get("/sparql?query=" + URLEncoder.encode("ASK { ?s ?p \"Falso\"@pt }", StandardCharsets.UTF_8), "Accept", "application/sparql-results+json").body()).contains("false");
            assertThat(catalog.get("/datasets/uls-coimbra/source_dem", "Accept", "text/turtle").body()).contains("source_dem").doesNotContain("Falso");
        }
    }

    @Test
    void aBadServerLeavesWhatWasThereAndTheReportSaysWhy() {
        answers.put("/d", Answer.turtle(DATASET.formatted("a", "Uno")));
        harvest("/d");
        Map<Answer, String> bad = Map.of(
                new Answer(500, "text/turtle", "", Map.of()), "answered 500",
                new Answer(302, "text/turtle", "", Map.of("Location", "http://169.254.169.254/latest")), "leads elsewhere (302)",
                new Answer(200, "text/html", "<p>", Map.of()), "is of type 'text/html'",
                Answer.turtle("<a> <b> "), "is not Turtle that can be read",
                Answer.turtle("<https://x.example/c> <http://www.w3.org/ns/hydra/core#next> <http://127.0.0.2/page2> ."), "on another host",
                new Answer(200, "application/ld+json", "{\"@context\": \"https://elsewhere.example/context\", \"a\": 1}", Map.of()), "nothing is fetched",
                new Answer(200, "application/rdf+xml", "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>", Map.of()), "DOCTYPE");
        bad.forEach((answer, why) -> {
            answers.put("/d", answer);
            assertThat(harvest("/d").failure()).as(why).hasValueSatisfying(failure -> assertThat(failure).contains(why));
        });
        answers.put("/d", Answer.turtle(DATASET.formatted("a", "Uno")));
        assertThat(harvest("/d").counts()).as("what was there before is still there").isEqualTo(new HarvestReport.Counts(1, 1, 0, 0, 1, 0, 0));
    }

    @Test
    void aServerThatNeverEndsIsLeft() {
        server.createContext("/slow", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/turtle");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("# ".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            try {
                stopped.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        assertThat(RunningCatalog.harvest(folder, List.of(source("/slow")), Duration.ofMillis(300)).get(0).failure()).hasValueSatisfying(why -> assertThat(why).contains("took longer than"));
    }

    @Test
    void aServerThatSendsTooMuchIsLeft() {
        server.createContext("/large", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/turtle");
            exchange.sendResponseHeaders(200, 0);
            byte[] comment = ("#" + "x".repeat(1_000_000) + "\n").getBytes(StandardCharsets.UTF_8);
            try (exchange) {
                for (int i = 0; i < 40; i++) {
                    exchange.getResponseBody().write(comment);
                }
            } catch (IOException e) {
                // The reader left, as it should.
            }
        });
        assertThat(harvest("/large").failure()).hasValueSatisfying(why -> assertThat(why).contains("is larger than"));
    }

    @Test
    void aDatasetThatIsNamedAtAnotherHostIsNotFetchedButSaid() {
        answers.put("/c", Answer.turtle("<" + other + "/c> a <http://www.w3.org/ns/dcat#Catalog> ; <http://www.w3.org/ns/dcat#dataset> <" + other + "/ds/1>, <http://127.0.0.2/ds/2> ."));
        answers.put("/ds/1", Answer.turtle(DATASET.formatted("1", "Uno")));
        HarvestReport report = harvest("/c");
        assertThat(report.counts()).isEqualTo(new HarvestReport.Counts(2, 2, 1, 0, 0, 1, 0));
        assertThat(report.refused()).singleElement().satisfies(one -> assertThat(one.dataset()).isEqualTo("http://127.0.0.2/ds/2"));
    }

    @Test
    void aRunningCatalogueHarvestsByItselfWhereTheSettingSaysSo() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        server.createContext("/timed", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/turtle");
            byte[] body = DATASET.formatted("a", "Vacunas").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
            called.countDown();
        });
        HarvestSource timed = new HarvestSource("espanha", "Catálogo de España", URI.create(other + "/timed"), Optional.of(Duration.ofHours(24)));
        try (RunningCatalog catalog = RunningCatalog.harvesting(folder, List.of(timed))) {
            assertThat(called.await(30, TimeUnit.SECONDS)).isTrue();
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!catalog.get("/elsewhere?q=vacunas", "Accept", "application/json").body().contains("\"total\" : 1")) {
                assertThat(System.nanoTime()).as("time").isLessThan(until);
            }
        }
        try (RunningCatalog catalog = RunningCatalog.harvesting(folder, List.of(source("/none")))) {
            catalog.get("/health");
            assertThat(asked).as("without every_hours nobody is asked").isEmpty();
        }
    }
}
