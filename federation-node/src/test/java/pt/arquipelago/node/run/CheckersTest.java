package pt.arquipelago.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.analysis.partial.ArrowPartials;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.partial.PartialCell.Released;
import pt.arquipelago.analysis.partial.PartialCell.Suppressed;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.node.LakeForTests;
import pt.arquipelago.node.audit.AuditUnavailableException;
import pt.arquipelago.node.audit.FullDevice;
import pt.arquipelago.node.history.Reviews;
import pt.arquipelago.node.release.ReleasedResult;
import pt.arquipelago.node.review.CellSight;
import pt.arquipelago.node.review.CheckersDesk;
import pt.arquipelago.node.settings.OperatorException;

/** Cells that are too close to what left, and the institution's checkers, through a whole node. */
@Tag("spark")
class CheckersTest {
    private static final String ALL = "SELECT count(*) AS n FROM stays";
    private static final String BUT_ONE = "SELECT count(*) AS n FROM stays WHERE NOT (region = 'Norte' AND days = 77)";
    private static final String RITA = "Rita Lopes";
    private static final String WHY = "One stay of a public figure, known from the press";

    @TempDir
    Path folder;
    private NodeForTests node;

    @BeforeEach
    void start() throws Exception {
        node = new NodeForTests(folder, lake -> LakeForTests.write(lake, LakeForTests.withOneAlone("A"), 2));
        node.close();
        node.start(List.of(RITA, "Rui Gomes"));
    }

    @AfterEach
    void stop() throws Exception {
        node.close();
    }

    private static PartialTable table(ReleasedResult answer) {
        return ArrowPartials.read(answer.bytes(), AggregateQuery.fromJson(answer.manifest().query().orElseThrow()));
    }

    private static PartialCell only(ReleasedResult answer) {
        return table(answer).rows().get(0).cells().get(0);
    }

    private CheckersDesk desk() {
        return node.node().checkers();
    }

    private Reviews.Id waiting() {
        assertThat(desk().waiting()).hasSize(1);
        return desk().waiting().get(0).id();
    }

    private long records() {
        return LakeForTests.withOneAlone("A").size();
    }

    private String log() throws IOException {
        return Files.readString(node.state().resolve("audit").resolve("log.jsonl"));
    }

    @Test
    void aCheckerSeesTheCellWhatItIsCloseToTheDifferenceAndOnHowManyItRests() throws Exception {
        node.ask(ALL);
        assertThat(only(node.ask(BUT_ONE))).isInstanceOf(Suppressed.class);

        CellSight sight = desk().show(waiting(), RITA);

        assertThat(sight.value()).isEqualTo(String.valueOf(records() - 1));
        assertThat(sight.sql()).isEqualTo(BUT_ONE);
        assertThat(sight.near()).singleElement().satisfies(near -> {
            assertThat(near.persons()).contains(1);
            assertThat(near.difference()).contains("-1");
            assertThat(near.earlier()).containsExactly(new CellSight.Earlier(-1, Optional.of("permit-1/1"),
                    Optional.of(new CellSight.EarlierCell(ALL, List.of(), "n", String.valueOf(records())))));
        });
        assertThat(log()).contains("\"action\":\"viewed\",\"checker\":\"Rita Lopes\"").doesNotContain("\"value\"");
        assertThat(Files.readString(node.state().resolve("audit").resolve("log.jsonl")).lines()).as("two answers and one view").hasSize(3);
    }

    @Test
    void aRepeatBringsWhatWasReleasedAndCostsNothingAlsoAfterARestart() throws Exception {
        node.ask(ALL);
        ReleasedResult first = node.ask(BUT_ONE);
        Reviews.Id id = waiting();
        desk().release(id, RITA, WHY, desk().show(id, RITA).seen());

        ReleasedResult again = node.ask(BUT_ONE);

        assertThat(only(again)).isEqualTo(new Released(records() - 1, 10));
        assertThat(again.manifest().history().orElseThrow().left()).isEqualTo(first.manifest().history().orElseThrow().left());
        assertThat(again.manifest().history().orElseThrow().position()).isEqualTo(3);
        assertThat(first.manifest().history().orElseThrow().reviewed()).isEmpty();
        assertThat(again.manifest().history().orElseThrow().reviewed()).as("the output's checker is told that a person released it").contains(1);
        assertThat(log()).contains("\"action\":\"released\"", WHY, "\"entered\":3");
        assertThat(desk().waiting()).isEmpty();
        node.restart();
        assertThat(only(node.ask(BUT_ONE))).isEqualTo(new Released(records() - 1, 10));
    }

