package pt.arquipelago.node.execution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** Where they are counted, in a record of such a layout. */
    Accumulator.Empty<SaturatingCounts> counts(Layout layout) {
        List<Counter> counted = new ArrayList<>(counters.keySet());
        return () -> new SaturatingCounts(layout, counted);
    }

    int persons(int bit, SaturatingCounts counted) {
        return counted.count(counters.get(persons(bit)));
    }

    int rest(TermBits bits, SaturatingCounts counted) {
        Optional<Integer> rest = bits.rest();
        return rest.isPresent() ? persons(rest.get(), counted) : 0;
    }

    List<ProtectedSupport> others(TermBits bits, SaturatingCounts counted) {
        List<ProtectedSupport> supports = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            int distinct = counted.count(counters.get(distinct(i, bits)));
            int without = counted.count(counters.get(without(i, bits)));
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
