package pt.arquipelago.node.run;

import pt.arquipelago.analysis.Refusal;

/** What a node itself says no to, or fails with. None of the sentences carries data. */
public enum NodeRefusal {
    ORDER_REPLAYED("order.replayed", "An order with this id came before, with other bytes.", "Submit the question again: each order has an id of its own."),
    ORDER_VERSION("order.version", "The order asks for a version of the aggregate query that this node does not speak.", "The node has to be brought up to date; the other nodes go on."),
    METHOD_NOT_PERMITTED("permit.method", "The permit does not allow questions in SQL.", "Apply for a permit with the method 'sql'."),
    COLUMN_MASKED("policy.column-masked", "The question uses a column that the institution does not give.", "Leave the column out, or ask the institution."),
    FIT_NOT_EXACT("policy.fit-not-exact", "Correlations, covariances and regressions are answered with exact numbers alone: this institution rounds, or the permit asks for noise.", "Ask for counts and means by bands of the one number, or ask the institution."),
    OBLIGATION_UNKNOWN("policy.obligation", "The policy obliges the node to something that it cannot do.", "The institution corrects its policy: this node filters rows, masks columns and raises thresholds."),
    QUESTIONS_SPENT("permit.questions-spent", "The permit has had all the answers that it may have at this node.", "Apply for another permit, and say why the answers given are not enough."),
    BUDGET_SPENT("permit.budget-spent", "The permit's budget for noisy answers is spent.", "Ask for less precision (a smaller noise.rho), ask an earlier question again, or apply for another permit."),
    EARLIER_PSEUDONYMS("permit.earlier-pseudonyms", "The answers would be held against those of permits that read data with earlier pseudonyms, and this institution has no version of the data that meets them all.",
            "Ask under one of those permits, or wait until they have ended; the access body ends one that is not needed any more."),
    TASK_CANCELLED("node.cancelled", "The task was cancelled.", "Submit the question again if the answer is still wanted."),
    TASK_TIME_LIMIT("node.time-limit", "The task took longer than the node allows.", "Ask for fewer rows or a shorter period."),
    TASK_INTERRUPTED("node.interrupted", "The node stopped while the task was running.", "Submit the question again."),
    TOO_MANY_ROWS("node.too-many-rows", "The question has more rows than a table of aggregates may have.", "Group by fewer or coarser keys."),
    TASK_FAILED("node.failed", "The task failed at the node.", "The institution finds the cause by the correlation id in its log; the question may be sent again.");

    private final Refusal refusal;

    NodeRefusal(String code, String message, String remedy) {
        this.refusal = new Refusal(code, message, remedy);
    }

    public Refusal refusal() {
        return refusal;
    }
}