    @Test
    void whatWasReleasedIsHeldAgainstLaterQuestions() throws Exception {
        node.ask(ALL);
        node.ask(BUT_ONE);
        Reviews.Id id = waiting();
        desk().release(id, RITA, WHY, desk().show(id, RITA).seen());
        node.restart();
        node.ask("SELECT count(*) AS n FROM stays WHERE NOT (region = 'Norte' AND days = 77) AND NOT (region = 'Sul' AND days = 99)");

        CellSight later = desk().show(waiting(), RITA);

        assertThat(later.near()).anySatisfy(near -> {
            assertThat(near.persons()).contains(0);
            assertThat(near.earlier()).singleElement().satisfies(earlier -> assertThat(earlier.cell().orElseThrow().sql()).isEqualTo(BUT_ONE));
        });
    }

    @Test
    void whatIsKeptBackStaysSuppressedAndIsDecidedOnce() throws Exception {
        node.ask(ALL);
        node.ask(BUT_ONE);
        Reviews.Id id = waiting();
        String seen = desk().show(id, RITA).seen();
        desk().keep(id, RITA, "It would tell of one person");

        assertThat(only(node.ask(BUT_ONE))).isInstanceOf(Suppressed.class);
        assertThatThrownBy(() -> desk().release(id, "Rui Gomes", WHY, seen)).isInstanceOf(OperatorException.class).hasMessageContaining("was decided");
        assertThatThrownBy(() -> desk().show(id, RITA)).isInstanceOf(OperatorException.class);
    }

    @Test
    void ofTwoCheckersOneDecides() throws Exception {
        node.ask(ALL);
        node.ask(BUT_ONE);
        Reviews.Id id = waiting();
        String seen = desk().show(id, RITA).seen();
        ExecutorService two = Executors.newFixedThreadPool(2);
        int refused = 0;
        try {
            List<Future<?>> both = new ArrayList<>();
            for (String checker : List.of(RITA, "Rui Gomes")) {
                both.add(two.submit(() -> desk().release(id, checker, WHY, seen)));
            }
            for (Future<?> each : both) {
                try {
                    each.get();
                } catch (ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOf(OperatorException.class).hasMessageContaining("was decided");
                    refused++;
                }
            }
        } finally {
            two.shutdown();
        }
        assertThat(refused).isEqualTo(1);
        assertThat(log().split("\"action\":\"released\"", -1)).hasSize(2);
    }

    @Test
    void whatLeftMeanwhileMustBeSeenFirst() throws Exception {
        node.ask(ALL);
        node.ask(BUT_ONE);
        Reviews.Id id = waiting();
        String seen = desk().show(id, RITA).seen();
        assertThat(table(node.ask("SELECT CASE WHEN region = 'Norte' THEN 'north' ELSE 'elsewhere' END AS place, count(*) AS n FROM stays GROUP BY 1")).rows())
                .allSatisfy(row -> assertThat(row.cells().get(0)).isInstanceOf(Released.class));

        assertThatThrownBy(() -> desk().release(id, RITA, WHY, seen)).isInstanceOf(OperatorException.class).hasMessageContaining("Look at it again");

        assertThat(only(node.ask(BUT_ONE))).isInstanceOf(Suppressed.class);
        CellSight now = desk().show(id, RITA);
        assertThat(now.near()).hasSize(2);
        desk().release(id, RITA, WHY, now.seen());
        assertThat(only(node.ask(BUT_ONE))).isInstanceOf(Released.class);
    }

    @Test
    void aSmallPopulationThatIsPartedAgainAndAgainComesToTheCheckers() throws Exception {
        Random random = new Random(4);
        String parts = IntStream.range(0, 32).mapToObj(i -> "count_if(month(day) IN (" + some(random, 12) + ") AND days IN (" + some(random, 19) + ")) AS n" + i).collect(Collectors.joining(", "));
        List<PartialCell> cells = table(node.ask("SELECT " + parts + " FROM stays WHERE region = 'Norte'")).rows().get(0).cells();
        assertThat(cells.stream().filter(Released.class::isInstance).count()).as("a fifth as many numbers as persons").isBetween(10L, 26L);

        List<CellSight> sights = new ArrayList<>();
        for (Reviews.Id id : desk().waiting().stream().map(each -> each.id()).toList()) {
            sights.add(desk().show(id, RITA));
        }
        assertThat(sights).filteredOn(sight -> !sight.parted().isEmpty()).isNotEmpty().allSatisfy(sight -> assertThat(sight.parted()).singleElement().satisfies(parted -> {
            assertThat(parted.persons()).isBetween(70, 140);
            assertThat(parted.numbers()).isGreaterThan(parted.persons() / 5);
        }));
    }

