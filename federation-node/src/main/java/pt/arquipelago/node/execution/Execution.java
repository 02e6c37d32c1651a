package pt.arquipelago.node.execution;

import static java.util.Objects.requireNonNull;

import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.classic.SparkSession;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.noise.BoundedRow;
import pt.arquipelago.analysis.noise.Clip;
import pt.arquipelago.analysis.noise.NoisePlan;
import pt.arquipelago.node.gate.CompiledQuestion;

/**
 * Computes a question that passed the gate: each row's statistics and, beside each, who stands behind it. What it returns has passed
 * no rule yet and never leaves the node.
 */
public final class Execution {
    /** More rows than this are no aggregate that a person reads; such a question ends as failed. */
    public static final int MAX_ROWS = 200_000;

    private final SparkSession session;
    private final SparkContext spark;

    public Execution(NodeSpark spark) {
        this.session = (SparkSession) requireNonNull(spark, "spark is null").session();
        this.spark = session.sparkContext();
    }

    /**
     * @param thresholds those that the rows are held to: persons are counted exactly up to them
     * @param marks of what the guard sees the numbers rest on
     * @param group names the work, so that {@link #cancel} finds it; never used again
     */
    public Measured measure(CompiledQuestion question, Thresholds thresholds, PersonMarks marks, String group) {
        spark.setJobGroup(group, "question", false);
        try {
            return new Measurement(question, FlatRelation.of(question, session), thresholds, marks).measure();
        } finally {
            spark.clearJobGroup();
        }
    }

    /**
     * The sums of a question over persons who count for no more than a plan says. They have no noise yet and never leave the node.
     *
     * @param clips by term
     * @param group as of {@link #measure}
     * @param use what becomes of the rows; they are read while it runs
     */
    public <T> T bounded(CompiledQuestion question, NoisePlan plan, Map<Integer, Clip> clips, String group, Function<Iterator<BoundedRow>, T> use) {
        spark.setJobGroup(group, "question", false);
        try {
            return use.apply(new BoundedPass(question, FlatRelation.of(question, session), plan, clips).rows());
        } finally {
            spark.clearJobGroup();
        }
    }

    /** Stops the work of a group, running or still to come. */
    public void cancel(String group) {
        spark.cancelJobGroupAndFutureJobs(group);
    }
}
