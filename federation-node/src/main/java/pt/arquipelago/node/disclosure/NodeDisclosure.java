package pt.arquipelago.node.disclosure;

import java.util.Map;
import java.util.TreeMap;
import pt.arquipelago.analysis.disclosure.DisclosureControl;
import pt.arquipelago.analysis.disclosure.Rounding;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.measured.MeasuredTable;
import pt.arquipelago.analysis.partial.ArrowPartials;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.node.gate.CompiledQuestion;
import pt.arquipelago.node.gate.ProtectedExpression;

/** Disclosure control at the node: the rules of {@code analysis}, under the strictest of permit, institution, policy and table. */
public final class NodeDisclosure {
    private NodeDisclosure() {}

    /**
     * The thresholds of a question: those that permit, institution and policies agreed on, raised where a table declares more for its
     * other protected persons.
     */
    public static Thresholds thresholds(pt.arquipelago.policies.permit.Thresholds agreed, CompiledQuestion question) {
        Map<String, Integer> others = new TreeMap<>(Map.of(Thresholds.PROFESSIONAL, agreed.professionals()));
        for (ProtectedExpression other : question.others()) {
            int least = other.type().equals(ProtectedExpression.PERSON) ? Math.max(agreed.persons(), other.threshold()) : other.threshold();
            others.merge(other.type(), least, Math::max);
        }
        return new Thresholds(agreed.persons(), others);
    }

    public static CheckedResult check(MeasuredTable measured, Thresholds thresholds) {
        return check(measured, thresholds, Rounding.NONE);
    }

    public static CheckedResult check(MeasuredTable measured, Thresholds thresholds, Rounding rounding) {
        PartialTable partial = rounding.apply(DisclosureControl.check(measured, thresholds));
        DisclosureControl.recheck(partial, thresholds);
        return new CheckedResult(partial, thresholds, rounding, ArrowPartials.write(partial));
    }

    /** A result that left before: the same bytes, looked at again from outside. */
    public static CheckedResult again(AggregateQuery query, byte[] released, Thresholds thresholds, Rounding rounding) {
        PartialTable partial = ArrowPartials.read(released, query);
        DisclosureControl.recheck(partial, thresholds);
        return new CheckedResult(partial, thresholds, rounding, released);
    }
}
