package pt.arquipelago.accessbody.exchange;

import pt.arquipelago.accessbody.http.Answer;
import pt.arquipelago.accessbody.http.Call;
import pt.arquipelago.accessbody.json.Json;
import pt.arquipelago.accessbody.node.AuditWatch;
import pt.arquipelago.accessbody.node.NodeSignals;
import pt.arquipelago.accessbody.node.Nodes;
import pt.arquipelago.accessbody.permit.StatusLists;
import pt.arquipelago.accessbody.policy.PublishedPolicy;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;
import pt.arquipelago.accessbody.task.Dispatch;
import pt.arquipelago.accessbody.task.EndTasks;
import pt.arquipelago.policies.permit.NodeRequest;
import pt.arquipelago.policies.signature.InvalidMessage;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import static java.util.Objects.requireNonNull;

/** A node asks for work: answered at once if there is some, else held until there is, for at most 25 seconds. */
public final class PollOrders {
    private final NodeAuthentication authentication;
    private final Nodes nodes;
    private final AuditWatch audit;
    private final Dispatch dispatch;
    private final EndTasks ends;
    private final StatusLists statusLists;
    private final PublishedPolicy policy;
    private final NodeSignals signals;
    private final Executor executor;
    private final long holdMillis;

    public PollOrders(NodeAuthentication authentication, Nodes nodes, AuditWatch audit, Dispatch dispatch, EndTasks ends, StatusLists statusLists,
            PublishedPolicy policy, NodeSignals signals, Executor executor, long holdMillis) {
        this.authentication = requireNonNull(authentication, "authentication is null");
        this.nodes = requireNonNull(nodes, "nodes is null");
        this.audit = requireNonNull(audit, "audit is null");
        this.dispatch = requireNonNull(dispatch, "dispatch is null");
        this.ends = requireNonNull(ends, "ends is null");
        this.statusLists = requireNonNull(statusLists, "statusLists is null");
        this.policy = requireNonNull(policy, "policy is null");
        this.signals = requireNonNull(signals, "signals is null");
        this.executor = requireNonNull(executor, "executor is null");
        this.holdMillis = holdMillis;
    }

    public Answer handle(Call call) {
        NodeRequest request = authentication.verify(call);
        PollRequest poll = call.json(PollRequest.class);
        if (!poll.node().equals(request.iss())) {
            throw new Problem(ProblemCode.NODE_NOT_AUTHENTICATED, "The body names another node than the signature.");
        }
        nodes.seen(request.iss(), poll.state());
        AuditWatch.Verdict verdict = verdict(request, poll);
        if (!verdict.proved()) {
            return answer(verdict, new Dispatch.Work(java.util.List.of(), java.util.List.of()));
        }
        long round = signals.round(request.iss());
        Dispatch.Work work = dispatch.take(request.iss());
        return work.isEmpty() ? new Answer.Later(held(request.iss(), round, verdict)) : answer(verdict, work);
    }

    private CompletionStage<Answer> held(String node, long round, AuditWatch.Verdict verdict) {
        return signals.await(node, round, holdMillis).thenApplyAsync(woken -> answer(verdict, dispatch.take(node)), executor);
    }

    private AuditWatch.Verdict verdict(NodeRequest request, PollRequest poll) {
        try {
            var verdict = audit.poll(request.iss(), request.iat(), poll.audit().head(), poll.audit().from(), poll.audit().hashes());
            verdict.flag().ifPresent(flag -> {
                ends.flagged(request.iss());
                throw new Problem(ProblemCode.NODE_AUDIT_INCONSISTENT, "Flagged: " + flag + ".");
            });
            return verdict;
        } catch (InvalidMessage e) {
            throw new Problem(ProblemCode.NODE_NOT_AUTHENTICATED, "The head of the audit log: " + e.sentence());
        } catch (IllegalArgumentException e) {
            throw new Problem(ProblemCode.MALFORMED, "audit.proof is no list of base64.");
        }
    }

    private Answer answer(AuditWatch.Verdict verdict, Dispatch.Work work) {
        var body = Json.object().put("status_list", statusLists.current()).put("audit_seen", verdict.seen());
        work.orders().forEach(body.putArray("orders")::add);
        work.cancel().forEach(body.putArray("cancel")::add);
        policy.current().ifPresent(release -> body.put("policy_digest", release.digest()));
        return Answer.json(200, body);
    }
}
