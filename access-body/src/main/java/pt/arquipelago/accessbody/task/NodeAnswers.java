package pt.arquipelago.accessbody.task;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.accessbody.node.AuditWatch;
import pt.arquipelago.accessbody.node.Nodes;
import pt.arquipelago.accessbody.permit.PermitRows;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;
import pt.arquipelago.analysis.Place;
import pt.arquipelago.analysis.Refusal;
import pt.arquipelago.policies.permit.Manifest;
import pt.arquipelago.policies.permit.ManifestVerifier;
import pt.arquipelago.policies.permit.OrderMode;
import pt.arquipelago.policies.permit.Outcome;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.InvalidMessage;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** Takes in the answer of a node to an order: nothing is believed that its manifest does not sign. */
public final class NodeAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(NodeAnswers.class);

    private final Database database;
    private final Nodes nodes;
    private final ManifestVerifier manifests;
    private final AuditWatch audit;
    private final FinishTask finish;
    private final Clock clock;

    public NodeAnswers(Database database, Nodes nodes, ManifestVerifier manifests, AuditWatch audit, FinishTask finish, Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.nodes = requireNonNull(nodes, "nodes is null");
        this.manifests = requireNonNull(manifests, "manifests is null");
        this.audit = requireNonNull(audit, "audit is null");
        this.finish = requireNonNull(finish, "finish is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** What became of an answer: taken (now or before), or refused for a reason that the node is told. */
    private record Receipt(Optional<String> task, Optional<Problem> problem) {
        static Receipt known() {
            return new Receipt(Optional.empty(), Optional.empty());
        }
    }

    /**
     * The same answer may come again, since its acknowledgement may have been lost.
     *
     * @throws Problem {@code node.audit-inconsistent} or {@code node.result-invalid}; the node's share of the task has then failed
     */
    public void accept(String node, String order, String signedManifest, byte[] partial) {
        Receipt receipt = database.transaction(handle -> take(handle, node, order, signedManifest, partial));
        receipt.task().ifPresent(finish::nodeFinished);
        receipt.problem().ifPresent(problem -> {
            throw problem;
        });
    }

    private Receipt take(Handle handle, String node, String order, String signedManifest, byte[] partial) {
        Task task = Dispatch.locked(handle, node, order).orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND, "This node has no such order."));
        NodeTask share = task.node(node);
        Optional<String> flag = nodes.flag(handle, node);
        if (flag.isPresent()) {
            return refuse(handle, task, share, TaskRefusal.AUDIT_INCONSISTENT, new Problem(ProblemCode.NODE_AUDIT_INCONSISTENT, "Flagged: " + flag.get() + "."));
        }
        if (share.state().finished()) {
            return Receipt.known();
        }
        try {
            Manifest manifest = manifests.verify(signedManifest, Orders.read(share.orderJws()), partial);
            PartialCheck.require(task, PermitRows.find(handle, task.permit()).orElseThrow().claims(), manifest, partial);
            Optional<String> contradiction = audit.manifest(handle, node, manifest.audit(), manifest.iat(), signedManifest);
            if (contradiction.isPresent()) {
                return refuse(handle, task, share, TaskRefusal.AUDIT_INCONSISTENT, new Problem(ProblemCode.NODE_AUDIT_INCONSISTENT, contradiction.get() + "."));
            }
            keep(handle, share, manifest, signedManifest, partial);
            return new Receipt(Optional.of(task.id()), Optional.empty());
        } catch (InvalidMessage e) {
            LOG.warn("node {} answered order {} with a manifest that is not valid: {}", node, order, e.code());
            return refuse(handle, task, share, TaskRefusal.RESULT_INVALID, new Problem(ProblemCode.NODE_RESULT_INVALID, e.sentence()));
        } catch (PartialCheck.Mismatch e) {
            LOG.warn("node {} answered order {} with a result that is not valid: {}", node, order, e.getMessage());
            return refuse(handle, task, share, TaskRefusal.RESULT_INVALID, new Problem(ProblemCode.NODE_RESULT_INVALID, e.getMessage()));
        }
    }

    private Receipt refuse(Handle handle, Task task, NodeTask share, TaskRefusal why, Problem problem) {
        if (share.state().finished()) {
            return new Receipt(Optional.empty(), Optional.of(problem));
        }
        NodeTaskRows.finish(handle, share.order(), NodeTaskState.FAILED, Optional.of(why.refusal()), Optional.empty(), clock.instant());
        return new Receipt(Optional.of(task.id()), Optional.of(problem));
    }

    private void keep(Handle handle, NodeTask share, Manifest manifest, String signed, byte[] partial) {
        Instant now = clock.instant();
        NodeTaskRows.finish(handle, share.order(), state(manifest.outcome()), manifest.refusal().map(NodeAnswers::refusal), Optional.of(signed), now);
        manifest.undeclared().ifPresent(names -> UndeclaredRules.keep(handle, share.node(), share.order(), names, now));
        if (manifest.outcome() == Outcome.RELEASED) {
            NodeTaskRows.partial(handle, share.order(), CanonicalJson.digest(partial), partial);
        }
    }

    private static NodeTaskState state(Outcome outcome) {
        return switch (outcome) {
            case RELEASED -> NodeTaskState.RELEASED;
            case CHECKED -> NodeTaskState.CHECKED;
            case REFUSED -> NodeTaskState.REFUSED;
            case FAILED -> NodeTaskState.FAILED;
            case INCOMPATIBLE -> NodeTaskState.INCOMPATIBLE;
        };
    }

    private static Refusal refusal(Manifest.Refused refused) {
        return new Refusal(refused.code(), refused.message(), refused.remedy(),
                refused.place().map(place -> new Place(place.line(), place.column(), place.length())), refused.rewritten());
    }

    /** Whether an outcome fits what was ordered: a check releases nothing, a run does not end as checked. */
    static boolean fits(OrderMode mode, Outcome outcome) {
        return switch (outcome) {
            case RELEASED -> mode == OrderMode.RUN;
            case CHECKED -> mode == OrderMode.CHECK;
            case REFUSED, FAILED, INCOMPATIBLE -> true;
        };
    }
}
