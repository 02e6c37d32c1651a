package pt.arquipelago.accessbody;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import pt.arquipelago.accessbody.http.Route;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Nobody gets anything without the right to it: every route, without a token and with the wrong role. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorisationTest {
    /** For each operation that not every role may use, one account that may not. */
    private static final Map<String, String> WRONG_ROLE = Map.ofEntries(
            Map.entry("POST /api/v1/applications", "ines"),
            Map.entry("GET /api/v1/applications", "clara"),
            Map.entry("GET /api/v1/applications/{id}", "joana"),
            Map.entry("POST /api/v1/applications/{id}/submission", "duarte"),
            Map.entry("POST /api/v1/applications/{id}/withdrawal", "rui"),
            Map.entry("POST /api/v1/applications/{id}/assessment", "marta"),
            Map.entry("POST /api/v1/applications/{id}/decision", "ines"),
            Map.entry("GET /api/v1/permits", "joana"),
            Map.entry("GET /api/v1/permits/{id}", "joana"),
            Map.entry("POST /api/v1/permits/{id}/status", "ines"),
            Map.entry("POST /api/v1/tasks", "clara"),
            Map.entry("GET /api/v1/tasks", "duarte"),
            Map.entry("GET /api/v1/tasks/{id}", "duarte"),
            Map.entry("DELETE /api/v1/tasks/{id}", "clara"),
            Map.entry("GET /api/v1/tasks/{id}/events", "ines"),
            Map.entry("GET /api/v1/tasks/{id}/result", "rui"),
            Map.entry("POST /api/v1/tasks/{id}/review", "marta"));
    /** What everybody may use who is signed in. */
    private static final List<String> ANY_ROLE =
            List.of("POST /api/v1/sign-out", "GET /api/v1/datasets", "GET /api/v1/datasets/{node}/{table}", "GET /api/v1/nodes");

    @TempDir
    private static Path folder;
    private final OpenApi description = new OpenApi();
    private TestBody body;

    @BeforeAll
    void start() {
        body = TestBody.started(folder);
    }

    @AfterAll
    void stop() {
        body.close();
    }

    @Test
    void everyRouteThatIsNotOpenWantsToKnowWhoCalls() {
        for (Route route : body.body().apiRoutes()) {
            String operation = route.method() + " " + route.path();
            var reply = body.anonymous().send(route.method(), filled(route), route.method().equals("POST") ? "{}" : null);
            if (description.open(operation)) {
                assertThat(reply.status()).as(operation).isNotEqualTo(401).isNotEqualTo(403);
            } else {
                assertThat(reply.status()).as(operation).isEqualTo(401);
                assertThat(reply.contentType()).isEqualTo("application/problem+json");
            }
        }
    }

    @Test
    void everyRouteRefusesTheWrongRoleBeforeItReadsAnything() {
        for (Route route : body.body().apiRoutes()) {
            String operation = route.method() + " " + route.path();
            if (description.open(operation) || ANY_ROLE.contains(operation) || route.path().startsWith("/node/")) {
                continue;
            }
            String user = WRONG_ROLE.get(operation);
            assertThat(user).as("a wrong role for " + operation).isNotNull();
            var reply = body.as(user).send(route.method(), filled(route), route.method().equals("POST") ? "not even JSON" : null);
            assertThat(reply.status()).as(operation).isEqualTo(403);
            assertThat(reply.code()).isEqualTo("access.forbidden");
        }
    }

    @Test
    void aTokenThatNobodyGaveIsNoToken() {
        assertThat(new TestClient(body.url(), "guessed").get("/api/v1/tasks").status()).isEqualTo(401);
    }

    @Test
    void whatBelongsToSomebodyElseDoesNotExist() {
        String application = body.as("marta").post("/api/v1/applications", TestBody.application()).json().path("id").asText();
        assertThat(body.as("tiago").get("/api/v1/applications/" + application).status()).isEqualTo(404);
        assertThat(body.as("tiago").get("/api/v1/applications").json().path("items")).isEmpty();
        String permit = body.permit();
        assertThat(body.as("tiago").get("/api/v1/permits/" + permit).status()).isEqualTo(404);
        String task = body.task(permit);
        assertThat(body.as("tiago").get("/api/v1/tasks/" + task).status()).isEqualTo(404);
        assertThat(body.as("tiago").get("/api/v1/tasks/" + task + "/events").status()).isEqualTo(404);
        assertThat(body.as("tiago").send("DELETE", "/api/v1/tasks/" + task, null).status()).isEqualTo(404);
        assertThat(body.as("tiago").post("/api/v1/tasks", TestBody.task(permit, TestBody.SQL)).code()).isEqualTo("permit.user-not-named");
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() {
        for (String path : List.of("/health", "/api/v1/tasks", "/nothing-here")) {
            var headers = body.anonymous().get(path).response().headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElse("")).contains("default-src 'none'").contains("frame-ancestors 'none'");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        }
    }

    private static String filled(Route route) {
        return route.path().replaceAll("\\{\\w+}", "x");
    }
}
