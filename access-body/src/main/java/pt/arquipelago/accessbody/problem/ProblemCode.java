package pt.arquipelago.accessbody.problem;

import static java.util.Objects.requireNonNull;

/**
 * Everything the access body answers "no" to, with its HTTP status. The codes are part of the published API: they
 * never change meaning. {@code docs/refusal-codes.md} lists them.
 */
public enum ProblemCode {
    NOT_SIGNED_IN("access.not-signed-in", 401, "Not signed in", "Sign in and send the token as a bearer token."),
    WRONG_CREDENTIALS("access.wrong-credentials", 401, "User or password is wrong", "Check both and try again."),
    TOO_MANY_ATTEMPTS("access.too-many-attempts", 429, "Too many failed attempts to sign in", "Wait five minutes and try again."),
    FORBIDDEN("access.forbidden", 403, "Your role does not allow this", "Ask somebody who has the role, or sign in with another account."),
    NOT_CHECKED("access.not-checked", 403, "The answer was made without a check of authorisation", "This is a fault of the access body: report it."),
    FORM_NOT_OURS("access.form-not-ours", 403, "The form was not made by this session", "Open the page again and repeat."),
    SAME_PERSON("access.same-person", 403, "Applicant and user must not judge their own work", "Another person with the role has to do it."),
    NOT_FOUND("input.not-found", 404, "There is no such thing, or you may not see it", "Check the address."),
    METHOD_NOT_ALLOWED("input.method-not-allowed", 405, "This address does not take this method", "See the API's description."),
    NOT_ACCEPTABLE("input.not-acceptable", 406, "The result has no such format", "Ask for JSON, CSV, Arrow or Parquet."),
    TOO_LARGE("input.too-large", 413, "The request is too large", "Send less."),
    MALFORMED("input.malformed", 400, "The request cannot be read", "Compare it with the API's description."),
    INVALID("input.invalid", 422, "The request lacks something or holds something impossible", "Correct what the detail names."),
    QUESTION_TOO_LONG("input.question-too-long", 422, "The question is too long", "Shorten the question."),
    UNKNOWN_DATASET("application.unknown-dataset", 422, "The catalogue has no such dataset", "Choose one that the catalogue lists."),
    UNKNOWN_COLUMN("application.unknown-column", 422, "The dataset has no such column", "Choose columns from its data dictionary."),
    PURPOSE_RESERVED("application.purpose-reserved", 422, "This purpose is reserved for public bodies (Art 53(2))", "Name another purpose, or show the mandate of a public body."),
    WRONG_STATE("application.wrong-state", 409, "The application is not in a state that allows this step", "Look at its history."),
    KEYSTORE_LOCKED("permit.keystore-locked", 422, "The password does not open the keystore of permits", "Type the keystore's password again."),
    PERMIT_NOT_VALID("permit.not-valid", 409, "The permit is not valid now", "Look at its state and its dates."),
    PERMIT_WRONG_STATE("permit.wrong-state", 409, "The permit cannot change to this state", "A revoked or expired permit stays so: apply again."),
    NOT_IN_PERMIT("permit.user-not-named", 403, "The permit does not name you", "Ask the body to amend the permit."),
    QUESTION_NOT_APPROVED("permit.question-not-approved", 403, "The request approval does not hold this question", "Send the approved question unchanged, or apply for a permit."),
    TASK_WRONG_STATE("task.wrong-state", 409, "The task is not in a state that allows this step", "Look at its state."),
    RESULT_NOT_RELEASED("task.result-not-released", 409, "The result is not released", "Wait for the check of the output; its state says where it is."),
    CATALOG_UNAVAILABLE("catalog.unavailable", 503, "The catalogue does not answer", "Try again in a moment; if it lasts, tell the access body."),
    NODE_NOT_AUTHENTICATED("node.not-authenticated", 401, "The node's signature does not hold", "Check the node's key, its clock and what it signs."),
    NODE_REPLAYED("node.request-replayed", 401, "This signed request was already used", "Sign each request anew."),
    NODE_AUDIT_INCONSISTENT("node.audit-inconsistent", 409, "The node's audit log does not continue the one seen before", "The institution has to explain it; nothing of this node is accepted meanwhile."),
    NODE_RESULT_INVALID("node.result-invalid", 422, "The result does not agree with its manifest or its order", "The node must send exactly what it signed."),
    INTERNAL("internal", 500, "Something failed inside the access body", "Try again; if it lasts, give the access body the reference.");

    private final String code;
    private final int status;
    private final String title;
    private final String remedy;

    ProblemCode(String code, int status, String title, String remedy) {
        this.code = requireNonNull(code, "code is null");
        this.status = status;
        this.title = requireNonNull(title, "title is null");
        this.remedy = requireNonNull(remedy, "remedy is null");
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String remedy() {
        return remedy;
    }
}
