package pt.arquipelago.node.disclosure;

import java.util.Iterator;
import pt.arquipelago.analysis.noise.BoundedRow;
import pt.arquipelago.analysis.noise.NoisePlan;
import pt.arquipelago.analysis.noise.NoisyTable;
import pt.arquipelago.analysis.noise.Perturbation;
import pt.arquipelago.analysis.partial.NoisyPartials;
import pt.arquipelago.analysis.query.AggregateQuery;

/** Release {@code noisy} at the node: nothing but perturbed numbers becomes a result. */
public final class NoisyDisclosure {
    private NoisyDisclosure() {}

    public static CheckedResult perturb(AggregateQuery asked, NoisePlan plan, Iterator<BoundedRow> exact) {
        NoisyTable table = new Perturbation(asked, plan).perturbed(exact);
        return new CheckedResult(table, NoisyPartials.write(table));
    }

    /** A result that left before: the same bytes. */
    public static CheckedResult again(AggregateQuery query, byte[] released) {
        return new CheckedResult(NoisyPartials.read(released, query), released);
    }
}
