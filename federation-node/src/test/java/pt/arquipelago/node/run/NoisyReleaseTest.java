package pt.arquipelago.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.analysis.noise.NoisyTable;
import pt.arquipelago.analysis.partial.NoisyPartials;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.node.LakeForTests;
import pt.arquipelago.node.LakeForTests.Stay;
import pt.arquipelago.node.release.ReleasedResult;
import pt.arquipelago.policies.permit.Manifest;
import pt.arquipelago.policies.permit.NoiseLimits;
import pt.arquipelago.policies.permit.Outcome;
import pt.arquipelago.policies.permit.Question;
import pt.arquipelago.policies.signature.StrictJson;

/** The whole way of an order under a permit with release {@code noisy}. */
@Tag("spark")
class NoisyReleaseTest {
    private static final String PERSONS = "SELECT region, count(DISTINCT person) AS persons FROM stays GROUP BY region";
    private static final List<Stay> STAYS = LakeForTests.random(300, 1);

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
    void everyNumberHasTheNoiseThatItsManifestSays() {
        Map<String, Long> truth = STAYS.stream().collect(Collectors.groupingBy(Stay::region, Collectors.mapping(Stay::person, Collectors.collectingAndThen(Collectors.toSet(), s -> (long) s.size()))));
        double squares = 0;
        int numbers = 0;
        for (int i = 0; i < 12; i++) {
            // Another cost is another answer.
            ReleasedResult answer = ask(PERSONS, noise((20_000 + i) / 1e6, 1, null));
            assertThat(answer.outcome()).isEqualTo(Outcome.RELEASED);
            double deviation = answer.manifest().noise().orElseThrow().deviations().get(0).deviation();
            assertThat(deviation).isBetween(4.99, 5.01);
            for (NoisyTable.Row row : table(answer).rows()) {
                squares += Math.pow((row.numbers().get(0) - truth.get((String) row.keys().get(0))) / deviation, 2);
                numbers++;
            }
        }
        assertThat(numbers).isEqualTo(36);
        // χ² of 36 degrees of freedom: within these bounds but for one time in a million.
        assertThat(squares).isBetween(8.0, 95.0);
    }

    @Test
    void aRepeatCostsNothingAndIsTheSameToTheByteAlsoAfterARestart() throws Exception {
        ReleasedResult first = ask(PERSONS, noise(0.1, 1, null));
        node.restart();
        ReleasedResult again = ask(PERSONS.replace("count", " count"), noise(0.1, 1, null));

        assertThat(again.bytes()).isEqualTo(first.bytes());
        assertThat(again.manifest().history()).isEqualTo(first.manifest().history());
        assertThat(spent(again)).isEqualTo(0.1);
        assertThat(spent(ask(PERSONS, noise(0.2, 1, null)))).isEqualTo(0.3);
    }

