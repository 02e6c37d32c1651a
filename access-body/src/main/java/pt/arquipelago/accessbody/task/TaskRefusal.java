package pt.arquipelago.accessbody.task;

import pt.arquipelago.analysis.Refusal;

import static java.util.Objects.requireNonNull;

/** What the access body itself says of a task, or of a node's share in it, that came to nothing. {@code docs/refusal-codes.md} lists them. */
public enum TaskRefusal {
    TIME_LIMIT("node.time-limit", "The institution's node did not answer in time.", "Ask again; if it lasts, the access body asks the institution."),
    NOT_REGISTERED("node.not-registered", "The institution takes no part in the federation now.", "Ask the access body."),
    AUDIT_INCONSISTENT("node.audit-inconsistent", "The node's audit log does not continue the one it showed before, so nothing of it is accepted.",
            "The access body clears it up with the institution."),
    RESULT_INVALID("node.result-invalid", "The node's answer does not agree with its manifest or its order.", "The access body clears it up with the institution."),
    DIGESTS_DIFFER("task.query-digests-differ", "The nodes did not understand the question alike, so their answers cannot be combined.",
            "Nodes of different versions may be the cause: ask again later, or ask the access body."),
    COMBINATION_FAILED("task.combination-failed", "The partial results could not be combined.", "This is a fault of the access body: report it with the task's id."),
    NO_ANSWER("task.no-answer", "No institution gave an answer.", "Look at what each node says.");

    private final String code;
    private final String message;
    private final String remedy;

    TaskRefusal(String code, String message, String remedy) {
        this.code = requireNonNull(code, "code is null");
        this.message = requireNonNull(message, "message is null");
        this.remedy = requireNonNull(remedy, "remedy is null");
    }

    public String code() {
        return code;
    }

    public Refusal refusal() {
        return new Refusal(code, message, remedy);
    }
}
