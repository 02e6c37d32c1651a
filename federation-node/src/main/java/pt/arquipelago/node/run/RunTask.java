package pt.arquipelago.node.run;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pt.arquipelago.analysis.Refusal;
import pt.arquipelago.analysis.RefusedException;
import pt.arquipelago.analysis.disclosure.Rounding;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.guard.QuestionForm;
import pt.arquipelago.analysis.measured.MeasuredTable;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.node.audit.AuditUnavailableException;
import pt.arquipelago.node.disclosure.CheckedResult;
import pt.arquipelago.node.disclosure.GuardedQuestion;
import pt.arquipelago.node.disclosure.NodeDisclosure;
import pt.arquipelago.node.disclosure.NoisyDisclosure;
import pt.arquipelago.node.execution.Execution;
import pt.arquipelago.node.execution.Measured;
import pt.arquipelago.node.execution.PersonMarks;
import pt.arquipelago.node.execution.RowFilters;
import pt.arquipelago.node.execution.TooManyRowsException;
import pt.arquipelago.node.gate.CompiledQuestion;
import pt.arquipelago.node.history.BudgetSpentException;
import pt.arquipelago.node.history.CanonicalQuestion;
import pt.arquipelago.node.history.EpochsApartException;
import pt.arquipelago.node.history.History;
import pt.arquipelago.node.history.Jobs;
import pt.arquipelago.node.history.Jobs.Standing;
import pt.arquipelago.node.history.QuestionsSpentException;
import pt.arquipelago.node.release.ReleasedResult;
import pt.arquipelago.node.run.Progress.Stage;
import pt.arquipelago.policies.decision.Decision;
import pt.arquipelago.policies.permit.Manifest;
import pt.arquipelago.policies.permit.OrderMode;
import pt.arquipelago.policies.permit.OrderVerifier;
import pt.arquipelago.policies.permit.Outcome;
import pt.arquipelago.policies.permit.ReleaseMode;
import pt.arquipelago.policies.permit.TaskOrder;
import pt.arquipelago.policies.permit.VerifiedOrder;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.InvalidMessage;

/**
 * The way of one order through a node. Nothing leaves that did not pass every step, in this order:
 *
 * <ol>
 *   <li>order and permit: signatures, validity, not revoked ({@link OrderVerifier}, with a fresh status list);
 *   <li>gate: SQL to a closed query, reading no data;
 *   <li>policies, the access body's and the institution's;
 *   <li>execution, on the lake version that the permit pinned;
 *   <li>disclosure control, on the very bytes that may leave; under release {@code noisy} noise on every number;
 *   <li>history: a repeat gets the same bytes; anything new is held against what left (the guard), or against the permit's budget of
 *       noise, and entered as pending, in one transaction;
 *   <li>the status list again;
 *   <li>audit entry, on disk;
 *   <li>release: a signed manifest, kept until the access body has it.
 * </ol>
 *
 * <p>Whatever goes wrong ends as a refusal or a failure that says which rule, and is written in the audit log like a release.
 */
public final class RunTask {
    private static final Logger LOG = LoggerFactory.getLogger(RunTask.class);

    private final OrderVerifier verifier;
    private final StatusLists statuses;
    private final Jobs jobs;
    private final PermittedViews permittedViews;
    private final QuestionGate gate;
    private final PolicyStep policies;
    private final Execution execution;
    private final PersonMarks marks;
    private final History history;
    private final AnswerDesk desk;
    private final Interruptions interruptions;
    private final boolean hasCheckers;
    private final boolean test;

    RunTask(OrderVerifier verifier, StatusLists statuses, Jobs jobs, PermittedViews permittedViews, QuestionGate gate, PolicyStep policies,
            Execution execution, PersonMarks marks, History history, AnswerDesk desk, Interruptions interruptions, boolean hasCheckers, boolean test) {
        this.verifier = requireNonNull(verifier, "verifier is null");
        this.statuses = requireNonNull(statuses, "statuses is null");
        this.jobs = requireNonNull(jobs, "jobs is null");
        this.permittedViews = requireNonNull(permittedViews, "permittedViews is null");
        this.gate = requireNonNull(gate, "gate is null");
        this.policies = requireNonNull(policies, "policies is null");
        this.execution = requireNonNull(execution, "execution is null");
        this.marks = requireNonNull(marks, "marks is null");
        this.history = requireNonNull(history, "history is null");
        this.desk = requireNonNull(desk, "desk is null");
        this.interruptions = requireNonNull(interruptions, "interruptions is null");
        this.hasCheckers = hasCheckers;
        this.test = test;
    }

