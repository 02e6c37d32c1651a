package pt.arquipelago.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.analysis.partial.ArrowPartials;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.partial.PartialCell.Released;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.node.LakeForTests;
import pt.arquipelago.node.LakeForTests.Stay;
import pt.arquipelago.node.SparkForTests;
import pt.arquipelago.node.gate.Gate;
import pt.arquipelago.node.ingest.Erasure;
import pt.arquipelago.node.release.ReleasedResult;

/** Questions of one permit, of several and of several organisations, one after the other and at once, through a whole node. */
@Tag("spark")
class ManyQuestionsTest {
    private static final String ALL = "SELECT count(DISTINCT person) AS n FROM stays";
    private static final String BUT_ONE = "SELECT count(DISTINCT person) AS n FROM stays WHERE NOT (region = 'Norte' AND days = 77)";

    @TempDir
    Path folder;
    private NodeForTests node;

    @BeforeEach
    void start() throws Exception {
        node = new NodeForTests(folder, lake -> LakeForTests.write(lake, stays(), 2));
    }

    private static List<Stay> stays() {
        return LakeForTests.withOneAlone("A");
    }

    @AfterEach
    void stop() throws Exception {
        node.close();
    }

    private PartialCell cell(ReleasedResult answer, String sql, int term) {
        AggregateQuery query = new Gate().compile(SparkForTests.session(), sql, views()).query();
        return ArrowPartials.read(answer.bytes(), query).rows().get(0).cells().get(term);
    }

    private List<pt.arquipelago.node.gate.PermittedView> views() {
        var lake = pt.arquipelago.node.lake.Lake.open(node.lake());
        return List.of(new pt.arquipelago.node.execution.LakeRelations(SparkForTests.spark(), lake).tables(lake.current()).get(LakeForTests.TABLE)
                .permitted("stays", java.util.Set.of("region", "diagnosis", "day", "days")));
    }

    private PartialCell ask(String sql) {
        return cell(node.ask(sql), sql, 0);
    }

    private PartialCell ask(String sql, Consumer<ObjectNode> permit) {
        return cell(node.answer(node.order(sql, NodeForTests.UNCHANGED, permit)).orElseThrow(), sql, 0);
    }

    @Test
    void everybodyButOneDoesNotLeaveAfterEverybody() throws Exception {
        assertThat(ask(ALL)).isEqualTo(new Released(301L, 10));
        assertThat(ask(BUT_ONE)).isInstanceOf(PartialCell.Suppressed.class);
        assertThat(ask(ALL)).as("a repeat").isEqualTo(new Released(301L, 10));
        node.restart();
        assertThat(ask("SELECT count(DISTINCT person) AS n, count(*) AS m FROM stays WHERE NOT (region = 'Norte' AND days = 77)")).as("after a restart").isInstanceOf(PartialCell.Suppressed.class);
    }

    @Test
    void theOrderDoesNotMatter() {
        assertThat(ask(BUT_ONE)).isEqualTo(new Released(300L, 10));
        assertThat(ask(ALL)).isInstanceOf(PartialCell.Suppressed.class);
    }

    @Test
    void anotherPermitOfTheSameOrganisationMeetsTheSameHistory() {
        ask(ALL);
        assertThat(ask(BUT_ONE, permit -> permit.put("jti", "permit-2"))).isInstanceOf(PartialCell.Suppressed.class);
        assertThat(ask(BUT_ONE, permit -> permit.put("jti", "permit-3").withObject("/applicant").put("organisation", "  UNIVERSIDADE "))).isInstanceOf(PartialCell.Suppressed.class);
        assertThat(ask(BUT_ONE, permit -> permit.put("jti", "permit-4").withObject("/applicant").put("organisation", "Instituto"))).isEqualTo(new Released(300L, 10));
    }

