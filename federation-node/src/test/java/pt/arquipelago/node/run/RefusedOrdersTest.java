package pt.arquipelago.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static pt.arquipelago.node.run.NodeForTests.QUESTION;
import static pt.arquipelago.node.run.NodeForTests.UNCHANGED;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.node.release.ReleasedResult;
import pt.arquipelago.policies.decision.DecisionInput;
import pt.arquipelago.policies.permit.Outcome;
import pt.arquipelago.policies.permit.Question;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.StrictJson;
import pt.arquipelago.policies.signature.TrustedKeys;

/** Orders that a node does not carry out, by the first thing that is wrong with them. */
@Tag("spark")
class RefusedOrdersTest {
    private static final String OTHER = "SELECT diagnosis, count(*) AS n FROM stays GROUP BY diagnosis";

    @TempDir
    private Path folder;

    private NodeForTests node;

    @BeforeEach
    void start() throws Exception {
        node = new NodeForTests(folder);
    }

    @AfterEach
    void stop() throws Exception {
        node.close();
    }

    @Test
    void refusesAnExpiredPermit() {
        assertThat(refused(UNCHANGED, permit -> permit.put("exp", node.now() - 61))).isEqualTo("permit.expired");
    }

    @Test
    void refusesAPermitThatIsNotYetValid() {
        assertThat(refused(UNCHANGED, permit -> permit.put("nbf", node.now() + 61))).isEqualTo("permit.not-yet-valid");
    }

    @Test
    void refusesAPermitChangedByOneByte() {
        ReleasedResult answer = node.ask(order -> {
            String permit = order.get("permit").asText();
            int middle = permit.lastIndexOf('.') - 20;
            order.put("permit", permit.substring(0, middle) + (permit.charAt(middle) == 'A' ? 'B' : 'A') + permit.substring(middle + 1));
        }, UNCHANGED);

        assertThat(code(answer)).isEqualTo("message.signature");
        assertThat(answer.manifest().permit()).isEqualTo("unverified");
    }

    @Test
    void refusesAPermitForAnotherNode() {
        assertThat(refused(UNCHANGED, permit -> ((ObjectNode) permit.get("datasets").get(0)).put("node", "uls-santa-maria"))).isEqualTo("permit.other-node");
    }

    @Test
    void refusesAnOrderForAnotherNode() {
        assertThat(refused(order -> order.put("aud", "uls-santa-maria"), UNCHANGED)).isEqualTo("order.other-node");
    }

    @Test
    void refusesARevokedAndASuspendedPermit() {
        node.status(List.of("permit-1"), List.of());
        assertThat(refused(UNCHANGED, UNCHANGED)).isEqualTo("permit.revoked");
        node.status(List.of(), List.of("permit-1"));
        assertThat(refused(UNCHANGED, UNCHANGED)).isEqualTo("permit.suspended");
    }

    @Test
    void refusesWhenTheStatusListIsStale() {
        node.clock.advance(700);
        assertThat(refused(UNCHANGED, UNCHANGED)).isEqualTo("status.stale");
    }

    @Test
    void anOlderStatusListDoesNotGiveARevokedPermitBack() {
        String old = node.statusList(List.of(), List.of());
        node.clock.advance(10);
        node.status(List.of("permit-1"), List.of());
        node.node().statuses().accept(old);
        assertThat(refused(UNCHANGED, UNCHANGED)).isEqualTo("permit.revoked");
    }

    @Test
    void aPermitRevokedWhileItsQuestionRunsReleasesNothing() {
        ReleasedResult answer = node.node().runTask().answer(node.order(QUESTION, UNCHANGED, UNCHANGED), (id, stage) -> {
            if (stage == Progress.Stage.EXECUTING) {
                node.status(List.of("permit-1"), List.of());
            }
        }).orElseThrow();

        assertThat(code(answer)).isEqualTo("permit.revoked");
        node.status(List.of(), List.of());
        assertThat(node.ask(QUESTION).manifest().history().orElseThrow().position()).as("the pending entry was cancelled").isEqualTo(2);
    }

