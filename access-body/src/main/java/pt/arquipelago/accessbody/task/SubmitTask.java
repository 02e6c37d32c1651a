package pt.arquipelago.accessbody.task;

import pt.arquipelago.accessbody.access.Action;
import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.access.Caller;
import pt.arquipelago.accessbody.account.Account;
import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.accessbody.database.Ids;
import pt.arquipelago.accessbody.node.NodeSignals;
import pt.arquipelago.accessbody.node.Nodes;
import pt.arquipelago.accessbody.permit.IssuedPermit;
import pt.arquipelago.accessbody.permit.PermitRows;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;
import pt.arquipelago.policies.permit.Basis;
import pt.arquipelago.policies.permit.OrderMode;
import pt.arquipelago.policies.permit.Permit;
import pt.arquipelago.policies.permit.Question;
import pt.arquipelago.policies.signature.InvalidMessage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** A health data user asks a question under a permit: one order is signed and queued for each node of the permit's datasets. */
public final class SubmitTask {
    /** Orders carry permit and question to the node within the limits of a message. */
    private static final int MAX_QUESTION = 50_000;

    private final Database database;
    private final Nodes nodes;
    private final Orders orders;
    private final NodeSignals signals;
    private final TaskEvents events;
    private final Duration timeLimit;
    private final Clock clock;

    public SubmitTask(Database database, Nodes nodes, Orders orders, NodeSignals signals, TaskEvents events, Duration timeLimit, Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.nodes = requireNonNull(nodes, "nodes is null");
        this.orders = requireNonNull(orders, "orders is null");
        this.signals = requireNonNull(signals, "signals is null");
        this.events = requireNonNull(events, "events is null");
        this.timeLimit = requireNonNull(timeLimit, "timeLimit is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** @throws Problem if the permit is not valid, does not name the user, or does not hold the question */
    public Task submit(Caller caller, String permitId, Question question, OrderMode mode) {
        Account user = Authorisation.require(caller, Action.SUBMIT_TASK);
        IssuedPermit permit = permit(user, permitId);
        requireAllowed(permit, question);
        Task task = signed(user, permit, question, mode);
        database.change(handle -> {
            TaskRows.insert(handle, task);
            TaskEvents.record(handle, task.id(), task.createdAt());
        });
        events.changed(task.id());
        task.nodes().forEach(node -> signals.wake(node.node()));
        return task;
    }

    private IssuedPermit permit(Account user, String id) {
        IssuedPermit permit = database.transaction(handle -> PermitRows.find(handle, id)).orElseThrow(() -> new Problem(ProblemCode.NOT_FOUND, "There is no such permit."));
        if (!permit.claims().names(user.id())) {
            throw new Problem(ProblemCode.NOT_IN_PERMIT);
        }
        if (!permit.usableAt(clock.instant())) {
            throw new Problem(ProblemCode.PERMIT_NOT_VALID, "The permit is " + permit.stateAt(clock.instant()).word() + ".");
        }
        return permit;
    }

    private static void requireAllowed(IssuedPermit permit, Question question) {
        if (question.sql().length() > MAX_QUESTION) {
            throw new Problem(ProblemCode.QUESTION_TOO_LONG, "The question has " + question.sql().length() + " characters; at most " + MAX_QUESTION + " are taken.");
        }
        if (permit.claims().basis() == Basis.ART69 && !permit.claims().questions().contains(question.digest())) {
            throw new Problem(ProblemCode.QUESTION_NOT_APPROVED);
        }
    }

    private Task signed(Account user, IssuedPermit permit, Question question, OrderMode mode) {
        try {
            return task(user, permit, question, mode);
        } catch (InvalidMessage e) {
            throw new Problem(ProblemCode.QUESTION_TOO_LONG, "Question and permit together are longer than a signed order may be.");
        }
    }

    private Task task(Account user, IssuedPermit permit, Question question, OrderMode mode) {
        Instant now = clock.instant();
        Instant deadline = now.plus(timeLimit);
        String id = Ids.next("t");
        List<NodeTask> shares = permit.claims().datasets().stream().map(Permit.PermittedDataset::node).distinct().sorted()
                .map(node -> share(orders.order(node, id, permit.jws(), question, user.id(), mode, now, deadline), now))
                .toList();
        return new Task(id, permit.id(), user.id(), question, question.digest(), mode, TaskState.QUEUED, Optional.empty(), Optional.empty(), now, deadline,
                Optional.empty(), shares);
    }

    /** A node that has left the federation since the permit cannot answer: that is said at once. */
    private NodeTask share(NodeTask queued, Instant now) {
        if (nodes.find(queued.node()).isPresent()) {
            return queued;
        }
        return new NodeTask(queued.node(), queued.order(), queued.orderJws(), NodeTaskState.FAILED, Optional.of(TaskRefusal.NOT_REGISTERED.refusal()),
                Optional.empty(), Optional.of(now), Optional.empty());
    }
}
