package pt.arquipelago.accessbody;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import pt.arquipelago.accessbody.application.ApplicationState;
import pt.arquipelago.accessbody.json.Json;
import pt.arquipelago.policies.permit.PermitVerifier;
import pt.arquipelago.policies.signature.TrustedKeys;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** From draft to permit or refusal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApplicationTest {
    @TempDir
    private static Path folder;
    private final TestClock clock = new TestClock(Instant.parse("2026-11-22T09:00:00Z"));
    private TestBody body;

    @BeforeAll
    void start() {
        body = new TestBody(folder, clock).start();
    }

    @AfterAll
    void stop() {
        body.close();
    }

    @Test
    void everythingThatIsMissingIsSaidAtOnce() {
        var reply = body.as("marta").post("/api/v1/applications", "{\"title\": \"Só um título\"}");
        assertThat(reply.code()).isEqualTo("input.invalid");
        assertThat(reply.json().path("detail").asText()).contains("purpose", "intended_use", "safeguards", "datasets");
    }

    @Test
    void anUnknownMemberIsNamed() {
        var reply = body.as("marta").post("/api/v1/applications", "{\"title\": \"x\", \"porpose\": 1}");
        assertThat(reply.code()).isEqualTo("input.malformed");
        assertThat(reply.json().path("detail").asText()).contains("porpose");
    }

    @Test
    void datasetsAndColumnsMustBeInTheCatalogue() {
        assertThat(apply("source_none", "cod_atc").code()).isEqualTo("application.unknown-dataset");
        var column = apply("source_dem", "cod_act");
        assertThat(column.code()).isEqualTo("application.unknown-column");
        assertThat(column.json().path("detail").asText()).contains("Did you mean cod_atc?");
    }

    @Test
    void theNameOfADatasetMustAgreeWithItsPlace() {
        ObjectNode application = content();
        ObjectNode dataset = application.putArray("datasets").addObject().put("node", "uls-coimbra").put("table", "source_dem");
        dataset.putArray("columns").add("custo");
        dataset.put("iri", "https://catalogo.example/datasets/uls-coimbra/source_dem");
        assertThat(body.as("marta").post("/api/v1/applications", application.toString()).status()).isEqualTo(201);
        dataset.put("iri", "https://catalogo.example/datasets/uls-sao-joao/source_dem");
        assertThat(body.as("marta").post("/api/v1/applications", application.toString()).code()).isEqualTo("application.unknown-dataset");
    }

    @Test
    void aPurposeOfPublicBodiesIsNotOpenToOthers() {
        ObjectNode application = content();
        application.putObject("purpose").put("article", "53(1)(a)").put("text", "Vigilância");
        application.putObject("organisation").put("name", "Empresa").put("kind", "private");
        assertThat(body.as("marta").post("/api/v1/applications", application.toString()).code()).isEqualTo("application.purpose-reserved");
        application.putObject("organisation").put("name", "Empresa").put("kind", "private").put("mandated_by", "DGS");
        assertThat(body.as("marta").post("/api/v1/applications", application.toString()).status()).isEqualTo(201);
    }

    @Test
    void aDecisionOfTheWrongPasswordIssuesNothing() {
        String id = submit();
        var reply = decide(id, Json.object().put("decision", "permit").put("reason", "Sim").put("keystore_password", "wrong password"));
        assertThat(reply.code()).isEqualTo("permit.keystore-locked");
        assertThat(reply.text()).doesNotContain("wrong password");
        assertThat(state(id)).isEqualTo("complete");
    }

    @Test
    void aPermitSaysWhatWasAppliedForAndDecided() {
        String id = submit();
        ObjectNode decision = Json.object().put("decision", "permit").put("reason", "Sim").put("keystore_password", TestBody.PERMIT_PASSWORD).put("valid_days", 30);
        decision.putObject("thresholds").put("persons", 20).put("professionals", 5);
        decision.putArray("conditions").add("Publicar em 18 meses");
        String permit = decide(id, decision).json().path("permit").asText();
        String jws = body.as("marta").get("/api/v1/permits/" + permit).json().path("jws").asText();
        var claims = new PermitVerifier(TrustedKeys.of(body.permitKey.verificationKey()), clock).verify(jws);
        assertThat(claims.thresholds().persons()).isEqualTo(20);
        assertThat(claims.exp() - claims.nbf()).isEqualTo(Duration.ofDays(30).toSeconds());
        assertThat(claims.names("marta")).isTrue();
        assertThat(claims.conditions()).containsExactly("Publicar em 18 meses");
        assertThat(claims.datasets()).hasSize(3).allSatisfy(dataset -> assertThat(dataset.columns()).containsExactly("cod_atc", "custo"));
        List<String> states = new ArrayList<>();
        body.as("marta").get("/api/v1/applications/" + id).json().path("events").forEach(event -> states.add(event.path("state").asText()));
        assertThat(states).containsExactly("draft", "submitted", "complete", "permitted");
    }

    @Test
    void aRefusalNeedsAReasonAndIsFinal() {
        String id = submit();
        assertThat(decide(id, Json.object().put("decision", "refuse")).code()).isEqualTo("input.invalid");
        assertThat(decide(id, Json.object().put("decision", "refuse").put("reason", "Desproporcionado")).json().path("state").asText()).isEqualTo("refused");
        assertThat(decide(id, (ObjectNode) Json.read(TestBody.permitDecision())).code()).isEqualTo("application.wrong-state");
    }

    @Test
    void nobodyDecidesOnAnApplicationThatNamesThem() {
        ObjectNode application = content();
        application.putArray("persons").addObject().put("id", "duarte").put("name", "Duarte Falcão").put("role", "analyst");
        String id = body.as("marta").post("/api/v1/applications", application.toString()).json().path("id").asText();
        assertThat(decide(id, (ObjectNode) Json.read(TestBody.permitDecision())).code()).isEqualTo("access.same-person");
    }

    @Test
    void nobodyChecksTheOutputOfAPermitThatNamesThem() {
        ObjectNode application = content();
        application.putArray("persons").addObject().put("id", "clara").put("name", "Clara Vilhena").put("role", "analyst");
        String id = body.as("marta").post("/api/v1/applications", application.toString()).json().path("id").asText();
        String permit = decide(id, (ObjectNode) Json.read(TestBody.permitDecision())).json().path("permit").asText();
        String task = body.task(permit);
        assertThat(body.as("clara").post("/api/v1/tasks/" + task + "/review", "{\"decision\": \"release\"}").code()).isEqualTo("access.same-person");
    }

    @Test
    void anIncompleteApplicationMayBeCompletedInFourWeeks() {
        String id = submit();
        body.as("ines").post("/api/v1/applications/" + id + "/assessment", "{\"step\": \"incomplete\", \"reason\": \"Falta a ética\"}");
        assertThat(body.as("marta").get("/api/v1/applications/" + id).json().path("lapses_at").asText()).isEqualTo(clock.instant().plus(Duration.ofDays(28)).toString());
        assertThat(decide(id, (ObjectNode) Json.read(TestBody.permitDecision())).code()).isEqualTo("application.wrong-state");
        var back = body.as("marta").post("/api/v1/applications/" + id + "/submission", "");
        assertThat(back.json().path("state").asText()).isEqualTo("complete");
        assertThat(back.json().has("lapses_at")).isFalse();
    }

    @Test
    void anApplicationThatStaysIncompleteLapses() {
        String id = submit();
        body.as("ines").post("/api/v1/applications/" + id + "/assessment", "{\"step\": \"incomplete\", \"reason\": \"Falta a ética\"}");
        body.body().services().assessApplication().lapse();
        assertThat(state(id)).isEqualTo("incomplete");
        clock.advance(Duration.ofDays(28));
        body.forgetSessions();
        body.body().services().assessApplication().lapse();
        assertThat(state(id)).isEqualTo("lapsed");
    }

    @Test
    void draftsAreTheApplicantsAlone() {
        String id = body.as("marta").post("/api/v1/applications?draft=true", "{\"title\": \"Rascunho\"}").json().path("id").asText();
        assertThat(body.as("ines").get("/api/v1/applications/" + id).status()).isEqualTo(404);
        for (JsonNode listed : body.as("ines").get("/api/v1/applications").json().path("items")) {
            assertThat(listed.path("id").asText()).isNotEqualTo(id);
        }
    }

    @Test
    void everyStateLeadsSomewhereOrIsTheEnd() {
        for (ApplicationState state : ApplicationState.values()) {
            assertThat(state.next()).doesNotContain(state);
        }
        assertThat(ApplicationState.SUBMITTED.decidable()).isFalse();
        assertThat(ApplicationState.INCOMPLETE.decidable()).isFalse();
    }

    private TestClient.Reply apply(String table, String column) {
        ObjectNode application = content();
        application.putArray("datasets").addObject().put("node", "uls-coimbra").put("table", table).putArray("columns").add(column);
        return body.as("marta").post("/api/v1/applications", application.toString());
    }

    private static ObjectNode content() {
        return (ObjectNode) Json.read(TestBody.application());
    }

    private String submit() {
        return body.as("marta").post("/api/v1/applications", TestBody.application()).json().path("id").asText();
    }

    private TestClient.Reply decide(String id, ObjectNode decision) {
        return body.as("duarte").post("/api/v1/applications/" + id + "/decision", decision.toString());
    }

    private String state(String id) {
        return body.as("marta").get("/api/v1/applications/" + id).json().path("state").asText();
    }
}