    /**
     * Answers an order, once: the same order again gets the kept answer.
     *
     * @return empty when there is nothing to say: no order of a known body, or one that is still in progress
     * @throws AuditUnavailableException when not even a refusal may leave
     */
    public Optional<ReleasedResult> answer(String compact, Progress progress) {
        Account account = new Account(compact, test);
        TaskOrder order;
        try {
            order = verifier.read(compact);
        } catch (InvalidMessage e) {
            desk.unbelieved(account, e.code());
            return Optional.empty();
        }
        account.read(order);
        Standing standing = jobs.begin(order.jti(), CanonicalJson.digest(compact), compact, order.exp());
        if (standing instanceof Standing.InProgress) {
            return Optional.empty();
        }
        if (standing instanceof Standing.OtherBytes) {
            return Optional.of(desk.refuseOnce(account, Outcome.REFUSED, NodeRefusal.ORDER_REPLAYED.refusal()));
        }
        if (standing instanceof Standing.Answered answered) {
            return Optional.of(again(answered, account, compact));
        }
        return Optional.of(run(account, compact, progress));
    }

    /** Cancels an order that is running. */
    public void cancel(String order) {
        interruptions.cancel(order);
    }

    /** Answers that the access body does not have yet; what was released goes out only while its permit stands. */
    public List<ReleasedResult> unacknowledged() {
        return jobs.unacknowledged().stream().map(desk::again).filter(this::maySend).toList();
    }

    private boolean maySend(ReleasedResult answer) {
        if (answer.outcome() != Outcome.RELEASED) {
            return true;
        }
        try {
            statuses.requireStanding(answer.manifest().permit());
            return true;
        } catch (InvalidMessage e) {
            return false;
        }
    }

    /** After a restart: what was cut short ends as failed; it is not run again, for nobody knows how far it came. */
    public void endInterrupted() {
        history.cancelPending();
        for (String compact : jobs.unanswered()) {
            Account account = new Account(compact, test).read(verifier.read(compact));
            desk.refuse(account, Outcome.FAILED, NodeRefusal.TASK_INTERRUPTED.refusal());
        }
    }

    private ReleasedResult run(Account account, String compact, Progress progress) {
        String id = account.order().jti();
        try (Interruptions.Watch watch = interruptions.watch(id)) {
            progress.reached(id, Stage.ACCEPTED);
            return chain(account, verify(account, compact), progress);
        } catch (InvalidMessage e) {
            return desk.refuse(account, Outcome.REFUSED, new Refusal(e.code(), e.sentence(), e.remedy()));
        } catch (IncompatibleException e) {
            return desk.refuse(account, Outcome.INCOMPATIBLE, NodeRefusal.ORDER_VERSION.refusal());
        } catch (RefusedException e) {
            return desk.refuse(account, Outcome.REFUSED, e.refusal());
        } catch (AuditUnavailableException e) {
            throw e;
        } catch (InterruptedTaskException e) {
            return desk.refuse(account, Outcome.FAILED, e.why.refusal());
        } catch (QuestionsSpentException e) {
            return desk.refuse(account, Outcome.REFUSED, NodeRefusal.QUESTIONS_SPENT.refusal());
        } catch (EpochsApartException e) {
            return desk.refuse(account, Outcome.REFUSED, NodeRefusal.EARLIER_PSEUDONYMS.refusal());
        } catch (BudgetSpentException e) {
            return desk.refuse(account, Outcome.REFUSED, NoisyAnswer.spent(e));
        } catch (TooManyRowsException e) {
            return desk.refuse(account, Outcome.FAILED, NodeRefusal.TOO_MANY_ROWS.refusal());
        } catch (Exception | StackOverflowError e) {
            // Exception, not RuntimeException: Scala throws checked ones that no signature names.
            return desk.refuse(account, Outcome.FAILED, failure(account, e));
        }
    }

