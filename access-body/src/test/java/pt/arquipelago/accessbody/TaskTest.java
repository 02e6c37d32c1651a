package pt.arquipelago.accessbody;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import pt.arquipelago.accessbody.json.Json;
import pt.arquipelago.policies.permit.Question;
import pt.arquipelago.policies.permit.StatusList;
import pt.arquipelago.policies.permit.TaskOrder;
import pt.arquipelago.policies.permit.Thresholds;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.TrustedKeys;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a task when nodes die, disagree, refuse or are cancelled, and when the body is restarted. */
class TaskTest {
    private static final String COIMBRA = "uls-coimbra";
    private static final String SANTA_MARIA = "uls-santa-maria";
    private static final String SAO_JOAO = "uls-sao-joao";

    @TempDir
    private Path folder;
    private final TestClock clock = new TestClock(Instant.parse("2026-11-22T09:00:00Z"));
    private TestBody body;
    private String permit;

    @BeforeEach
    void start() {
        body = new TestBody(folder, clock).start();
        permit = body.permit();
    }

    @AfterEach
    void stop() {
        body.close();
    }

    @Test
    void aNodeThatDiesHasFailedAfterTheTimeLimitAndTheRestIsKept() {
        String task = body.task(permit);
        answer(COIMBRA, task);
        answer(SAO_JOAO, task);
        body.node(SANTA_MARIA).order(task, body.orderKey);
        clock.advance(Duration.ofSeconds(601));
        JsonNode review = awaitState(task, "review");
        assertThat(share(review, SANTA_MARIA).path("state").asText()).isEqualTo("failed");
        assertThat(share(review, SANTA_MARIA).path("refusal").path("code").asText()).isEqualTo("node.time-limit");
        JsonNode result = body.as("clara").get("/api/v1/tasks/" + task + "/result").json();
        assertThat(result.path("rows").toString()).isEqualTo("[[\"A10\",\"200\"]]");
        assertThat(result.path("marks").toString()).contains("nodes: 2 of 3");
    }

    @Test
    void anAnswerAfterTheTimeLimitIsAcknowledgedAndChangesNothing() {
        String task = body.task(permit);
        TaskOrder late = body.node(COIMBRA).order(task, body.orderKey);
        clock.advance(Duration.ofSeconds(601));
        awaitState(task, "failed");
        assertThat(body.node(COIMBRA).answer(late, Answers.counts(Map.of("A10", 100L))).status()).isEqualTo(200);
        assertThat(awaitState(task, "failed").path("refusal").path("code").asText()).isEqualTo("node.time-limit");
    }

