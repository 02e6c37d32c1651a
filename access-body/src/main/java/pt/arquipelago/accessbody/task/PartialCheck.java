package pt.arquipelago.accessbody.task;

import pt.arquipelago.analysis.InvalidFormat;
import pt.arquipelago.analysis.noise.NoisyTable;
import pt.arquipelago.analysis.partial.ArrowPartials;
import pt.arquipelago.analysis.partial.NoisyPartials;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.policies.permit.Manifest;
import pt.arquipelago.policies.permit.Outcome;
import pt.arquipelago.policies.permit.Permit;
import pt.arquipelago.policies.permit.ReleaseMode;
import pt.arquipelago.policies.permit.Thresholds;

/** Whether what a node sent is what its manifest says, beyond the signature: the query's digest, and a partial table of that query. */
final class PartialCheck {
    private PartialCheck() {}

    /** The answer contradicts itself; the text carries no data. */
    static final class Mismatch extends Exception {
        private static final long serialVersionUID = 1L;

        Mismatch(String message) {
            super(message);
        }
    }

    /** @param permit whose thresholds a node may make stricter, never less strict, and whose way of release it keeps to */
    static void require(Task task, Permit permit, Manifest manifest, byte[] partial) throws Mismatch {
        if (!NodeAnswers.fits(task.mode(), manifest.outcome())) {
            throw new Mismatch("The outcome does not fit the order's mode.");
        }
        if (manifest.query().isPresent()) {
            // A node that refuses because it could not verify the order cannot name the permit inside it.
            if (!manifest.permit().equals(task.permit())) {
                throw new Mismatch("The manifest names another permit than the order.");
            }
            AggregateQuery query = query(manifest);
            if (!query.digest().equals(manifest.queryDigest().orElse(""))) {
                throw new Mismatch("The query's digest is another than the manifest says.");
            }
            if (manifest.noise().isPresent() != (permit.release() == ReleaseMode.NOISY)) {
                throw new Mismatch("The answer's way of release is another than the permit's.");
            }
            if (manifest.outcome() == Outcome.RELEASED && manifest.noise().isPresent()) {
                noisyTable(query, manifest, partial);
            } else if (manifest.outcome() == Outcome.RELEASED) {
                requireThresholds(permit.thresholds(), manifest);
                table(query, partial);
            }
        }
    }

    private static void requireThresholds(Thresholds demanded, Manifest manifest) throws Mismatch {
        boolean kept = manifest.thresholds().map(applied -> applied.stricter(demanded).equals(applied)).orElse(false);
        if (!kept) {
            throw new Mismatch("The thresholds that were applied are lower than the permit's.");
        }
    }

    /** The noise in the table is what the manifest says that it cost. */
    static NoisyTable noisyTable(AggregateQuery query, Manifest manifest, byte[] partial) throws Mismatch {
        try {
            NoisyTable table = NoisyPartials.read(partial, query);
            if (table.plan().rho().doubleValue() != manifest.noise().orElseThrow().rho()) {
                throw new Mismatch("The noise of the partial table is other than the manifest says.");
            }
            return table;
        } catch (InvalidFormat | IllegalArgumentException e) {
            throw new Mismatch("The partial table is not of the published format.");
        }
    }

    static AggregateQuery query(Manifest manifest) throws Mismatch {
        try {
            return AggregateQuery.fromJson(manifest.query().orElseThrow());
        } catch (InvalidFormat | IllegalArgumentException e) {
            throw new Mismatch("The manifest's query is not of the published format.");
        }
    }

    static PartialTable table(AggregateQuery query, byte[] partial) throws Mismatch {
        try {
            return ArrowPartials.read(partial, query);
        } catch (InvalidFormat | IllegalArgumentException e) {
            throw new Mismatch("The partial table is not of the published format.");
        }
    }
}
