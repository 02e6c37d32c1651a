package pt.arquipelago.accessbody;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import pt.arquipelago.policies.permit.TaskOrder;

import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The main job from application to released result, with three nodes. */
class JourneyTest {
    @TempDir
    private Path folder;
    private TestBody body;

    @BeforeEach
    void start() {
        body = TestBody.started(folder);
    }

    @AfterEach
    void stop() {
        body.close();
    }

    @Test
    void aQuestionTravelsToThreeNodesAndComesBackAsOneTable() {
        String permit = body.permit();
        String task = body.task(permit);
        for (String id : TestBody.NODES) {
            FakeNode node = body.node(id);
            TaskOrder order = node.order(task, body.orderKey);
            assertThat(order.task()).isEqualTo(task);
            assertThat(node.progress(order.jti(), "executing").status()).isEqualTo(204);
            assertThat(node.answer(order, Answers.counts(Map.of("A10", 100L, "C09", 20L))).status()).isEqualTo(200);
        }
        Await.until(() -> body.as("marta").get("/api/v1/tasks/" + task).json().path("state").asText().equals("review"));
    }

    @Test
    void theResultIsSeenByItsUserOnlyAfterTheCheckOfItsOutput() {
        String task = answered(body.task(body.permit()));
        assertThat(body.as("marta").get("/api/v1/tasks/" + task + "/result").code()).isEqualTo("task.result-not-released");
        assertThat(body.as("clara").get("/api/v1/tasks/" + task + "/result").status()).isEqualTo(200);
        assertThat(body.as("clara").post("/api/v1/tasks/" + task + "/review", "{\"decision\": \"release\", \"reason\": \"\"}").status()).isEqualTo(200);
        JsonNode result = body.as("marta").get("/api/v1/tasks/" + task + "/result").json();
        assertThat(result.path("rows").toString()).isEqualTo("[[\"A10\",\"300\"],[\"C09\",\"60\"]]");
        assertThat(result.path("provenance").path("question").asText()).startsWith("sha256:");
    }

    private String answered(String task) {
        for (String id : TestBody.NODES) {
            FakeNode node = body.node(id);
            node.answer(node.order(task, body.orderKey), Answers.counts(Map.of("A10", 100L, "C09", 20L)));
        }
        Await.until(() -> body.as("marta").get("/api/v1/tasks/" + task).json().path("state").asText().equals("review"));
        return task;
    }

    @Test
    void toStopTwiceIsToStopOnce() {
        body.body().close();
    }
}
