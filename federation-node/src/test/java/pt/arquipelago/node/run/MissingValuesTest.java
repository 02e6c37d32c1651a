package pt.arquipelago.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.analysis.partial.ArrowPartials;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.partial.PartialCell.Released;
import pt.arquipelago.analysis.partial.PartialRow;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.node.LakeForTests;
import pt.arquipelago.node.LakeForTests.Stay;
import pt.arquipelago.node.SparkForTests;
import pt.arquipelago.node.execution.LakeRelations;
import pt.arquipelago.node.gate.Gate;
import pt.arquipelago.node.gate.PermittedView;
import pt.arquipelago.node.lake.Lake;

/** Missing values between questions, through a whole node: many must hide nobody, and few cost no honest row. */
@Tag("spark")
class MissingValuesTest {
    /** Everybody but one. */
    private static final String BUT_ONE = " WHERE region <> 'Norte' OR diagnosis <> 'Z'";

    @TempDir
    Path folder;
    private NodeForTests node;

    @AfterEach
    void stop() throws Exception {
        node.close();
    }

    /** 300 persons; one alone has stayed 77 days, with a diagnosis of her own; of so many more either when or for how long is not known. */
    private void start(int missing) throws Exception {
        List<Stay> stays = LakeForTests.withOneAlone("Z");
        IntStream.range(0, missing).forEach(i -> stays.add(new Stay(2_000 + i, 1L + i % 7, List.of("Norte", "Centro", "Sul").get(i % 3), "A", i % 2 == 0 ? null : LocalDate.of(2024, 5, 5), i % 2 == 0 ? 5 : null)));
        node = new NodeForTests(folder, lake -> LakeForTests.write(lake, stays, 2));
    }

    private List<PartialCell> ask(String sql) {
        Lake lake = Lake.open(node.lake());
        List<PermittedView> views = List.of(new LakeRelations(SparkForTests.spark(), lake).tables(lake.current()).get(LakeForTests.TABLE)
                .permitted("stays", Set.of("region", "diagnosis", "day", "days")));
        AggregateQuery query = new Gate().compile(SparkForTests.session(), sql, views).query();
        return ArrowPartials.read(node.ask(sql).bytes(), query).rows().stream().map(PartialRow::cells).flatMap(List::stream).toList();
    }

    private long released(String sql) {
        return ask(sql).stream().filter(Released.class::isInstance).count();
    }

    @Test
    void whoIsNotBelowABoundIsNotHiddenByThoseWithoutAValue() throws Exception {
        start(200);
        assertThat(released("SELECT count(days) AS n FROM stays")).isEqualTo(1);
        assertThat(released("SELECT count(*) AS n FROM stays WHERE days < 50")).as("all that are there but one").isZero();
    }

    @Test
    void norWhenTheBoundIsAskedFirst() throws Exception {
        start(200);
        assertThat(released("SELECT count(*) AS n FROM stays WHERE days < 50")).isEqualTo(1);
        assertThat(released("SELECT count(days) AS n FROM stays")).isZero();
        assertThat(ask("SELECT avg(days) AS a FROM stays")).as("its number is that count").hasAtLeastOneElementOfType(PartialCell.Suppressed.class);
    }

    @Test
    void norByPersons() throws Exception {
        start(200);
        long together = released("SELECT count(DISTINCT person) FILTER (WHERE days IS NOT NULL) AS n FROM stays") + released("SELECT count(DISTINCT person) AS n FROM stays" + BUT_ONE)
                + released("SELECT count(DISTINCT person) AS n FROM stays");
        assertThat(together).as("everybody, and everybody but one").isEqualTo(2);
    }

    @Test
    void norByASum() throws Exception {
        start(200);
        long together = released("SELECT sum(days) FILTER (WHERE day IS NOT NULL) AS n FROM stays") + released("SELECT sum(days) AS n FROM stays" + BUT_ONE) + released("SELECT sum(days) AS n FROM stays");
        assertThat(together).as("everybody's, and everybody's but one's").isEqualTo(2);
    }

    @Test
    void whoHasAValueIsNotHiddenInAskingForIt() throws Exception {
        start(200);
        assertThat(released("SELECT count(days) AS n FROM stays")).isEqualTo(1);
        assertThat(released("SELECT count(*) AS n FROM stays WHERE days IS NOT NULL AND (region <> 'Norte' OR diagnosis <> 'Z')")).isZero();
        assertThat(released("SELECT count(*) AS n FROM stays WHERE days IS NOT NULL")).as("the same number").isEqualTo(1);
    }

    @Test
    void norInAskingForItInWhere() throws Exception {
        start(200);
        long together = released("SELECT count(*) AS n FROM stays WHERE days IS NOT NULL") + released("SELECT count(*) AS n FROM stays" + BUT_ONE) + released("SELECT count(*) AS n FROM stays");
        assertThat(together).as("everybody, and everybody but one").isEqualTo(2);
    }

    @Test
    void aFewMissingValuesCostNothing() throws Exception {
        start(3);
        assertThat(released("SELECT count(*) AS n, count(days) AS d, count(day) AS w, avg(days) AS a, stddev(days) AS s FROM stays")).isEqualTo(5);
        assertThat(released("SELECT count(days) AS d, avg(days) AS a FROM stays")).isEqualTo(2);
        assertThat(released("SELECT count(DISTINCT person) AS n, count(DISTINCT person) FILTER (WHERE days IS NOT NULL) AS d FROM stays")).isEqualTo(2);
        assertThat(released("SELECT region, count(days) AS d FROM stays WHERE region IN ('Norte', 'Sul') GROUP BY region")).isEqualTo(2);
    }
}
