package pt.arquipelago.node.run;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import pt.arquipelago.analysis.Refusal;
import pt.arquipelago.node.audit.AuditLog;
import pt.arquipelago.node.audit.AuditReceipt;
import pt.arquipelago.node.disclosure.CheckedResult;
import pt.arquipelago.node.history.History;
import pt.arquipelago.node.history.Jobs;
import pt.arquipelago.node.history.Jobs.KeptAnswer;
import pt.arquipelago.node.release.Release;
import pt.arquipelago.node.release.ReleasedResult;
import pt.arquipelago.policies.permit.Outcome;

/** Closes an order: first the audit entry, on disk; then the signed answer; then it is kept until the access body has it. */
final class AnswerDesk {
    private final AuditLog audit;
    private final Release release;
    private final Jobs jobs;
    private final History history;

    AnswerDesk(AuditLog audit, Release release, Jobs jobs, History history) {
        this.audit = requireNonNull(audit, "audit is null");
        this.release = requireNonNull(release, "release is null");
        this.jobs = requireNonNull(jobs, "jobs is null");
        this.history = requireNonNull(history, "history is null");
    }

    /** @param position of the pending entry, which counts as released from here on; a repeat's entry already does */
    ReleasedResult release(Account account, CheckedResult result, String permit, long position) {
        AuditReceipt receipt = audit.append(account.answered(Outcome.RELEASED));
        ReleasedResult answer = release.result(account.order(), result, receipt);
        history.released(permit, position, answer.order(), kept(answer));
        return answer;
    }

    ReleasedResult checked(Account account, ObjectNode query) {
        AuditReceipt receipt = audit.append(account.answered(Outcome.CHECKED));
        return keep(release.checked(account.order(), query, receipt));
    }

    /** Refused, failed or incompatible. */
    ReleasedResult refuse(Account account, Outcome outcome, Refusal refusal) {
        return keep(refuseOnce(account, outcome, refusal));
    }

    /** Of an order whose id belongs to another one: that one's answer stays. */
    ReleasedResult refuseOnce(Account account, Outcome outcome, Refusal refusal) {
        AuditReceipt receipt = audit.append(account.refused(outcome, refusal.code()));
        return release.refusal(account.order(), refusal, receipt);
    }

    /** Of a message that is no order: it is written down, and nobody is answered. */
    void unbelieved(Account account, String code) {
        audit.append(account.refused(Outcome.REFUSED, code));
    }

    ReleasedResult again(KeptAnswer answer) {
        return release.again(answer.manifest(), answer.body());
    }

    private ReleasedResult keep(ReleasedResult answer) {
        jobs.answer(answer.order(), kept(answer));
        return answer;
    }

    private static KeptAnswer kept(ReleasedResult answer) {
        return new KeptAnswer(answer.signedManifest(), answer.bytes());
    }
}
