package pt.arquipelago.node.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pt.arquipelago.analysis.Refusal;
import pt.arquipelago.analysis.RefusedException;
import pt.arquipelago.node.LakeForTests;
import pt.arquipelago.node.LakeForTests.Stay;
import pt.arquipelago.node.SparkForTests;
import pt.arquipelago.node.execution.Execution;
import pt.arquipelago.node.execution.PersonMarks;
import pt.arquipelago.node.gate.CompiledQuestion;
import pt.arquipelago.node.gate.Gate;
import pt.arquipelago.node.gate.PermittedView;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.policies.permit.Thresholds;

/**
 * Two tables that differ by one person, however odd: each question ends alike over both, released or refused with the same code and as
 * many letters. No row can make a question fail.
 */
@Tag("spark")
class OnePersonMoreTest {
    private static final List<String> QUESTIONS = List.of(
            "SELECT region, count(*) AS n, sum(days) AS days, avg(days) AS mean, stddev(days) AS sd FROM stays GROUP BY region",
            "SELECT region, diagnosis, count(DISTINCT person) AS persons, count_if(days / (days - 7) > 1) AS n FROM stays GROUP BY region, diagnosis",
            "SELECT count(*) AS n FROM stays WHERE CAST(diagnosis AS INT) > 3 OR CAST(region AS DATE) < day",
            "SELECT count_if(days * 2000000000 * 2000000000 > 5) AS n, count_if(diagnosis RLIKE '^[A-D]+$') AS known FROM stays",
            "SELECT year(day) AS y, count(DISTINCT diagnosis) AS codes FROM stays WHERE date_add(day, days) > DATE '2024-06-01' GROUP BY year(day)",
            "SELECT n, count(*) AS persons, avg(total) AS mean FROM (SELECT person, count(*) AS n, sum(days) AS total FROM stays GROUP BY person) GROUP BY n",
            // Refused, before anything is read.
            "SELECT diagnosis, max(days) AS most FROM stays GROUP BY diagnosis",
            "SELECT prescriber, count(*) AS n FROM stays GROUP BY prescriber",
            "SELECT days, count(*) AS n FROM stays GROUP BY days",
            "SELECT sum(CASE WHEN diagnosis = 'A' THEN 1 ELSE 0 END) / 0 AS n, uuid() AS u FROM stays",
            "SELECT raise_error(diagnosis) FROM stays",
            "SELECT region, count(* FROM stays");

    @Test
    void theyEndAlike() {
        Set<String> ends = new java.util.HashSet<>();
        for (long seed = 1; seed <= 2; seed++) {
            List<Stay> stays = LakeForTests.random(40, seed);
            List<Stay> more = new ArrayList<>(stays);
            more.addAll(oneMore(new Random(seed)));
            for (String sql : QUESTIONS) {
                String end = end(stays, sql);
                assertThat(end(more, sql)).as(sql).isEqualTo(end);
                ends.add(end);
            }
        }
        assertThat(ends).contains("released").hasSizeGreaterThan(4);
    }

    /** What the other side sees of how a question ended; whatever else is thrown fails the test. */
    private static String end(List<Stay> stays, String sql) {
        try {
            CompiledQuestion question = new Gate().compile(SparkForTests.session(), sql, List.of(view(stays)));
            var thresholds = NodeDisclosure.thresholds(Thresholds.DEFAULT, question);
            NodeDisclosure.check(new Execution(SparkForTests.spark()).measure(question, thresholds, PersonMarks.of(new byte[24]), "pair-" + System.identityHashCode(stays)).table(), thresholds);
            return "released";
        } catch (RefusedException e) {
            Refusal refusal = e.refusal();
            return refusal.code() + " " + refusal.message().length() + " " + refusal.remedy().length();
        }
    }

    /** Somebody whose records are everything that records can be. */
    private static List<Stay> oneMore(Random random) {
        long person = random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE;
        List<Stay> stays = new ArrayList<>();
        stays.add(new Stay(person, null, null, null, null, null));
        stays.add(new Stay(person, Long.MIN_VALUE, "", "", LocalDate.of(9999, 12, 31), Integer.MAX_VALUE));
        stays.add(new Stay(person, 0L, "'; --", "\u0000(", LocalDate.of(1, 1, 1), Integer.MIN_VALUE));
        for (int i = 0; i < random.nextInt(30); i++) {
            stays.add(new Stay(person, 1L, "Norte", "A", LocalDate.of(2024, 2, 29), 7));
        }
        return stays;
    }

    private static PermittedView view(List<Stay> stays) {
        StructType schema = new StructType().add("patient", DataTypes.LongType).add("prescriber", DataTypes.LongType).add("region", DataTypes.StringType)
                .add("diagnosis", DataTypes.StringType).add("day", DataTypes.DateType).add("days", DataTypes.IntegerType);
        List<Row> rows = stays.stream().map(s -> RowFactory.create(s.person(), s.prescriber(), s.region(), s.diagnosis(), s.day(), s.days())).toList();
        Set<String> columns = LakeForTests.description().columns().stream().map(ColumnDescription::name).collect(Collectors.toSet());
        return new PermittedView("stays", LakeForTests.description(), columns, SparkForTests.session().createDataFrame(rows, schema).repartition(2));
    }
}
