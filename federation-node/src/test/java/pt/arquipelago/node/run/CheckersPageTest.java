package pt.arquipelago.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.analysis.partial.ArrowPartials;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.node.LakeForTests;
import pt.arquipelago.node.release.ReleasedResult;
import pt.arquipelago.node.review.ReviewServer;
import pt.arquipelago.node.review.Sessions;
import pt.arquipelago.node.settings.OperatorException;

/** The checkers' page of a whole node, over HTTP. */
@Tag("spark")
class CheckersPageTest {
    private static final String ALL = "SELECT count(*) AS n FROM stays";
    private static final String BUT_ONE = "SELECT count(*) AS n FROM stays WHERE NOT (region = 'Norte' AND days = 77)";
    private static final String RITA = "Rita Lopes";
    private static final String TOKEN = Sessions.newToken();
    private static final String CELL = "/cell?lang=en&id=permit-1%2F2%2F1";

    @TempDir
    Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private NodeForTests node;
    private ReviewServer server;

    @BeforeEach
    void start() throws Exception {
        node = new NodeForTests(folder, lake -> LakeForTests.write(lake, LakeForTests.withOneAlone("A"), 2));
        node.close();
        node.start(List.of(RITA));
        server = ReviewServer.start(node.node().checkers(), new Sessions(Map.of(RITA, Sessions.digest(TOKEN)), node.clock), "127.0.0.1", 0);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        node.close();
    }

    private String at(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    private HttpResponse<String> get(String path, String cookie) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(at(path))).header("Cookie", cookie).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String cookie, String origin, Map<String, String> form) throws Exception {
        String body = form.entrySet().stream().map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
        return client.send(HttpRequest.newBuilder(URI.create(at(path))).header("Cookie", cookie).header("Origin", origin).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String signIn() throws Exception {
        HttpResponse<String> answer = post("/sign-in?lang=en", "none=", at(""), Map.of("token", TOKEN));
        assertThat(answer.statusCode()).isEqualTo(303);
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict");
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private static String hidden(String page, String name) {
        Matcher found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static PartialCell only(ReleasedResult answer) {
        return ArrowPartials.read(answer.bytes(), AggregateQuery.fromJson(answer.manifest().query().orElseThrow())).rows().get(0).cells().get(0);
    }

    private String log() throws IOException {
        return Files.readString(node.state().resolve("audit").resolve("log.jsonl"));
    }

    @Test
    void aCheckerSignsInLooksAndReleases() throws Exception {
        node.ask(ALL);
        node.ask(BUT_ONE);
        String cookie = signIn();
        assertThat(get("/?lang=en", cookie).body()).contains("permit-1/2/1", "universidade");

        HttpResponse<String> cell = get(CELL, cookie);
        long records = LakeForTests.withOneAlone("A").size();
        assertThat(cell.statusCode()).isEqualTo(200);
        assertThat(cell.body()).contains("<b>" + (records - 1) + "</b>", "<b>" + records + "</b>", "1 person at least", "<dd>-1</dd>", "answer permit-1/1", "region = &#39;Norte&#39;");
        assertThat(cell.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(cell.headers().firstValue("Content-Security-Policy").orElseThrow()).startsWith("default-src 'none'");
        assertThat(log()).contains("\"action\":\"viewed\"");

        HttpResponse<String> decided = post("/decide?lang=en", cookie, at(""), Map.of("form", hidden(cell.body(), "form"), "id", "permit-1/2/1", "seen", hidden(cell.body(), "seen"),
                "reason", "The stay is public knowledge", "decision", "release"));
        assertThat(decided.body()).contains("permit-1/2/1: released.", "No cell waits.");
        assertThat(only(node.ask(BUT_ONE))).isEqualTo(new PartialCell.Released(records - 1, 10));
        assertThat(log()).contains("\"action\":\"released\",\"checker\":\"Rita Lopes\"", "The stay is public knowledge");
    }

    @Test
    void inPortuguese() throws Exception {
        node.ask(ALL);
        node.ask(BUT_ONE);
        assertThat(get(CELL.replace("lang=en", "lang=pt"), signIn()).body()).contains("lang=\"pt\"", "Assenta em", "1 pessoa pelo menos", "Reter", "Libertar");
    }

    @Test
    void whoIsNotSignedInSeesNothing() throws Exception {
        node.ask(ALL);
        node.ask(BUT_ONE);
        long lines = log().lines().count();
        assertThat(get("/?lang=en", "checker=guessed").body()).contains("Your token").doesNotContain("permit-1");
        assertThat(get(CELL, "checker=guessed").statusCode()).isEqualTo(403);
        assertThat(post("/decide?lang=en", "checker=guessed", at(""), Map.of("id", "permit-1/2/1", "decision", "keep", "reason", "No reason at all")).statusCode()).isEqualTo(403);
        assertThat(log().lines().count()).isEqualTo(lines);
    }

    @Test
    void aFormOfAnotherPageDecidesNothing() throws Exception {
        node.ask(ALL);
        node.ask(BUT_ONE);
        String cookie = signIn();
        String page = get(CELL, cookie).body();
        Map<String, String> good = Map.of("form", hidden(page, "form"), "id", "permit-1/2/1", "seen", hidden(page, "seen"), "reason", "A reason that is long enough", "decision", "keep");
        Map<String, String> wrong = new java.util.HashMap<>(good);
        wrong.put("form", "guessed");
        assertThat(post("/decide?lang=en", cookie, at(""), wrong).statusCode()).isEqualTo(403);
        assertThat(post("/decide?lang=en", cookie, "http://elsewhere.example", good).statusCode()).isEqualTo(403);
        assertThat(node.node().checkers().waiting()).hasSize(1);
        assertThat(post("/decide?lang=en", cookie, at(""), good).statusCode()).isEqualTo(200);
        assertThat(post("/decide?lang=en", cookie, at(""), good).statusCode()).as("decided already").isEqualTo(409);
        assertThat(node.node().checkers().waiting()).isEmpty();
    }

    @Test
    void aSessionEndsByTimeAndBySigningOut() throws Exception {
        String first = signIn();
        node.clock.advance(29 * 60);
        assertThat(get("/?lang=en", first).body()).contains("No cell waits.");
        node.clock.advance(2 * 60);
        assertThat(get("/?lang=en", first).body()).contains("Your token");
        String second = signIn();
        String page = get("/?lang=en", second).body();
        assertThat(post("/sign-out?lang=en", second, at(""), Map.of("form", hidden(page, "form"))).statusCode()).isEqualTo(303);
        assertThat(get("/?lang=en", second).body()).contains("Your token");
    }

    @Test
    void manyWrongTokensBarTheDoorForAWhile() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(post("/sign-in?lang=en", "none=", at(""), Map.of("token", "wrong " + i)).statusCode()).isIn(403, 429);
        }
        assertThat(post("/sign-in?lang=en", "none=", at(""), Map.of("token", TOKEN)).statusCode()).isEqualTo(429);
        node.clock.advance(11 * 60);
        signIn();
    }

    @Test
    void listensOnThisMachineAlone() {
        Sessions sessions = new Sessions(Map.of(), node.clock);
        assertThatThrownBy(() -> ReviewServer.start(node.node().checkers(), sessions, "0.0.0.0", 0)).isInstanceOf(OperatorException.class).hasMessageContaining("review.listen");
    }
}