    @Test
    void refusesAnotherQuestionThanItsDigest() {
        assertThat(refused(order -> order.set("question", StrictJson.write(Question.of(OTHER))), UNCHANGED)).isEqualTo("order.digest");
    }

    @Test
    void refusesAUserWhomThePermitDoesNotName() {
        assertThat(refused(order -> order.put("user", "eva"), UNCHANGED)).isEqualTo("permit.user");
    }

    @Test
    void refusesAUserWhoOnlyLooksOn() {
        assertThat(refused(UNCHANGED, permit -> ((ObjectNode) permit.at("/persons/0")).put("role", "observer"))).isEqualTo("policy.role");
    }

    @Test
    void thePoliciesAreToldHowThePermitStandsAndWhomItSees() throws Exception {
        node.ask(QUESTION);

        ObjectNode input = (ObjectNode) StrictJson.readObject(Files.readAllBytes(node.state().resolve("audit").resolve("log.jsonl"))).at("/decision/input");
        long issued = node.now() - 1000;
        assertThat(input.at("/when/status")).isEqualTo(asRead(new DecisionInput.Status(node.now(), node.now() + 600, false, false)));
        assertThat(input.at("/when/opt_outs")).isEqualTo(asRead(new DecisionInput.OptOuts(true, issued)));
        assertThat(input.at("/permit/iat").longValue()).isEqualTo(issued);
    }

    @Test
    void runsOnlyApprovedQuestionsUnderARequestApproval() {
        Consumer<ObjectNode> approval = permit -> permit.put("basis", "art69").putArray("questions").add(Question.of(QUESTION).digest());
        assertThat(node.ask(UNCHANGED, approval).outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(code(node.answer(node.order(OTHER, UNCHANGED, approval)).orElseThrow())).isEqualTo("permit.question");
    }

    @Test
    void refusesSqlThatDoesNotParse() {
        ReleasedResult answer = node.ask("SELECT region, count(* FROM stays");
        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(code(answer)).startsWith("gate.");
    }

    @Test
    void refusesATableOutsideThePermitAndSaysWhere() {
        ReleasedResult answer = node.ask("SELECT count(*) AS n FROM births");
        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(code(answer)).startsWith("gate.");
        assertThat(answer.manifest().refusal().orElseThrow().place()).isPresent();
    }

    @Test
    void refusesAColumnOutsideThePermit() {
        Consumer<ObjectNode> regionOnly = permit -> ((ObjectNode) permit.get("datasets").get(0)).putArray("columns").add("region");
        assertThat(node.answer(node.order(OTHER, UNCHANGED, regionOnly)).orElseThrow().outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void refusesAPseudonymComparedWithALiteralAndAMaximum() {
        assertThat(node.ask("SELECT count(*) AS n FROM stays WHERE person = 5").outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(node.ask("SELECT region, max(days) AS longest FROM stays GROUP BY region").outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void anOrderSignedByAnotherKeyIsWrittenDownAndNotAnswered() {
        String order = node.order(QUESTION, UNCHANGED, UNCHANGED);
        String forged = Jws.sign(node.permitKey, MessageType.ORDER, Jws.verify(order, MessageType.ORDER,
                TrustedKeys.of(node.orderKey.verificationKey())).payload());
        assertThat(node.answer(forged)).isEmpty();
        assertThat(node.node().audit().head().size()).isEqualTo(1);
    }

    @Test
    void aVersionThatTheNodeDoesNotSpeakIsIncompatible() {
        assertThat(node.ask(order -> order.put("aggregate_query_version", AggregateQuery.VERSION + 1), UNCHANGED).outcome()).isEqualTo(Outcome.INCOMPATIBLE);
    }

    private String refused(Consumer<ObjectNode> order, Consumer<ObjectNode> permit) {
        ReleasedResult answer = node.ask(order, permit);
        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(answer.bytes()).isEmpty();
        return code(answer);
    }

    private static String code(ReleasedResult answer) {
        return answer.manifest().refusal().orElseThrow().code();
    }

    /** A number that fits is read as a smaller one than it was written as. */
    private static ObjectNode asRead(Object value) {
        return (ObjectNode) StrictJson.readObject(StrictJson.write(value).toString().getBytes(StandardCharsets.UTF_8));
    }
}
