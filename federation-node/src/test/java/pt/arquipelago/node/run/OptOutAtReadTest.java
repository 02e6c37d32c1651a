package pt.arquipelago.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static pt.arquipelago.node.run.NodeForTests.UNCHANGED;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.analysis.partial.ArrowPartials;
import pt.arquipelago.analysis.partial.PartialCell.Released;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.node.LakeForTests;
import pt.arquipelago.node.ingest.Erasure;
import pt.arquipelago.node.lake.LakeWriter;
import pt.arquipelago.node.release.ReleasedResult;
import pt.arquipelago.policies.permit.Outcome;

/** Article 71: whom a permit sees depends on when it was issued, and on what it says. */
@Tag("spark")
class OptOutAtReadTest {
    private static final String PERSONS = "SELECT count(DISTINCT person) AS persons, count(*) AS stays FROM stays";

    @TempDir
    private Path folder;
    private NodeForTests node;
    private Instant optedOut;

    @BeforeEach
    void optOut() throws Exception {
        node = new NodeForTests(folder);
        optedOut = node.clock.instant().minusSeconds(500);
        try (LakeWriter lake = LakeWriter.open(node.lake(), node.clock)) {
            lake.optOuts().optOut(List.of(new long[] {101}, new long[] {102}, new long[] {103}), optedOut);
        }
    }

    @AfterEach
    void stop() throws Exception {
        node.close();
    }

    @Test
    void earlierPermitsSeeThePersonAndLaterOnesDoNot() {
        assertThat(persons("earlier", optedOut.minusSeconds(1), UNCHANGED)).containsExactly(300L, stays(Set.of()));
        assertThat(persons("later", optedOut, UNCHANGED)).containsExactly(297L, stays(Set.of(101L, 102L, 103L)));
    }

    @Test
    void aPermitThatInvokesTheExceptionSeesEverybody() {
        assertThat(persons("exception", optedOut.plusSeconds(10), permit -> permit.put("opt_out_exception", "No other way to watch the outbreak."))).containsExactly(300L, stays(Set.of()));
    }

    @Test
    void theExceptionIsNotForEveryPurposeNorForEverybody() {
        assertThat(ask("training", optedOut, permit -> {
            permit.put("opt_out_exception", "Why not.");
            permit.with("purpose").put("article", "53(1)(d)");
        }).outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(ask("private", optedOut, permit -> {
            permit.put("opt_out_exception", "Why not.");
            permit.with("applicant").put("kind", "private");
        }).outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void whoChangesTheirMindIsSeenByPermitsIssuedFromThenOn() {
        try (LakeWriter lake = LakeWriter.open(node.lake(), node.clock)) {
            lake.optOuts().optIn(List.of(new long[] {101}), optedOut.plusSeconds(100));
        }
        assertThat(persons("between", optedOut.plusSeconds(99), UNCHANGED)).containsExactly(297L, stays(Set.of(101L, 102L, 103L)));
        assertThat(persons("after", optedOut.plusSeconds(100), UNCHANGED)).containsExactly(298L, stays(Set.of(102L, 103L)));
    }

    @Test
    void bothSidesOfAJoinLackThePerson() {
        ReleasedResult answer = ask("join", optedOut, UNCHANGED,
                "SELECT count(DISTINCT a.person) AS persons FROM stays a JOIN stays b ON a.person = b.person AND a.day = b.day AND a.diagnosis = b.diagnosis");
        assertThat(values(answer)).containsExactly(297L);
    }

    @Test
    void afterAnErasureTheVersionLacksThePersonAndAnswersSaySo() {
        ReleasedResult before = ask("permit-1", optedOut.minusSeconds(1), UNCHANGED);
        assertThat(before.manifest().lake().orElseThrow().erased()).isEmpty();
        new Erasure(node.lake(), "512MB", node.clock, List.of()).erase(Set.of(200L));

        ReleasedResult again = ask("permit-1", optedOut.minusSeconds(1), UNCHANGED);
        assertThat(again.bytes()).as("what was released stays released").isEqualTo(before.bytes());
        assertThat(again.manifest().lake().orElseThrow().erased()).contains(node.now());
        assertThat(again.manifest().lake().orElseThrow().version()).isEqualTo(before.manifest().lake().orElseThrow().version());
        assertThat(persons("other", optedOut.minusSeconds(1), permit -> permit.withObject("/applicant").put("organisation", "Instituto")))
                .as("a permit that pins the version after it").startsWith(299L);
    }

    private List<Object> persons(String permit, Instant issued, Consumer<ObjectNode> change) {
        return values(ask(permit, issued, change));
    }

    private ReleasedResult ask(String permit, Instant issued, Consumer<ObjectNode> change) {
        return ask(permit, issued, change, PERSONS);
    }

    private ReleasedResult ask(String permit, Instant issued, Consumer<ObjectNode> change, String sql) {
        return node.answer(node.order(sql, UNCHANGED, json -> {
            json.put("jti", permit).put("iat", issued.getEpochSecond()).put("nbf", issued.getEpochSecond());
            change.accept(json);
        })).orElseThrow();
    }

    private static List<Object> values(ReleasedResult answer) {
        assertThat(answer.outcome()).as("%s", answer.manifest().refusal()).isEqualTo(Outcome.RELEASED);
        var table = ArrowPartials.read(answer.bytes(), AggregateQuery.fromJson(answer.manifest().query().orElseThrow()));
        return table.rows().get(0).cells().stream().map(cell -> (Object) ((Released) cell).value()).toList();
    }

    private static long stays(Set<Long> without) {
        return LakeForTests.random(300, 1).stream().filter(stay -> !without.contains(stay.person())).count();
    }
}
