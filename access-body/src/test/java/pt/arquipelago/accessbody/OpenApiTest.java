package pt.arquipelago.accessbody;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import pt.arquipelago.accessbody.http.Route;
import pt.arquipelago.accessbody.json.Json;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;

/** The description of the API is true: the same routes, and real answers of each fit their schemas. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
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
    void describesEveryRouteAndNoOther() {
        var routes = new TreeSet<String>();
        for (Route route : body.body().apiRoutes()) {
            routes.add(route.method() + " " + route.path());
        }
        assertThat(description.operations()).isEqualTo(routes);
    }

    @Test
    void isServed() {
        var reply = body.anonymous().get("/api/v1/openapi.yaml");
        assertThat(reply.text()).startsWith("openapi: 3.1.0");
        description.requireDescribed("GET /api/v1/openapi.yaml", reply);
        description.requireDescribed("GET /health", body.anonymous().get("/health"));
    }

    @Test
    void answersOfSigningInFit() {
        var signedIn = body.anonymous().post("/api/v1/sign-in", "{\"user\": \"rui\", \"password\": \"ilha-rui-2026\"}");
        assertThat(signedIn.status()).isEqualTo(200);
        description.requireDescribed("POST /api/v1/sign-in", signedIn);
        var out = new TestClient(body.url(), signedIn.json().path("token").asText());
        description.requireDescribed("POST /api/v1/sign-out", out.post("/api/v1/sign-out", ""));
        description.requireDescribed("GET /api/v1/nodes", out.get("/api/v1/nodes"));
        description.requireDescribed("POST /api/v1/sign-in", body.anonymous().post("/api/v1/sign-in", "{\"user\": \"rui\", \"password\": \"no\"}"));
    }

    @Test
    void answersOfDatasetsAndNodesFit() {
        var marta = body.as("marta");
        description.requireDescribed("GET /api/v1/datasets", marta.get("/api/v1/datasets"));
        description.requireDescribed("GET /api/v1/datasets/{node}/{table}", marta.get("/api/v1/datasets/uls-coimbra/source_dem"));
        description.requireDescribed("GET /api/v1/datasets/{node}/{table}", marta.get("/api/v1/datasets/uls-coimbra/none"));
        description.requireDescribed("GET /api/v1/nodes", marta.get("/api/v1/nodes"));
    }

    @Test
    void answersOfApplicationsFit() {
        var marta = body.as("marta");
        var draft = marta.post("/api/v1/applications?draft=true", "{\"title\": \"Rascunho\"}");
        assertThat(draft.status()).isEqualTo(201);
        description.requireDescribed("POST /api/v1/applications", draft);
        String path = "/api/v1/applications/" + draft.json().path("id").asText();
        description.requireDescribed("POST /api/v1/applications/{id}/submission", marta.post(path + "/submission", ""));
        var submitted = marta.post(path + "/submission", TestBody.application());
        assertThat(submitted.status()).isEqualTo(200);
        description.requireDescribed("POST /api/v1/applications/{id}/submission", submitted);
        description.requireDescribed("GET /api/v1/applications/{id}", marta.get(path));
        var assessed = body.as("ines").post(path + "/assessment", "{\"step\": \"assessment\", \"reason\": \"Começa\"}");
        assertThat(assessed.status()).isEqualTo(200);
        description.requireDescribed("POST /api/v1/applications/{id}/assessment", assessed);
        var withdrawn = marta.post(path + "/withdrawal", "{\"reason\": \"Mudei de ideias\"}");
        assertThat(withdrawn.status()).isEqualTo(200);
        description.requireDescribed("POST /api/v1/applications/{id}/withdrawal", withdrawn);
        description.requireDescribed("GET /api/v1/applications", body.as("rui").get("/api/v1/applications"));
    }

    @Test
    void answersOfPermitsFit() {
        String application = body.as("marta").post("/api/v1/applications", TestBody.application()).json().path("id").asText();
        var decided = body.as("duarte").post("/api/v1/applications/" + application + "/decision", TestBody.permitDecision());
        assertThat(decided.status()).isEqualTo(200);
        description.requireDescribed("POST /api/v1/applications/{id}/decision", decided);
        String path = "/api/v1/permits/" + decided.json().path("permit").asText();
        description.requireDescribed("GET /api/v1/permits", body.as("marta").get("/api/v1/permits"));
        description.requireDescribed("GET /api/v1/permits/{id}", body.as("marta").get(path));
        var suspended = body.as("duarte").post(path + "/status", "{\"status\": \"suspended\", \"reason\": \"Dúvida\"}");
        assertThat(suspended.status()).isEqualTo(200);
        description.requireDescribed("POST /api/v1/permits/{id}/status", suspended);
    }

    @Test
    void answersOfTasksAndNodesFit() {
        String permit = body.permit();
        var marta = body.as("marta");
        var asked = marta.post("/api/v1/tasks", TestBody.task(permit, TestBody.SQL));
        assertThat(asked.status()).isEqualTo(202);
        description.requireDescribed("POST /api/v1/tasks", asked);
        String path = asked.response().headers().firstValue("Location").orElseThrow();
        for (String id : TestBody.NODES) {
            var node = body.node(id);
            var order = node.order(asked.json().path("id").asText(), body.orderKey);
            assertThat(node.answer(order, id.equals("uls-coimbra") ? Answers.refused("policy.denied") : Answers.counts(Map.of("A10", 50L))).status()).isEqualTo(200);
        }
        Await.until(() -> marta.get(path).json().path("state").asText().equals("review"));
        description.requireDescribed("GET /api/v1/tasks/{id}/result", marta.get(path + "/result"));
        var released = body.as("clara").post(path + "/review", "{\"decision\": \"release\"}");
        assertThat(released.status()).isEqualTo(200);
        description.requireDescribed("POST /api/v1/tasks/{id}/review", released);
        description.requireDescribed("GET /api/v1/tasks/{id}", marta.get(path));
        description.requireDescribed("GET /api/v1/tasks", marta.get("/api/v1/tasks"));
        for (String format : java.util.List.of("json", "csv", "arrow", "parquet")) {
            var result = marta.get(path + "/result?format=" + format);
            assertThat(result.status()).as(format).isEqualTo(200);
            description.requireDescribed("GET /api/v1/tasks/{id}/result", result);
        }
        assertThat(marta.events(path + "/events")).isNotEmpty().allSatisfy(event -> description.requireValid("TaskEvent", Json.read(event)));
        description.requireDescribed("DELETE /api/v1/tasks/{id}", marta.send("DELETE", path, null));
        var second = marta.post("/api/v1/tasks", TestBody.task(permit, TestBody.SQL)).response().headers().firstValue("Location").orElseThrow();
        var cancelled = marta.send("DELETE", second, null);
        assertThat(cancelled.status()).isEqualTo(200);
        description.requireDescribed("DELETE /api/v1/tasks/{id}", cancelled);
    }

    @Test
    void answersToNodesFit() {
        var node = body.node("uls-coimbra");
        String permit = body.permit();
        var order = node.order(body.task(permit), body.orderKey);
        assertThat(node.progress(order.jti(), "gate").status()).isEqualTo(204);
        body.task(permit);
        var answer = node.poll();
        assertThat(answer.json().path("orders")).hasSize(1);
        description.requireValid("PollAnswer", answer.json());
        description.requireDescribed("POST /node/v1/poll", body.anonymous().post("/node/v1/poll", "{}"));
    }
}