    @Test
    void ofTwoQuestionsAtOnceOneAtMostPasses() throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            Future<ReleasedResult> a = two.submit(() -> node.ask(ALL));
            Future<ReleasedResult> b = two.submit(() -> node.ask(BUT_ONE));
            long passed = Stream.of(cell(a.get(), ALL, 0), cell(b.get(), BUT_ONE, 0)).filter(Released.class::isInstance).count();
            assertThat(passed).isEqualTo(1);
        } finally {
            two.shutdown();
        }
    }

    @Test
    void aRowOfATableIsTheQuestionThatAsksForItAlone() {
        String alone = "SELECT count(*) AS n FROM stays WHERE region = 'Norte'";
        node.ask("SELECT region, count(*) AS n FROM stays GROUP BY region");
        assertThat(ask(alone)).isInstanceOf(Released.class);
    }

    @Test
    void amountsAreHeldAgainstEachOtherToo() {
        String all = "SELECT sum(days) AS d, avg(days) AS a, stddev(days) AS s FROM stays";
        ReleasedResult first = node.ask(all);
        for (int term = 0; term < 3; term++) {
            assertThat(cell(first, all, term)).as("term " + term).isInstanceOf(Released.class);
        }
        String less = "SELECT sum(days) AS d, avg(days) AS a, stddev(days) AS s FROM stays WHERE NOT (region = 'Norte' AND days = 77)";
        ReleasedResult second = node.ask(less);
        for (int term = 0; term < 3; term++) {
            assertThat(cell(second, less, term)).as("term " + term).isInstanceOf(PartialCell.Suppressed.class);
        }
    }

    @Test
    void aRunWithoutAHistoryAnswersEachQuestionAsTheFirst() throws Exception {
        node.close();
        node.startAsRun(Optional.empty());
        assertThat(ask(ALL)).isEqualTo(new Released(301L, 10));
        assertThat(ask(BUT_ONE)).isEqualTo(new Released(300L, 10));
    }

    @Test
    void twoRunsWithTwoPermitsShareTheHistoryInAFile() throws Exception {
        Optional<Path> file = Optional.of(folder.resolve("history"));
        node.close();
        node.startAsRun(file);
        assertThat(ask(ALL)).isEqualTo(new Released(301L, 10));
        assertThat(ask(BUT_ONE)).isInstanceOf(PartialCell.Suppressed.class);
        node.close();
        node.startAsRun(file);
        assertThat(ask(BUT_ONE, permit -> permit.put("jti", "permit-2").withObject("/applicant").put("organisation", "Instituto"))).isInstanceOf(PartialCell.Suppressed.class);
    }

    @Test
    void aPermitHasSoManyAnswersAndRepeatsAreFree() throws Exception {
        node.close();
        node.start(2);
        assertThat(left(node.ask(ALL))).isEqualTo(1);
        assertThat(left(node.ask("SELECT sum(days) AS d FROM stays"))).isZero();
        ReleasedResult third = node.ask("SELECT avg(days) AS a FROM stays WHERE region = 'Sul'");
        assertThat(third.manifest().refusal().orElseThrow().code()).isEqualTo("permit.questions-spent");
        assertThat(ask(ALL)).isInstanceOf(Released.class);
    }

    private static long left(ReleasedResult answer) {
        return answer.manifest().history().orElseThrow().left().orElseThrow();
    }

    @Test
    void whoWasErasedCannotBeHadAsTheDifference() throws Exception {
        assertThat(ask(ALL)).isEqualTo(new Released(301L, 10));
        assertThat(new Erasure(node.lake(), "256MB", java.time.Clock.systemUTC(), List.of()).erase(java.util.Set.of(1_000L)).rows()).isEqualTo(1);
        node.restart();
        assertThat(ask("SELECT count(DISTINCT person) AS n, sum(days) AS d FROM stays")).as("everybody but the erased").isInstanceOf(PartialCell.Suppressed.class);
        assertThat(ask(ALL)).as("what left is kept").isEqualTo(new Released(301L, 10));
    }
}
