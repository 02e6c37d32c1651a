package pt.arquipelago.node.execution;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.classic.ExpressionUtils;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.measured.ProtectedSupport;
import pt.arquipelago.node.execution.FlatRelation.TermBits;
import pt.arquipelago.node.gate.ProtectedExpression;

/**
 * Which saturating counts a question needs, each up to its threshold, and what they mean once they are counted. Equal counts are
 * counted once.
 */
final class Supports {
    private static final int PERSON = 0;

    private final List<ProtectedExpression> others;
    private final Thresholds thresholds;
    private final Map<Counter, Integer> counters = new LinkedHashMap<>();

    Supports(List<ProtectedExpression> others, Thresholds thresholds) {
        this.others = List.copyOf(others);
        this.thresholds = thresholds;
    }

    /** Asks for the persons of a bit. */
    void need(int bit) {
        counters.computeIfAbsent(persons(bit), unseen -> counters.size());
    }

    /** Asks for everything that stands behind a term. */
    void need(TermBits bits) {
        need(bits.support());
        bits.rest().ifPresent(this::need);
        for (int i = 0; i < others.size(); i++) {
            counters.computeIfAbsent(distinct(i, bits), unseen -> counters.size());
            counters.computeIfAbsent(without(i, bits), unseen -> counters.size());
        }
    }

    /** The aggregate over a flat relation that counts one by one: an array of BIGINT. */
    Column aggregate(int masks) {
        List<Expression> inputs = new ArrayList<>();
        inputs.add(ExpressionUtils.expression(col(FlatRelation.PERSON)));
        for (int i = 0; i < others.size(); i++) {
            inputs.add(ExpressionUtils.expression(col(FlatRelation.other(i))));
        }
        int values = inputs.size();
        for (int i = 0; i < masks; i++) {
            inputs.add(ExpressionUtils.expression(col(Conditions.mask(i))));
        }
        return ExpressionUtils.column(SaturatingPersons.of(List.copyOf(counters.keySet()), values, inputs).toAggregateExpression());
    }

    /** Of the subjects, then of each other type: what must show enough for a row to be looked at no closer. */
    List<Marks> marks() {
        List<Marks> marks = new ArrayList<>();
        for (int value = PERSON; value <= others.size(); value++) {
            int marked = value;
            List<Counter> decisive = counters.keySet().stream().filter(counter -> counter.value() == marked && counter.unless() == Counter.NONE).toList();
            int cap = decisive.stream().mapToInt(Counter::cap).max().orElse(1);
            marks.add(new Marks(value == PERSON ? FlatRelation.PERSON : FlatRelation.other(value - 1), value == PERSON, cap,
                    decisive.stream().map(Counter::condition).toList()));
        }
        return marks;
    }

    /** What the marks alone say: each count, or at least so many. */
    List<Long> counted(RecordsRow row) {
        List<Long> counted = new ArrayList<>();
        for (Counter counter : counters.keySet()) {
            counted.add(counter.unless() == Counter.NONE ? Math.min(counter.cap(), row.marked(counter.value(), counter.condition())) : 0L);
        }
        return counted;
    }

    /** Whether marks that say so much are enough. */
    boolean full(List<Long> counted) {
        int i = 0;
        for (Counter counter : counters.keySet()) {
            if (counted.get(i++) < counter.cap() && counter.unless() == Counter.NONE) {
                return false;
            }
        }
        return true;
    }

    int persons(int bit, List<Long> counted) {
        return counted.get(counters.get(persons(bit))).intValue();
    }

    int rest(TermBits bits, List<Long> counted) {
        Optional<Integer> rest = bits.rest();
        return rest.isPresent() ? persons(rest.get(), counted) : 0;
    }

    List<ProtectedSupport> others(TermBits bits, List<Long> counted) {
        List<ProtectedSupport> supports = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            int distinct = counted.get(counters.get(distinct(i, bits))).intValue();
            int without = counted.get(counters.get(without(i, bits))).intValue();
            supports.add(new ProtectedSupport(others.get(i).type(), distinct, without));
        }
        return supports;
    }

    private Counter persons(int bit) {
        return new Counter(PERSON, bit, thresholds.persons());
    }

    private Counter distinct(int other, TermBits bits) {
        return new Counter(1 + other, bits.support(), thresholds.other(others.get(other).type()));
    }

    /**
     * Subjects whose records name no such person. Either count is enough (rules 3.3), so these are not looked for any further once the
     * others have reached their threshold; else every record of a table that always names the other would be looked at for them.
     */
    private Counter without(int other, TermBits bits) {
        return new Counter(PERSON, bits.without().get(other), thresholds.persons(), counters.get(distinct(other, bits)));
    }
}