    private static String some(Random random, int last) {
        return IntStream.rangeClosed(1, last).filter(each -> random.nextInt(4) > 0).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    }

    @Test
    void oneCellOfATableLeavesAndTheOthersStay() throws Exception {
        node.ask("SELECT region, diagnosis, count(*) AS n FROM stays GROUP BY region, diagnosis");
        String less = "SELECT region, diagnosis, count(*) AS n FROM stays WHERE NOT (days = 77) GROUP BY region, diagnosis";
        assertThat(table(node.ask(less)).rows()).hasSize(12).allSatisfy(row -> assertThat(row.cells().get(0)).isInstanceOf(Suppressed.class));
        assertThat(desk().waiting()).hasSize(12);
        for (int decided = 0; decided < 2; decided++) {
            Reviews.Id id = desk().waiting().get(0).id();
            desk().release(id, RITA, WHY, desk().show(id, RITA).seen());
        }

        PartialTable again = table(node.ask(less));

        assertThat(again.rows().stream().filter(row -> row.cells().get(0) instanceof Released)).hasSize(2);
        assertThat(desk().waiting()).hasSize(10);
    }

    @Test
    void strangersHastyDecisionsAndShortReasonsAreRefused() {
        node.ask(ALL);
        node.ask(BUT_ONE);
        Reviews.Id id = waiting();
        assertThatThrownBy(() -> desk().show(id, "Somebody")).isInstanceOf(OperatorException.class).hasMessageContaining("review.checkers");
        assertThatThrownBy(() -> desk().release(id, RITA, WHY, "unseen")).isInstanceOf(OperatorException.class).hasMessageContaining("Look at it again");
        assertThatThrownBy(() -> desk().release(id, RITA, " so what ", desk().show(id, RITA).seen())).isInstanceOf(OperatorException.class).hasMessageContaining("reason");
        assertThatThrownBy(() -> desk().show(Reviews.Id.of("permit-1/9/1"), RITA)).isInstanceOf(OperatorException.class).hasMessageContaining("No cell");
        assertThat(waiting()).isEqualTo(id);
        assertThat(only(node.ask(BUT_ONE))).isInstanceOf(Suppressed.class);
    }

    @Test
    void withoutCheckersNothingIsKept() throws Exception {
        node.close();
        node.start(List.of());
        node.ask(ALL);
        node.ask(BUT_ONE);
        node.close();
        node.start(List.of(RITA));
        assertThat(desk().waiting()).isEmpty();
    }

    @Test
    void whatWaitsEndsWithItsPermit() {
        node.ask(ALL);
        node.ask(BUT_ONE);
        Reviews.Id id = waiting();
        node.clock.advance(100_001);
        assertThat(desk().waiting()).isEmpty();
        assertThatThrownBy(() -> desk().show(id, RITA)).isInstanceOf(OperatorException.class).hasMessageContaining("its permit ended");
        desk().forgetEnded();
    }

    @Test
    void nothingIsSeenOrReleasedThatTheAuditLogDoesNotHave() throws Exception {
        assumeTrue(Files.exists(FullDevice.DEVICE), "not run: this system has no /dev/full");
        node.ask(ALL);
        node.ask(BUT_ONE);
        Reviews.Id id = waiting();
        String seen = desk().show(id, RITA).seen();
        node.close();
        node.start(FullDevice.log(folder, node.nodeKey, node.clock));

        assertThatThrownBy(() -> desk().show(id, RITA)).isInstanceOf(AuditUnavailableException.class);
        assertThatThrownBy(() -> desk().release(id, RITA, WHY, seen)).isInstanceOf(AuditUnavailableException.class);
        assertThatThrownBy(() -> desk().keep(id, RITA, WHY)).isInstanceOf(AuditUnavailableException.class);
        node.restart();

        assertThat(waiting()).isEqualTo(id);
        assertThat(only(node.ask(BUT_ONE))).isInstanceOf(Suppressed.class);
    }
}
