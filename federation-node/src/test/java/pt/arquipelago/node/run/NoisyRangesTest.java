package pt.arquipelago.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.analysis.noise.NoisyNumber;
import pt.arquipelago.analysis.noise.NoisyTable;
import pt.arquipelago.analysis.partial.NoisyPartials;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.node.LakeForTests;
import pt.arquipelago.node.LakeForTests.Stay;
import pt.arquipelago.node.lake.ValueRange;
import pt.arquipelago.node.release.ReleasedResult;
import pt.arquipelago.policies.permit.Manifest;
import pt.arquipelago.policies.permit.NoiseLimits;
import pt.arquipelago.policies.permit.NoiseRange;
import pt.arquipelago.policies.permit.Outcome;
import pt.arquipelago.policies.permit.Question;
import pt.arquipelago.policies.signature.StrictJson;

/** What amounts are cut to under release {@code noisy}: who says so, and who wins. */
@Tag("spark")
class NoisyRangesTest {
    private static final String TOTAL = "SELECT sum(days) AS total FROM stays";
    private static final List<Stay> STAYS = LakeForTests.random(300, 1);

    @TempDir
    private Path folder;

    private NodeForTests node;

    @AfterEach
    void stop() throws Exception {
        node.close();
    }

    @Test
    void theProfilesRangeHoldsWhereNobodyGivesOne() throws Exception {
        declared("0", "40");
        ReleasedResult answer = ask(TOTAL, Map.of(), Map.of());

        assertThat(answer.outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(ranges(answer)).containsExactly(range("days", 0, 40, "profile"));
        NoisyTable table = NoisyPartials.read(answer.bytes(), AggregateQuery.fromJson(answer.manifest().query().orElseThrow()));
        NoisyNumber number = table.plan().numbers().get(0);
        // One person adds at most 4 records of 40 days each; at ρ = 1 that is σ = 160 / √2.
        assertThat(number.deviation()).isCloseTo(160 / Math.sqrt(2), org.assertj.core.api.Assertions.within(0.1));
        long truth = STAYS.stream().filter(stay -> stay.days() != null).mapToLong(Stay::days).sum();
        // Six deviations: a false alarm in 500 million runs.
        assertThat(table.rows().get(0).numbers().get(0) * number.unit()).isCloseTo(truth, org.assertj.core.api.Assertions.within(6 * number.deviation()));
    }

    @Test
    void whatQuestionOrPermitGivesCutsFurtherAndTheQuestionComesFirst() throws Exception {
        declared("0", "40");
        NoiseRange tight = new NoiseRange(0, 20);
        assertThat(ranges(check(TOTAL, Map.of("days", tight), Map.of()))).containsExactly(range("days", 0, 20, "question"));
        assertThat(ranges(check(TOTAL, Map.of("total", tight), Map.of()))).containsExactly(range("days", 0, 20, "question"));
        assertThat(ranges(check(TOTAL, Map.of(), Map.of("days", tight)))).containsExactly(range("days", 0, 20, "permit"));
        assertThat(ranges(check(TOTAL, Map.of("total", new NoiseRange(0, 30)), Map.of("days", tight)))).containsExactly(range("days", 0, 30, "question"));
        assertThat(ranges(check(TOTAL, Map.of("days", new NoiseRange(-5, 10)), Map.of()))).containsExactly(range("days", 0, 10, "profile", "question"));
        assertThat(ranges(check(TOTAL, Map.of("days", new NoiseRange(-5, 500)), Map.of()))).containsExactly(range("days", 0, 40, "profile"));
    }

    @Test
    void theFormOfTheQuestionCutsWithoutLoss() throws Exception {
        declared("0", "40");
        assertThat(ranges(check("SELECT sum(days) AS total FROM stays WHERE days < 10", Map.of(), Map.of()))).containsExactly(range("days", 0, 9, "profile", "form"));
        assertThat(ranges(check("SELECT sum(days) FILTER (WHERE days BETWEEN 3 AND 5) AS total FROM stays", Map.of(), Map.of()))).containsExactly(range("days", 3, 5, "form"));
        assertThat(ranges(check("SELECT sum(least(days, 7)) AS total FROM stays", Map.of(), Map.of()))).containsExactly(range("days", 0, 7, "profile", "form"));
        assertThat(ranges(check("SELECT sum(days * days) AS squares FROM stays", Map.of(), Map.of()))).containsExactly(range("squares", 0, 1600, "profile"));
        assertThat(ranges(check("SELECT avg(days) AS mean, stddev(days) AS sd FROM stays WHERE days <= 20", Map.of(), Map.of())))
                .extracting(Manifest.Range::high, Manifest.Range::from).containsOnly(org.assertj.core.groups.Tuple.tuple(20.0, List.of("profile", "form")));
    }

    /** One value alone is no range: nothing then says how far the amounts of others may lie, but who asks. */
    @Test
    void whereTheKnownRangesHaveNothingInCommonWithTheGivenTheGivenHolds() throws Exception {
        declared("0", "40");
        String one = "SELECT sum(days) AS total FROM stays WHERE days = 5";
        assertThat(check(one, Map.of(), Map.of()).manifest().refusal().orElseThrow().code()).isEqualTo("noise.range");
        assertThat(ranges(check(one, Map.of("days", new NoiseRange(0, 10)), Map.of()))).containsExactly(range("days", 0, 10, "question"));
        assertThat(ranges(check(TOTAL, Map.of("days", new NoiseRange(100, 200)), Map.of()))).containsExactly(range("days", 100, 200, "question"));
    }

    @Test
    void aRangeOfOneEndAloneIsCompletedByTheFormOrAsked() throws Exception {
        declared("0", null);
        assertThat(check(TOTAL, Map.of(), Map.of()).manifest().refusal().orElseThrow().code()).isEqualTo("noise.range");
        assertThat(ranges(check("SELECT sum(days) AS total FROM stays WHERE days <= 30", Map.of(), Map.of()))).containsExactly(range("days", 0, 30, "profile", "form"));
        assertThat(ranges(check(TOTAL, Map.of("days", new NoiseRange(-1, 12)), Map.of()))).containsExactly(range("days", 0, 12, "profile", "question"));
    }

    /** An institution with another version of the profile says so before anything is spent; the same range given to both makes them alike. */
    @Test
    void institutionsWithOtherProfilesTellOtherRangesUntilTheQuestionGivesOne() throws Exception {
        declared("0", "40");
        List<Manifest.Range> here = ranges(check(TOTAL, Map.of(), Map.of()));
        List<Manifest.Range> hereGiven = ranges(check(TOTAL, Map.of("days", new NoiseRange(0, 30)), Map.of()));
        node.close();
        node = new NodeForTests(folder.resolve("other"), lake -> LakeForTests.write(lake, STAYS, 1, new ValueRange(Optional.of(BigDecimal.ZERO), Optional.of(new BigDecimal("365")))));

        assertThat(here).containsExactly(range("days", 0, 40, "profile"));
        assertThat(ranges(check(TOTAL, Map.of(), Map.of()))).containsExactly(range("days", 0, 365, "profile"));
        assertThat(ranges(check(TOTAL, Map.of("days", new NoiseRange(0, 30)), Map.of()))).isEqualTo(hereGiven);
    }

    private void declared(String least, String most) throws Exception {
        ValueRange days = new ValueRange(Optional.ofNullable(least).map(BigDecimal::new), Optional.ofNullable(most).map(BigDecimal::new));
        node = new NodeForTests(folder, lake -> LakeForTests.write(lake, STAYS, 1, days));
    }

    private ReleasedResult check(String sql, Map<String, NoiseRange> question, Map<String, NoiseRange> permit) {
        return answer(sql, question, permit, order -> order.put("mode", "check"));
    }

    private ReleasedResult ask(String sql, Map<String, NoiseRange> question, Map<String, NoiseRange> permit) {
        return answer(sql, question, permit, order -> { });
    }

    private ReleasedResult answer(String sql, Map<String, NoiseRange> ofQuestion, Map<String, NoiseRange> ofPermit, Consumer<ObjectNode> mode) {
        Consumer<ObjectNode> order = json -> {
            Question question = new Question(sql, Optional.empty(), Optional.empty(), Optional.of(new NoiseLimits(Optional.of(1.0), Optional.empty(), Optional.of(4),
                    Optional.of(ofQuestion).filter(some -> !some.isEmpty()))));
            json.set("question", StrictJson.write(question));
            json.put("question_digest", question.digest());
        };
        return node.answer(node.order(sql, order.andThen(mode), permit -> {
            permit.put("release", "noisy");
            ObjectNode ranges = permit.putObject("noise").putObject("ranges");
            ofPermit.forEach((name, range) -> ranges.putObject(name).put("low", range.low()).put("high", range.high()));
        })).orElseThrow();
    }

    private static List<Manifest.Range> ranges(ReleasedResult answer) {
        assertThat(answer.manifest().refusal()).isEmpty();
        return answer.manifest().noise().orElseThrow().ranges().orElseThrow();
    }

    private static Manifest.Range range(String name, double low, double high, String... from) {
        return new Manifest.Range(0, name, low, high, List.of(from));
    }
}
