package pt.arquipelago.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.analysis.partial.ArrowPartials;
import pt.arquipelago.analysis.partial.PartialCell;
import pt.arquipelago.analysis.partial.PartialRow;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.node.LakeForTests;
import pt.arquipelago.node.LakeForTests.Stay;
import pt.arquipelago.node.SparkForTests;
import pt.arquipelago.node.disclosure.NodeDisclosure;
import pt.arquipelago.node.execution.Execution;
import pt.arquipelago.node.execution.LakeRelations;
import pt.arquipelago.node.execution.PersonMarks;
import pt.arquipelago.node.gate.CompiledQuestion;
import pt.arquipelago.node.gate.Gate;
import pt.arquipelago.node.gate.PermittedView;
import pt.arquipelago.node.lake.Lake;
import pt.arquipelago.policies.permit.Thresholds;

/** What leaves of a histogram, and of several with edges or persons a little apart, never parts fewer than k persons from others. */
@Tag("spark")
class QuantileAttacksTest {
    private static final int K = 10;

    @TempDir
    Path folder;
    private NodeForTests node;

    /** A question, and what it means for a stay. */
    private record Attack(String sql, Predicate<Stay> where, ToIntFunction<Stay> value) {
        static Attack of(String value, String where, ToIntFunction<Stay> of, Predicate<Stay> among) {
            return new Attack("SELECT median(least(greatest(" + value + ", 0), 80)) AS m FROM stays" + where, among, of);
        }
    }

    private static final Attack ALL = Attack.of("days", "", Stay::days, stay -> true);
    private static final Attack BUT_ONE = Attack.of("days", " WHERE NOT (region = 'Norte' AND days = 77)", Stay::days, stay -> stay.days() != 77);
    private static final Attack SHIFTED = Attack.of("days + 1", "", stay -> stay.days() + 1, stay -> true);
    private static final Attack MOVED_BY_ONE = Attack.of("CASE WHEN region = 'Norte' AND days = 77 THEN 3 ELSE days END", "",
            stay -> stay.days() == 77 ? 3 : stay.days(), stay -> true);

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

    @Test
    void binsOfFewDoNotLeave() {
        List<Set<Stay>> released = new ArrayList<>(released(List.of(ALL), true));
        assertThat(released).as("all, and enough edges for a median").hasSizeGreaterThan(10);
        assertThat(closest(released)).isGreaterThanOrEqualTo(K);
    }

    @Test
    void aMedianOfFewPersonsDoesNotLeave() {
        PartialTable answer = answer(Attack.of("days", " WHERE day = DATE'2024-03-03'", Stay::days, stay -> stay.day().equals(LocalDate.of(2024, 3, 3))), true);
        assertThat(answer.rows()).allSatisfy(row -> assertThat(row.cells()).allMatch(PartialCell.Suppressed.class::isInstance));
    }

    @Test
    void aShiftedBinAndOnePersonLessOrElsewhereTellNothing() {
        List<Set<Stay>> released = released(List.of(ALL, SHIFTED, BUT_ONE, MOVED_BY_ONE), true);
        assertThat(closest(released)).isGreaterThanOrEqualTo(K);
    }

    /** Without the guard the same questions tell of one person, so that this test would see it. */
    @Test
    void withoutTheGuardTheyWould() {
        assertThat(closest(released(List.of(ALL, MOVED_BY_ONE), false))).isLessThan(K);
    }

    /** The fewest persons in whom two released numbers of different records differ. */
    private static long closest(List<Set<Stay>> released) {
        long closest = Long.MAX_VALUE;
        for (int i = 0; i < released.size(); i++) {
            for (int j = 0; j < i; j++) {
                Set<Stay> both = new HashSet<>(released.get(i));
                both.retainAll(released.get(j));
                Set<Stay> apart = new HashSet<>(released.get(i));
                apart.addAll(released.get(j));
                apart.removeAll(both);
                closest = Math.min(closest, apart.stream().map(Stay::person).distinct().count());
            }
        }
        return closest;
    }

    /** The records of each number that left, of all records once: that number has one form. */
    private List<Set<Stay>> released(List<Attack> attacks, boolean guarded) {
        List<Set<Stay>> released = new ArrayList<>(List.of(new HashSet<>(stays())));
        for (Attack attack : attacks) {
            PartialTable answer = answer(attack, guarded);
            Expr.Quantile quantile = answer.query().outputs().get(0).expr().quantiles().get(0);
            for (PartialRow row : answer.rows()) {
                if (attack == BUT_ONE && row.cells().get(quantile.total()) instanceof PartialCell.Released) {
                    released.add(records(attack, BigDecimal.valueOf(1_000)));
                }
                for (int i = 0; i < quantile.below().size(); i++) {
                    if (row.cells().get(quantile.below().get(i)) instanceof PartialCell.Released) {
                        released.add(records(attack, quantile.edges().get(i + 1)));
                    }
                }
            }
        }
        return released;
    }

    private static Set<Stay> records(Attack attack, BigDecimal edge) {
        Set<Stay> records = new HashSet<>();
        stays().stream().filter(attack.where()).filter(stay -> BigDecimal.valueOf(attack.value().applyAsInt(stay)).compareTo(edge) < 0).forEach(records::add);
        return records;
    }

    private PartialTable answer(Attack attack, boolean guarded) {
        Lake lake = Lake.open(node.lake());
        List<PermittedView> views = List.of(new LakeRelations(SparkForTests.spark(), lake).tables(lake.current()).get(LakeForTests.TABLE)
                .permitted("stays", Set.of("region", "diagnosis", "day", "days")));
        CompiledQuestion question = new Gate().compile(SparkForTests.session(), attack.sql(), views);
        if (guarded) {
            return ArrowPartials.read(node.ask(attack.sql()).bytes(), question.query());
        }
        var thresholds = NodeDisclosure.thresholds(Thresholds.DEFAULT, question);
        return NodeDisclosure.check(new Execution(SparkForTests.spark()).measure(question, thresholds, PersonMarks.of(new byte[24]), UUID.randomUUID().toString()).table(), thresholds).table();
    }
}