    @Test
    void aRestartOfTheBodyLosesNothingAndRunsNothingTwice() {
        String task = body.task(permit);
        answer(COIMBRA, task);
        TaskOrder order = body.node(SANTA_MARIA).order(task, body.orderKey);
        clock.advance(Duration.ofSeconds(1));
        body.restart();
        clock.advance(Duration.ofSeconds(40));
        TaskOrder again = body.node(SANTA_MARIA).order(task, body.orderKey);
        assertThat(again).isEqualTo(order);
        var draft = Answers.counts(Map.of("A10", 100L));
        body.node(SANTA_MARIA).log.append("answer".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String manifest = body.node(SANTA_MARIA).manifest(again, draft);
        assertThat(body.node(SANTA_MARIA).send(again.jti(), manifest, draft.partial()).status()).isEqualTo(200);
        assertThat(body.node(SANTA_MARIA).send(again.jti(), manifest, draft.partial()).status()).as("its acknowledgement was lost").isEqualTo(200);
        answer(SAO_JOAO, task);
        awaitState(task, "review");
        assertThat(body.as("clara").get("/api/v1/tasks/" + task + "/result").json().path("rows").toString()).isEqualTo("[[\"A10\",\"300\"]]");
    }

    @Test
    void aCombinationThatAStopInterruptedIsDoneAfterTheNextStart() {
        String task = body.task(permit);
        TestBody.NODES.forEach(id -> answer(id, task));
        awaitState(task, "review");
        body.restartAfter(handle -> {
            handle.execute("DELETE FROM result");
            handle.execute("UPDATE task SET state = 'COMBINING'");
        });
        awaitState(task, "review");
        assertThat(body.as("clara").get("/api/v1/tasks/" + task + "/result").json().path("rows").toString()).isEqualTo("[[\"A10\",\"300\"]]");
    }

    @Test
    void withoutTheCheckOfOutputsAResultIsReleasedAtOnce() {
        body.outputCheck = false;
        body.restart();
        String task = body.task(permit);
        TestBody.NODES.forEach(id -> answer(id, task));
        awaitState(task, "released");
        assertThat(body.as("marta").get("/api/v1/tasks/" + task + "/result").status()).isEqualTo(200);
    }

    @Test
    void aQuestionThatIsTooLongIsRefused() {
        String reply = body.as("marta").post("/api/v1/tasks", TestBody.task(permit, "SELECT " + "x".repeat(60_000))).code();
        assertThat(reply).isEqualTo("input.question-too-long");
    }

    @Test
    void anOrderIsNotSentAgainWhileTheNodeMayBeAtIt() {
        String task = body.task(permit);
        body.node(COIMBRA).order(task, body.orderKey);
        assertThat(body.node(COIMBRA).poll().json().path("orders")).isEmpty();
        clock.advance(Duration.ofSeconds(31));
        assertThat(body.node(COIMBRA).order(task, body.orderKey).task()).isEqualTo(task);
    }

    @Test
    void aHeldPollIsWokenByNewWork() {
        body.node(COIMBRA).poll();
        var held = CompletableFuture.supplyAsync(() -> body.node(COIMBRA).poll());
        String task = body.task(permit);
        assertThat(FakeNode.orders(held.orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join(), body.orderKey)).extracting(TaskOrder::task).containsExactly(task);
    }

    @Test
    void nodesThatUnderstoodTheQuestionDifferentlyMakeTheTaskFail() {
        String task = body.task(permit);
        answer(COIMBRA, task);
        answer(SAO_JOAO, task);
        FakeNode other = body.node(SANTA_MARIA);
        other.answer(other.order(task, body.orderKey), Answers.counts("another source", Map.of("A10", 100L), Thresholds.DEFAULT));
        assertThat(awaitState(task, "failed").path("refusal").path("code").asText()).isEqualTo("task.query-digests-differ");
    }

    @Test
    void aQuestionThatEveryNodeRefusesIsRefusedWithItsRuleAndPlace() {
        String task = body.task(permit);
        TestBody.NODES.forEach(id -> body.node(id).answer(body.node(id).order(task, body.orderKey), Answers.refused("gate.maximum")));
        JsonNode refused = awaitState(task, "refused");
        assertThat(refused.path("refusal").path("code").asText()).isEqualTo("gate.maximum");
        assertThat(refused.path("refusal").path("place").path("column").asInt()).isEqualTo(8);
        assertThat(body.as("marta").get("/api/v1/tasks/" + task + "/result").code()).isEqualTo("task.result-not-released");
    }

    @Test
    void aCheckOfTheQuestionEndsWithoutResult() {
        String task = body.as("marta").post("/api/v1/tasks", ((com.fasterxml.jackson.databind.node.ObjectNode) Json.read(TestBody.task(permit, TestBody.SQL)))
                .put("mode", "check").toString()).json().path("id").asText();
        TestBody.NODES.forEach(id -> body.node(id).answer(body.node(id).order(task, body.orderKey), Answers.checked()));
        awaitState(task, "checked");
    }

    @Test
    void aCancelledTaskIsToldToNodesThatWorkOnIt() {
        String task = body.task(permit);
        TaskOrder order = body.node(COIMBRA).order(task, body.orderKey);
        assertThat(body.as("marta").send("DELETE", "/api/v1/tasks/" + task, null).json().path("state").asText()).isEqualTo("cancelled");
        assertThat(body.node(COIMBRA).poll().json().path("cancel").toString()).contains(order.jti());
        assertThat(body.node(COIMBRA).poll().json().path("cancel")).isEmpty();
        assertThat(body.node(COIMBRA).answer(order, Answers.counts(Map.of("A10", 100L))).status()).isEqualTo(200);
        assertThat(awaitState(task, "cancelled").path("nodes")).allSatisfy(node -> assertThat(node.path("state").asText()).isEqualTo("cancelled"));
    }

    @Test
    void aRejectedOutputIsNotShownToItsUser() {
        String task = body.task(permit);
        TestBody.NODES.forEach(id -> answer(id, task));
        awaitState(task, "review");
        assertThat(body.as("clara").post("/api/v1/tasks/" + task + "/review", "{\"decision\": \"reject\"}").code()).isEqualTo("input.invalid");
        body.as("clara").post("/api/v1/tasks/" + task + "/review", "{\"decision\": \"reject\", \"reason\": \"Demasiado detalhado\"}");
        assertThat(awaitState(task, "rejected").path("review").path("reason").asText()).isEqualTo("Demasiado detalhado");
        assertThat(body.as("marta").get("/api/v1/tasks/" + task + "/result").status()).isEqualTo(409);
        assertThat(body.as("clara").post("/api/v1/tasks/" + task + "/review", "{\"decision\": \"release\"}").code()).isEqualTo("task.wrong-state");
    }

    @Test
    void aRevokedPermitStandsOnTheNextStatusListAndTakesNoMoreTasks() {
        body.as("duarte").post("/api/v1/permits/" + permit + "/status", "{\"status\": \"revoked\", \"reason\": \"Uso indevido\"}");
        StatusList list = Jws.verify(body.node(COIMBRA).poll().json().path("status_list").asText(), MessageType.STATUS, TrustedKeys.of(body.statusKey.verificationKey()))
                .as(StatusList.class);
        assertThat(list.revoked()).containsExactly(permit);
        assertThat(list.exp() - list.iat()).isLessThanOrEqualTo(600);
        assertThat(body.as("marta").post("/api/v1/tasks", TestBody.task(permit, TestBody.SQL)).code()).isEqualTo("permit.not-valid");
        assertThat(body.as("duarte").post("/api/v1/permits/" + permit + "/status", "{\"status\": \"active\", \"reason\": \"Engano\"}").code()).isEqualTo("permit.wrong-state");
    }

    @Test
    void anExpiredPermitTakesNoMoreTasks() {
        clock.advance(Duration.ofDays(366));
        body.forgetSessions();
        assertThat(body.as("marta").post("/api/v1/tasks", TestBody.task(permit, TestBody.SQL)).code()).isEqualTo("permit.not-valid");
    }

    @Test
    void aRequestApprovalTakesItsOwnQuestionsOnly() {
        var request = (com.fasterxml.jackson.databind.node.ObjectNode) Json.read(TestBody.application());
        request.put("basis", "art69").putArray("questions").addObject().put("sql", TestBody.SQL);
        String id = body.as("marta").post("/api/v1/applications", request.toString()).json().path("id").asText();
        String approval = body.as("duarte").post("/api/v1/applications/" + id + "/decision", TestBody.permitDecision()).json().path("permit").asText();
        JsonNode claims = body.as("marta").get("/api/v1/permits/" + approval).json().path("permit");
        assertThat(claims.path("questions").toString()).isEqualTo("[\"" + Question.of(TestBody.SQL).digest() + "\"]");
        assertThat(body.as("marta").post("/api/v1/tasks", TestBody.task(approval, TestBody.SQL)).status()).isEqualTo(202);
        assertThat(body.as("marta").post("/api/v1/tasks", TestBody.task(approval, TestBody.SQL + " ")).code()).isEqualTo("permit.question-not-approved");
    }

    @Test
    void everyStepIsToldAsAnEventAndTheStreamEndsWithTheTask() {
        String task = body.task(permit);
        var stream = CompletableFuture.supplyAsync(() -> body.as("marta").events("/api/v1/tasks/" + task + "/events"));
        TestBody.NODES.forEach(id -> body.node(id).answer(body.node(id).order(task, body.orderKey), Answers.refused("gate.maximum")));
        List<String> events = stream.orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join();
        assertThat(Json.read(events.get(0)).path("state").asText()).isEqualTo("queued");
        assertThat(Json.read(events.get(events.size() - 1)).path("state").asText()).isEqualTo("refused");
        assertThat(body.as("marta").events("/api/v1/tasks/" + task + "/events", "Last-Event-ID", String.valueOf(events.size() - 2))).hasSize(1);
    }

    @Test
    void theOrderCarriesPermitQuestionAndUser() {
        String task = body.task(permit);
        TaskOrder order = body.node(COIMBRA).order(task, body.orderKey);
        assertThat(order.aud()).isEqualTo(COIMBRA);
        assertThat(order.user()).isEqualTo("marta");
        assertThat(order.questionDigest()).isEqualTo(order.question().digest()).isEqualTo(Question.of(TestBody.SQL).digest());
        assertThat(Jws.verify(order.permit(), MessageType.PERMIT, TrustedKeys.of(body.permitKey.verificationKey())).payload().path("jti").asText()).isEqualTo(permit);
    }

    private void answer(String id, String task) {
        FakeNode node = body.node(id);
        assertThat(node.answer(node.order(task, body.orderKey), Answers.counts(Map.of("A10", 100L))).status()).isEqualTo(200);
    }

    private JsonNode awaitState(String task, String state) {
        Await.until(() -> body.as("marta").get("/api/v1/tasks/" + task).json().path("state").asText().equals(state));
        return body.as("marta").get("/api/v1/tasks/" + task).json();
    }

    private static JsonNode share(JsonNode task, String node) {
        for (JsonNode share : task.path("nodes")) {
            if (share.path("node").asText().equals(node)) {
                return share;
            }
        }
        throw new AssertionError("no share of " + node);
    }
}
