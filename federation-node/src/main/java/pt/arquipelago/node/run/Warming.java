package pt.arquipelago.node.run;

import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pt.arquipelago.analysis.RefusedException;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.node.disclosure.NodeDisclosure;
import pt.arquipelago.node.execution.Execution;
import pt.arquipelago.node.execution.NodeSpark;
import pt.arquipelago.node.execution.PersonMarks;
import pt.arquipelago.node.execution.WarmingTables;
import pt.arquipelago.node.gate.CompiledQuestion;
import pt.arquipelago.policies.permit.Question;

/** Runs questions of several shapes over made-up tables, from gate to disclosure control, before the node says that it is ready. */
final class Warming {
    private static final Logger LOG = LoggerFactory.getLogger(Warming.class);

    static final List<String> QUESTIONS = List.of(
            "SELECT grp, count(*) AS n FROM warm_a GROUP BY grp",
            "SELECT grp, count(*) AS n, count(DISTINCT person) AS persons, sum(amount) AS amount, sum(cost) AS cost FROM warm_a GROUP BY grp ORDER BY n DESC",
            "SELECT year(day) AS y, month(day) AS m, avg(cost) AS mean, stddev(amount) AS deviation FROM warm_a WHERE day >= DATE'2024-02-01' GROUP BY year(day), month(day) HAVING count(*) > 5",
            "SELECT a.grp, count(DISTINCT a.person) AS persons, sum(CASE WHEN b.amount > 10 THEN b.amount END) AS amount FROM warm_a a JOIN warm_b b ON a.person = b.person GROUP BY a.grp",
            "WITH each AS (SELECT person, count(*) AS n, sum(cost) AS cost FROM warm_b GROUP BY person) SELECT CASE WHEN n > 3 THEN 'many' ELSE 'few' END AS often, count(*) AS persons, sum(cost) AS cost "
                    + "FROM each GROUP BY CASE WHEN n > 3 THEN 'many' ELSE 'few' END");

    private Warming() {}

    /** How many of the questions went through; the others are said in the log. */
    static int run(NodeSpark spark, QuestionGate gate, Execution execution) {
        int warmed = 0;
        try (WarmingTables tables = WarmingTables.make(spark)) {
            for (int round = 0; round < 2; round++) {
                for (String sql : QUESTIONS) {
                    warmed += warm(sql, tables, gate, execution) && round == 0 ? 1 : 0;
                }
            }
        }
        return warmed;
    }

    private static boolean warm(String sql, WarmingTables tables, QuestionGate gate, Execution execution) {
        try {
            CompiledQuestion question = gate.compile(Question.of(sql), tables.views());
            Thresholds thresholds = Thresholds.defaults();
            PersonMarks marks = PersonMarks.of(new byte[3 * Long.BYTES]);
            NodeDisclosure.check(execution.measure(question, thresholds, marks, "warming-" + UUID.randomUUID()).table(), thresholds);
            return true;
        } catch (RefusedException e) {
            LOG.warn("A warming question was refused: {}", e.refusal().code());
            return false;
        }
    }
}
