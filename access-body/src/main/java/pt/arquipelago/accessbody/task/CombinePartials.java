package pt.arquipelago.accessbody.task;

import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.analysis.noise.NoisyTable;
import pt.arquipelago.analysis.partial.PartialTable;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.result.ResultTable;
import pt.arquipelago.policies.permit.Manifest;
import pt.arquipelago.policies.signature.StrictJson;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import static java.util.Objects.requireNonNull;

/** Reads what the nodes of a task released, demands that all of them understood the question alike, and has it combined. */
public final class CombinePartials {
    private final Database database;
    private final Combiner combiner;

    public CombinePartials(Database database, Combiner combiner) {
        this.database = requireNonNull(database, "database is null");
        this.combiner = requireNonNull(combiner, "combiner is null");
    }

    /** There is no result, for a reason that the researcher is told. */
    static final class Impossible extends Exception {
        private static final long serialVersionUID = 1L;
        private final TaskRefusal why;

        Impossible(TaskRefusal why) {
            super(why.code());
            this.why = why;
        }

        TaskRefusal why() {
            return why;
        }
    }

    ResultTable combine(Task task) throws Impossible {
        Map<String, Manifest> manifests = new LinkedHashMap<>();
        task.nodes(NodeTaskState.RELEASED).forEach(share -> manifests.put(share.node(), manifest(share)));
        Set<String> digests = manifests.values().stream().map(manifest -> manifest.queryDigest().orElse("")).collect(Collectors.toSet());
        if (digests.size() != 1) {
            throw new Impossible(TaskRefusal.DIGESTS_DIFFER);
        }
        try {
            AggregateQuery query = PartialCheck.query(manifests.values().iterator().next());
            Map<String, PartialTable> partials = new LinkedHashMap<>();
            Map<String, NoisyTable> noisy = new LinkedHashMap<>();
            for (NodeTask share : task.nodes(NodeTaskState.RELEASED)) {
                byte[] bytes = database.transaction(handle -> NodeTaskRows.partial(handle, share.order()));
                if (manifests.get(share.node()).noise().isPresent()) {
                    noisy.put(share.node(), PartialCheck.noisyTable(query, manifests.get(share.node()), bytes));
                } else {
                    partials.put(share.node(), PartialCheck.table(query, bytes));
                }
            }
            Set<String> asked = task.nodes().stream().map(NodeTask::node).collect(Collectors.toSet());
            return combiner.combine(new Combiner.Released(query, asked, manifests, partials, task.question().strict().orElse(false), noisy));
        } catch (PartialCheck.Mismatch e) {
            throw new Impossible(TaskRefusal.COMBINATION_FAILED);
        }
    }

    /** Its signature was verified when it came. */
    static Manifest manifest(NodeTask share) {
        String payload = share.manifest().orElseThrow().split("\\.")[1];
        return StrictJson.read(StrictJson.readObject(Base64.getUrlDecoder().decode(payload)), Manifest.class);
    }
}
