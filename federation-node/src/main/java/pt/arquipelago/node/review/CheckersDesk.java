package pt.arquipelago.node.review;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pt.arquipelago.analysis.guard.Finding;
import pt.arquipelago.analysis.guard.Guard;
import pt.arquipelago.analysis.guard.History;
import pt.arquipelago.node.audit.AuditLog;
import pt.arquipelago.node.audit.ReviewEntry;
import pt.arquipelago.node.audit.ReviewEntry.Action;
import pt.arquipelago.node.disclosure.AnswerForm;
import pt.arquipelago.node.disclosure.HeldCell;
import pt.arquipelago.node.disclosure.ReopenedAnswer;
import pt.arquipelago.node.history.History.Passed;
import pt.arquipelago.node.history.Reviews;
import pt.arquipelago.node.history.Reviews.Held;
import pt.arquipelago.policies.signature.CanonicalJson;

/**
 * Where the institution's checkers look at cells that were too close to what left, and decide. Everything that one of them sees or does
 * stands in the audit log first.
 */
public final class CheckersDesk {
    /** Characters of a reason. */
    public static final int LONGEST_REASON = 1_000;
    private static final int SHORTEST_REASON = 10;

    private final Reviews reviews;
    private final AuditLog audit;
    private final Set<String> checkers;
    private final Clock clock;

    /** @param checkers names of those who may */
    public CheckersDesk(Reviews reviews, AuditLog audit, Set<String> checkers, Clock clock) {
        this.reviews = requireNonNull(reviews, "reviews is null");
        this.audit = requireNonNull(audit, "audit is null");
        this.checkers = Set.copyOf(checkers);
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Deletes what waits under permits that ended. */
    public void forgetEnded() {
        reviews.forget(now());
    }

    /** Without a value of any cell. */
    public List<Reviews.Waiting> waiting() {
        return reviews.waiting(now());
    }

    /** @throws pt.arquipelago.node.settings.OperatorException when the cell does not wait, or nobody of that name may see it */
    public CellSight show(Reviews.Id id, String checker) {
        require(checker);
        Looked looked = look(id);
        audit.append(new ReviewEntry(Action.VIEWED, checker, Optional.empty(), id.permit(), id.position(), id.number(), looked.held().question(), seen(looked.met()), Optional.empty()));
        return sight(looked);
    }

    /**
     * A repeat of the question is answered with the cell from now on, and later questions are held against it.
     *
     * @param seen as {@link #show} said it
     * @throws ReviewRefusedException also when what left meanwhile changed what the cell comes close to: then it is to be looked at again
     */
    public void release(Reviews.Id id, String checker, String reason, String seen) {
        require(checker);
        String why = reason(reason);
        String[] question = new String[1];
        reviews.release(id, now(), (held, released) -> {
            ReopenedAnswer answer = reopened(held);
            Guard.Approval approval = answer.approve(released);
            if (approval.met().contains(new Finding.NotLookedAt())) {
                released.withdraw(approval.entered());
                throw ReviewRefusal.FULL.exception();
            }
            if (!seen(approval.met()).equals(seen)) {
                released.withdraw(approval.entered());
                throw ReviewRefusal.CHANGED.exception();
            }
            question[0] = held.question();
            released.solve(approval.entered());
            return new Passed(answer.withCell(), approval.entered());
        }, position -> audit.append(new ReviewEntry(Action.RELEASED, checker, Optional.of(why), id.permit(), id.position(), id.number(), question[0], seen, Optional.of(position))));
    }

    /** The cell stays suppressed for good. */
    public void keep(Reviews.Id id, String checker, String reason) {
        require(checker);
        String why = reason(reason);
        Looked looked = look(id);
        reviews.keep(id, now(), () -> audit.append(new ReviewEntry(Action.KEPT, checker, Optional.of(why), id.permit(), id.position(), id.number(),
                looked.held().question(), seen(looked.met()), Optional.empty())));
    }

    private record Looked(Held held, List<Finding> met) {}

    private Looked look(Reviews.Id id) {
        return reviews.look(id, now(), (held, released) -> {
            Guard.Approval approval = reopened(held).approve(released);
            released.withdraw(approval.entered());
            return new Looked(held, approval.met());
        });
    }

    private static ReopenedAnswer reopened(Held held) {
        AnswerForm form = AnswerForm.of(held.answer());
        return new ReopenedAnswer(form, held.body(), cell(held, form), held.own());
    }

    private static HeldCell cell(Held held, AnswerForm form) {
        return HeldCell.of(held.cell(), form.query(), held.numbers());
    }

    private CellSight sight(Looked looked) {
        Held held = looked.held();
        AnswerForm form = AnswerForm.of(held.answer());
        HeldCell cell = cell(held, form);
        EarlierCells earlier = new EarlierCells(reviews.answers(held.applicant()));
        List<CellSight.Parted> parted = looked.met().stream().filter(Finding.Parts.class::isInstance).map(Finding.Parts.class::cast)
                .map(parts -> new CellSight.Parted(parts.persons(), parts.numbers())).toList();
        List<CellSight.Near> near = looked.met().stream().filter(finding -> finding instanceof Finding.Close || finding instanceof Finding.NotLookedAt).map(finding -> near(finding, EarlierCells.number(cell.cell()), earlier)).toList();
        return new CellSight(held.id(), held.applicant(), form.user(), form.sql(), EarlierCells.named(form.query(), cell.keys()), EarlierCells.columns(form.query(), cell.term()),
                String.valueOf(cell.cell().value()), form.persons(), near, parted, looked.met().contains(new Finding.Solves()), seen(looked.met()));
    }

    private static CellSight.Near near(Finding finding, Optional<BigDecimal> value, EarlierCells earlier) {
        if (!(finding instanceof Finding.Close close)) {
            return new CellSight.Near(Optional.empty(), false, List.of(), Optional.empty());
        }
        List<CellSight.Earlier> met = new ArrayList<>();
        Optional<BigDecimal> difference = close.sum() ? Optional.empty() : value;
        for (Finding.Met each : close.met()) {
            met.add(earlier.earlier(each.form(), each.sign()));
            Optional<BigDecimal> other = earlier.value(each.form()).map(number -> number.multiply(BigDecimal.valueOf(each.sign())));
            difference = difference.flatMap(so -> other.map(so::add));
        }
        return new CellSight.Near(Optional.of(close.persons()), close.sum(), met, difference.map(BigDecimal::toPlainString));
    }

    /** Of findings, in whatever order they were met. */
    private static String seen(List<Finding> met) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        met.stream().map(CheckersDesk::text).sorted().forEach(json::add);
        return CanonicalJson.digest(json.toString());
    }

    private static String text(Finding finding) {
        return finding instanceof Finding.Close close
                ? close.persons() + (close.sum() ? " sum " : " ") + close.met().stream().map(each -> each.sign() + " " + each.form()).sorted().toList()
                : finding.toString();
    }

    private void require(String checker) {
        if (!checkers.contains(checker)) {
            throw ReviewRefusal.STRANGER.exception();
        }
    }

    private static String reason(String reason) {
        String stripped = reason.strip();
        if (stripped.length() < SHORTEST_REASON || stripped.length() > LONGEST_REASON) {
            throw ReviewRefusal.REASON.exception();
        }
        return stripped;
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