    /** Steps 1 to 3; then an answer to a check, a repeat, or the rest of the way. */
    private ReleasedResult chain(Account account, VerifiedOrder order, Progress progress) {
        String id = order.order().jti();
        progress.reached(id, Stage.GATE);
        PermittedViews.View view = permittedViews.of(order.permit(), Set.copyOf(statuses.current().revoked()));
        CompiledQuestion question = gate.compile(order.order().question(), view.views());
        account.query(question.query().digest());
        account.lake(view.lake(question.summary().tables()));

        progress.reached(id, Stage.POLICY);
        Decision decision = policies.decide(order, question.summary(), view, account);
        require(question.query().fitted().isEmpty() || order.permit().release() == ReleaseMode.REVIEWED && decision.obligations().rounding() == 1, NodeRefusal.FIT_NOT_EXACT);
        if (order.permit().release() == ReleaseMode.NOISY) {
            return noisy(account, new NoisyAnswer(order, question, view, decision, history), obliged(order, question, view, decision), progress);
        }
        if (order.order().mode() == OrderMode.CHECK) {
            return desk.checked(account, question.query().toJson());
        }
        Thresholds thresholds = NodeDisclosure.thresholds(decision.obligations().thresholds(), question);
        String canonical = new CanonicalQuestion(question.query().digest(), view.version().number(), thresholds, decision.obligations()).digest();
        String permit = order.permit().jti();

        Rounding rounding = new Rounding(decision.obligations().rounding());
        Optional<History.Entry> before = history.released(permit, canonical);
        if (before.isPresent()) {
            CheckedResult same = NodeDisclosure.again(question.query(), before.get().body(), thresholds, rounding);
            progress.reached(id, Stage.RELEASE);
            int reviewed = before.get().reviewed();
            return release(account, same, permit, new Manifest.History(before.get().position(), canonical, Optional.empty(), reviewed > 0 ? Optional.of(reviewed) : Optional.empty()));
        }
        CompiledQuestion obliged = obliged(order, question, view, decision);
        Measured measured = compute(account, obliged, thresholds, progress);
        CheckedResult result = NodeDisclosure.check(new MeasuredTable(question.query(), measured.table().rows()), thresholds, rounding);
        GuardedQuestion guarded = new GuardedQuestion(question, result, measured.basis(), data(question, view, decision));
        return enterAndRelease(account, order, guarded, canonical, progress);
    }

    /** Steps 4 to 9 under release {@code noisy}: bounds and budget stand in the place of rules and guard, so that nothing depends on what is small. */
    private ReleasedResult noisy(Account account, NoisyAnswer answer, CompiledQuestion obliged, Progress progress) {
        String id = account.order().jti();
        Optional<History.Entry> before = history.released(answer.permit(), answer.canonical());
        if (before.isEmpty()) {
            answer.requireBudget();
        }
        if (account.order().mode() == OrderMode.CHECK) {
            account.costs(answer.noise(before.isPresent()));
            return desk.checked(account, answer.query().toJson());
        }
        if (before.isPresent()) {
            account.costs(answer.noise(true));
            progress.reached(id, Stage.RELEASE);
            return release(account, NoisyDisclosure.again(answer.query(), before.get().body()), answer.permit(), new Manifest.History(before.get().position(), answer.canonical()));
        }
        progress.reached(id, Stage.EXECUTING);
        CheckedResult result = computing(account, () -> execution.bounded(obliged, answer.plan(), answer.clips(), id, rows -> NoisyDisclosure.perturb(answer.query(), answer.plan(), rows)));
        long position = answer.pending(result.bytes());
        account.costs(answer.noise(false));
        return enteredAndReleased(account, result, answer.permit(), new Manifest.History(position, answer.canonical()), progress);
    }

    /** Step 4. */
    private Measured compute(Account account, CompiledQuestion obliged, Thresholds thresholds, Progress progress) {
        String id = account.order().jti();
        progress.reached(id, Stage.EXECUTING);
        Measured measured = computing(account, () -> execution.measure(obliged, thresholds, marks, id));
        progress.reached(id, Stage.DISCLOSURE);
        return measured;
    }

    private void requireNotInterrupted(String id) {
        interruptions.reason(id).ifPresent(why -> {
            throw new InterruptedTaskException(why);
        });
    }

    /** What reads the records: it may be cut short. */
    private <T> T computing(Account account, Callable<T> work) {
        String id = account.order().jti();
        try {
            T done = work.call();
            requireNotInterrupted(id);
            return done;
        } catch (InterruptedTaskException e) {
            throw e;
        } catch (TooManyRowsException e) {
            throw e;
        } catch (Exception e) {
            // Also Scala's checked exceptions, which no signature names.
            throw interruptions.reason(id).<RuntimeException>map(InterruptedTaskException::new).orElseGet(() -> new IllegalStateException(e));
        }
    }