    @Test
    void whatIsSpentIsRefusedWithWhatRemainsAndRepeatsAreStillAnswered() throws Exception {
        ReleasedResult first = ask(PERSONS, noise(0.7, 1, null));
        ReleasedResult refused = ask(PERSONS, noise(0.4, 1, null));

        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.manifest().refusal().orElseThrow().code()).isEqualTo("permit.budget-spent");
        assertThat(refused.manifest().refusal().orElseThrow().message()).contains("source_stays has 0.3 left", "costs 0.4");
        assertThat(refused.bytes()).isEmpty();
        assertThat(spent(ask(PERSONS, noise(0.3, 1, null)))).isEqualTo(1.0);
        node.restart();
        assertThat(ask(PERSONS, noise(0.7, 1, null)).bytes()).isEqualTo(first.bytes());
        assertThat(code(ask(PERSONS, noise(0.00001, 1, null)))).isEqualTo("permit.budget-spent");
    }

    @Test
    void aCheckTellsCostDeviationAndWhatRemainsAndReadsNothing() throws Exception {
        ask(PERSONS, noise(0.25, 1, null));
        try (var files = Files.walk(node.lake())) {
            for (Path file : files.filter(path -> path.toString().endsWith(".parquet")).toList()) {
                Files.delete(file);
            }
        }
        ReleasedResult answer = check(PERSONS, noise(0.5, 1, null));

        assertThat(answer.outcome()).isEqualTo(Outcome.CHECKED);
        Manifest.Noise noise = answer.manifest().noise().orElseThrow();
        assertThat(noise.rho()).isEqualTo(0.5);
        assertThat(noise.deviations()).containsExactly(new Manifest.Deviation(0, "count", 1));
        assertThat(noise.threshold()).hasValueSatisfying(threshold -> assertThat(threshold).isBetween(7L, 9L));
        assertThat(noise.budgets()).singleElement().satisfies(budget -> {
            assertThat(budget.rho()).isEqualTo(1);
            assertThat(budget.spent()).isEqualTo(0.25);
            assertThat(budget.epsilon()).isBetween(7.0, 8.6);
        });
    }

    @Test
    void aCheckSaysThatARepeatCostsNothingAndWhatIsSpentItRefusesAsTheAnswerWouldBe() {
        ask(PERSONS, noise(0.9, 1, null));
        ReleasedResult repeat = check(PERSONS, noise(0.9, 1, null));
        assertThat(repeat.outcome()).isEqualTo(Outcome.CHECKED);
        assertThat(repeat.manifest().noise().orElseThrow().repeat()).contains(true);
        assertThat(spent(repeat)).isEqualTo(0.9);
        assertThat(check(PERSONS, noise(0.05, 1, null)).manifest().noise().orElseThrow().repeat()).isEmpty();
        assertThat(code(check(PERSONS, noise(0.2, 1, null)))).isEqualTo("permit.budget-spent");
    }

    @Test
    void aQuestionThatDoesNotSayHowMuchOnePersonCountsForIsRefusedWithWhatToSay() {
        assertThat(code(ask(PERSONS, noise(0.1, null, null)))).isEqualTo("noise.rows");
        assertThat(code(ask("SELECT count(*) AS n FROM stays", noise(0.1, null, null)))).isEqualTo("noise.records");
        assertThat(code(ask("SELECT sum(days) AS days FROM stays", noise(0.1, null, 4)))).isEqualTo("noise.range");
        assertThat(code(ask("SELECT count(DISTINCT person) AS n FROM stays HAVING sum(days * days) > 5", noise(0.1, null, 4)))).isEqualTo("noise.range");
        assertThat(code(ask("SELECT count(DISTINCT diagnosis) AS d FROM stays", noise(0.1, null, 4)))).isEqualTo("noise.codes");
        assertThat(code(ask("SELECT median(least(greatest(days, 0), 20)) AS d FROM stays", noise(0.1, null, null)))).isEqualTo("noise.records");
        assertThat(ask("SELECT count(DISTINCT person) AS n FROM stays", order -> { }).outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(ask("SELECT max(days) AS n FROM stays", order -> { }).manifest().refusal().orElseThrow().code()).startsWith("gate.");
    }

    /** What a permit gives holds where the question says nothing. */
    @Test
    void aPermitMayGiveRowsRecordsAndRanges() {
        Consumer<ObjectNode> permit = noisy().andThen(json -> {
            ObjectNode noise = json.putObject("noise");
            noise.put("rho", 0.5).put("rows", 1).put("records", 4);
            noise.putObject("ranges").putObject("days").put("low", 0).put("high", 20);
        });
        ReleasedResult answer = node.answer(node.order("SELECT region, count(*) AS n, sum(days) AS days, avg(days) AS mean, stddev(days) AS sd FROM stays GROUP BY region", json -> { }, permit)).orElseThrow();

        assertThat(answer.manifest().refusal()).isEmpty();
        Manifest.Noise noise = answer.manifest().noise().orElseThrow();
        assertThat(noise.rho()).isEqualTo(0.005);
        assertThat(noise.records()).isEqualTo(4);
        assertThat(noise.budgets().get(0).rho()).isEqualTo(0.5);
    }

    @Test
    void rowsOfFewAreAbsentAndNothingIsSuppressed() {
        ReleasedResult answer = ask("SELECT day, count(DISTINCT person) AS persons FROM stays GROUP BY day", noise(0.5, 4, null));
        Set<Object> days = new HashSet<>();
        STAYS.forEach(stay -> days.add(stay.day()));
        assertThat(days).hasSizeGreaterThan(200);
        assertThat(table(answer).rows()).isEmpty();
        assertThat(new String(answer.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("suppressed", "threshold\":0");
    }

    /** Each number below an edge costs as any other, and has noise of its own. */
    @Test
    void aMedianIsReadFromNoisyCountsBelowEachEdge() {
        ReleasedResult answer = ask("SELECT median(least(greatest(days, 0), 20)) AS middle FROM stays", noise(1, null, 4));
        AggregateQuery query = AggregateQuery.fromJson(answer.manifest().query().orElseThrow());
        NoisyTable table = table(answer);
        int edges = query.terms().size() - 1;
        assertThat(edges).isEqualTo(20);
        assertThat(table.plan().numbers()).hasSize(edges + 1).allSatisfy(number -> {
            assertThat(number.term()).isNotNegative();
            assertThat(number.deviation()).isCloseTo(4 * Math.sqrt((edges + 1) / 2.0), org.assertj.core.api.Assertions.within(0.05));
        });
        for (int edge = 0; edge < edges; edge++) {
            long under = edge + 1;
            long truth = STAYS.stream().filter(stay -> stay.days() < under).count();
            double told = table.rows().get(0).numbers().get(edge + 1) * table.plan().numbers().get(edge + 1).unit();
            assertThat(told).as("below " + under).isCloseTo(truth, org.assertj.core.api.Assertions.within(6 * table.plan().numbers().get(edge + 1).deviation()));
        }
    }

    @Test
    void anInstitutionThatDoesNotAllowItOrAllowsLessRefuses() {
        assertThat(code(node.answer(node.order(PERSONS, noise(0.1, 1, null), noisy().andThen(json -> json.putObject("noise").put("rho", 1.5)))).orElseThrow()))
                .isEqualTo("policy.noise-budget-too-high");
    }

    @Test
    void whatWasSpentIsUnreadableInTheStoreAndStandsInTheLog() throws Exception {
        ask(PERSONS, noise(0.123456789, 1, null));
        node.close();
        String store = Files.readString(node.state().resolve("node.mv.db"), StandardCharsets.ISO_8859_1);
        assertThat(store).doesNotContain("source_stays 123456789");
        try (var files = Files.list(node.state().resolve("audit"))) {
            assertThat(files.filter(Files::isRegularFile).map(NoisyReleaseTest::text).collect(Collectors.joining())).contains("\"rho\":0.123456789");
        }
        node.start();
    }

    @Test
    void aQuestionUnderOneWayOfReleaseIsNotAnsweredFromTheOther() {
        ReleasedResult noisy = ask(PERSONS, noise(0.1, 1, null));
        ReleasedResult reviewed = node.answer(node.order(PERSONS, json -> { }, json -> { })).orElseThrow();
        assertThat(reviewed.manifest().noise()).isEmpty();
        assertThat(reviewed.bytes()).isNotEqualTo(noisy.bytes());
    }

    private ReleasedResult ask(String sql, Consumer<ObjectNode> order) {
        return node.answer(node.order(sql, order, noisy())).orElseThrow();
    }

    private ReleasedResult check(String sql, Consumer<ObjectNode> order) {
        return ask(sql, order.andThen(json -> json.put("mode", "check")));
    }

    private static Consumer<ObjectNode> noisy() {
        return permit -> permit.put("release", "noisy");
    }

    /** The question with limits; its digest follows. */
    private static Consumer<ObjectNode> noise(double rho, Integer rows, Integer records) {
        return order -> {
            Question question = new Question(order.path("question").path("sql").textValue(), Optional.empty(), Optional.empty(),
                    Optional.of(new NoiseLimits(Optional.of(rho), Optional.ofNullable(rows), Optional.ofNullable(records), Optional.empty())));
            order.set("question", StrictJson.write(question));
            order.put("question_digest", question.digest());
        };
    }

    private static NoisyTable table(ReleasedResult answer) {
        assertThat(answer.manifest().refusal()).isEmpty();
        return NoisyPartials.read(answer.bytes(), AggregateQuery.fromJson(answer.manifest().query().orElseThrow()));
    }

    private static double spent(ReleasedResult answer) {
        return answer.manifest().noise().orElseThrow().budgets().get(0).spent();
    }

    private static String code(ReleasedResult answer) {
        return answer.manifest().refusal().orElseThrow().code();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