    /** What decides which records a question is about, beside itself: the tables' versions, and what the policies keep back. */
    private static QuestionForm.Data data(CompiledQuestion question, PermittedViews.View view, Decision decision) {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        view.lake(new TreeSet<>(question.summary().tables())).tables().forEach((table, version) -> state.put(table, version.toString()));
        decision.obligations().rowFilters().forEach((table, filters) -> filters.stream().sorted().forEach(filter -> state.withArray("/filters/" + table).add(filter)));
        return new QuestionForm.Data(state, view.isPersonal(question), question.required());
    }

    /** Steps 6 to 9. The pending entry is cancelled unless the answer may leave. */
    private ReleasedResult enterAndRelease(Account account, VerifiedOrder order, GuardedQuestion guarded, String canonical, Progress progress) {
        String permit = order.permit().jti();
        AtomicReference<CheckedResult> passed = new AtomicReference<>();
        long position = history.pending(new History.Submission(permit, order.permit().applicant().organisation(), canonical, order.permit().exp()), released -> {
            GuardedQuestion.Passed left = guarded.against(released);
            passed.set(left.result());
            return new History.Passed(left.result().bytes(), left.entered(), hasCheckers ? Optional.of(waiting(order, guarded, left)) : Optional.empty());
        }).position();
        return enteredAndReleased(account, passed.get(), permit, new Manifest.History(position, canonical), progress);
    }

    private static History.Waiting waiting(VerifiedOrder order, GuardedQuestion guarded, GuardedQuestion.Passed left) {
        return new History.Waiting(guarded.form(order.order().question().sql(), order.order().user()).toBytes(),
                left.held().stream().map(cell -> new History.Waiting.Cell(cell.toBytes(left.result().query()), cell.numbers())).toList());
    }

    /** Steps 7 to 9 of what is entered as pending. */
    private ReleasedResult enteredAndReleased(Account account, CheckedResult result, String permit, Manifest.History position, Progress progress) {
        boolean left = false;
        try {
            progress.reached(account.order().jti(), Stage.RELEASE);
            ReleasedResult answer = release(account, result, permit, position);
            left = true;
            return answer;
        } finally {
            if (!left) {
                history.cancelled(permit, position.position());
            }
        }
    }

    /** Steps 7 to 9. */
    private ReleasedResult release(Account account, CheckedResult result, String permit, Manifest.History position) {
        statuses.requireStanding(permit);
        account.leaving(result.digest(), new Manifest.History(position.position(), position.question(), Optional.of(history.left(permit)), position.reviewed()));
        return desk.release(account, result, permit, position.position());
    }

    private VerifiedOrder verify(Account account, String compact) {
        VerifiedOrder order = verifier.verify(compact, statuses.current());
        account.verified(order);
        if (order.order().aggregateQueryVersion() != AggregateQuery.VERSION) {
            throw new IncompatibleException();
        }
        require(order.permit().methods().contains("sql"), NodeRefusal.METHOD_NOT_PERMITTED);
        return order;
    }

    /** The question over filtered rows, where a policy obliges to that; what was asked stays the same. */
    private CompiledQuestion obliged(VerifiedOrder order, CompiledQuestion question, PermittedViews.View view, Decision decision) {
        var filters = decision.obligations().rowFilters();
        return filters.isEmpty() ? question : gate.compile(order.order().question(), RowFilters.apply(view.views(), filters));
    }

    /** A kept answer goes out again only while its permit stands. */
    private ReleasedResult again(Standing.Answered answered, Account account, String compact) {
        try {
            verifier.verify(compact, statuses.current());
        } catch (InvalidMessage e) {
            return desk.refuseOnce(account, Outcome.REFUSED, new Refusal(e.code(), e.sentence(), e.remedy()));
        }
        return desk.again(answered.answer());
    }

    /** The text of an unexpected exception may carry data: neither the answer nor the log has it. */
    private static Refusal failure(Account account, Throwable failure) {
        String correlation = UUID.randomUUID().toString();
        account.failed(correlation);
        LOG.error("Order {} failed with {} [{}]", account.order().jti(), FaultTrace.of(failure), correlation);
        Refusal said = NodeRefusal.TASK_FAILED.refusal();
        return new Refusal(said.code(), said.message() + " (correlation " + correlation + ")", said.remedy());
    }

    private static void require(boolean holds, NodeRefusal otherwise) {
        if (!holds) {
            throw new RefusedException(otherwise.refusal());
        }
    }

    private static final class IncompatibleException extends RuntimeException {
    }

    private static final class InterruptedTaskException extends RuntimeException {
        private final NodeRefusal why;

        InterruptedTaskException(NodeRefusal why) {
            this.why = why;
        }
    }
}
