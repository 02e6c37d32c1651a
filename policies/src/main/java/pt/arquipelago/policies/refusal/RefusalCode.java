package pt.arquipelago.policies.refusal;

import static java.util.Objects.requireNonNull;

/**
 * Every reason for which a message, a permit, an order or a policy decision is refused by this module: code, sentence, remedy.
 * None of the sentences carries data. The reasons that the Rego rules give stand in their METADATA.
 */
public enum RefusalCode {
    MESSAGE_MALFORMED("message.malformed", "The message is not a compact JWS of three strict base64url parts.", "Send the message exactly as it was signed."),
    MESSAGE_TOO_LARGE("message.too-large", "The message is longer than is accepted.", "Ask a shorter question or name fewer columns."),
    MESSAGE_HEADER("message.header", "The header of the message has something else than alg EdDSA, typ and kid.", "Sign the message with this project's own signer."),
    MESSAGE_TYPE("message.type", "The message is of another kind than is expected here.", "Send the kind of message that this place takes."),
    MESSAGE_KEY_UNKNOWN("message.key-unknown", "The message is signed with a key that is not trusted here.", "Give the signer's public key to the receiver, or sign with the known key."),
    MESSAGE_SIGNATURE("message.signature", "The signature does not fit the message: it was changed after signing.", "Fetch the original message again."),
    MESSAGE_CONTENT("message.content", "The content of the message does not follow its published format.", "Compare the message with its JSON Schema in docs/schemas."),

    PERMIT_EXPIRED("permit.expired", "The permit has expired.", "Apply to the data access body for an extension."),
    PERMIT_NOT_YET_VALID("permit.not-yet-valid", "The permit is not valid yet.", "Wait for the day on which the permit begins."),
    PERMIT_OTHER_NODE("permit.other-node", "The permit names no dataset of this node.", "Send the question to the nodes that the permit names."),
    PERMIT_REVOKED("permit.revoked", "The permit was revoked by the data access body.", "Ask the data access body for the reason; a new application is needed."),
    PERMIT_SUSPENDED("permit.suspended", "The permit is suspended by the data access body.", "Wait until the data access body lifts the suspension."),
    PERMIT_USER("permit.user", "The user is not one of the persons whom the permit names.", "Let a person of the permit ask, or have the permit amended."),
    PERMIT_QUESTION("permit.question", "The question is none of those that the request approval binds.", "Ask an approved question, unchanged, or apply for a data permit."),

    STATUS_STALE("status.stale", "There is no fresh list of revoked and suspended permits.", "Restore the connection to the data access body; the list comes with each poll."),
    STATUS_NOT_YET_VALID("status.not-yet-valid", "The list of revoked and suspended permits is dated in the future.", "Correct the clock of the node or of the access body."),
    STATUS_LIFETIME("status.lifetime", "The list of revoked and suspended permits claims to be valid for more than ten minutes.", "The access body must sign lists for at most 600 seconds."),

    ORDER_EXPIRED("order.expired", "The order has expired.", "Submit the question again."),
    ORDER_NOT_YET_VALID("order.not-yet-valid", "The order is dated in the future.", "Correct the clock of the node or of the access body."),
    ORDER_OTHER_NODE("order.other-node", "The order is addressed to another node.", "Each node needs an order of its own."),
    ORDER_DIGEST("order.digest", "The question is another than the one whose digest the order carries.", "Submit the question again, unchanged."),
    ORDER_ISSUER("order.issuer", "The order and its permit were issued by different bodies.", "Send the order through the body that issued the permit."),

    REQUEST_EXPIRED("request.expired", "The node's request has expired.", "Correct the clock of the node and send the request again."),
    REQUEST_NOT_YET_VALID("request.not-yet-valid", "The node's request is dated in the future.", "Correct the clock of the node."),
    REQUEST_LIFETIME("request.lifetime", "The node's request claims to be valid for more than sixty seconds.", "Sign each request for at most 60 seconds."),
    REQUEST_AUDIENCE("request.audience", "The request is addressed to another service.", "Sign the request for the service that receives it."),
    REQUEST_TARGET("request.target", "The request was signed for another method or path.", "Sign each request for its own method and path."),
    REQUEST_BODY("request.body", "The body of the request is another than the one that was signed.", "Send the request again."),
    REQUEST_ISSUER("request.issuer", "The request names another node than the one whose key signed it.", "Sign with the key that is registered for this node."),
    REQUEST_REPLAYED("request.replayed", "The request was received before.", "Sign each request anew."),

    MANIFEST_ISSUER("manifest.issuer", "The manifest names another node than the one whose key signed it.", "Sign with the key that is registered for this node."),
    MANIFEST_AUDIENCE("manifest.audience", "The manifest is addressed to another service.", "Sign the manifest for the body that gave the order."),
    MANIFEST_ORDER("manifest.order", "The manifest answers another order than the one it was sent for.", "Send each answer to its own order."),
    MANIFEST_PARTIAL("manifest.partial", "The bytes that came with the manifest are not those whose digest it carries.", "Send the kept answer again."),

    HEAD_ISSUER("head.issuer", "The head of the audit log names another node than the one whose key signed it.", "Sign with the key that is registered for this node."),

    POLICY_UNAVAILABLE("policy.unavailable", "The policy could not be asked.", "The institution checks its policy engine; the question may be sent again later."),
    POLICY_NOT_FOUND("policy.not-found", "The policy server does not know the decision.", "The institution loads the policy bundle into its policy server."),
    POLICY_ERROR("policy.error", "The policy engine answered with an error.", "The institution looks into the log of its policy engine."),
    POLICY_TIMEOUT("policy.timeout", "The policy engine did not answer in time.", "The institution checks its policy engine; the question may be sent again later."),
    POLICY_UNDEFINED("policy.undefined", "The policy gives no decision on this question.", "The institution completes its policy: it must define a decision for every input."),
    POLICY_MALFORMED("policy.malformed", "The policy's answer does not have the agreed form.", "The institution corrects its policy: see docs/policies.md for the form of a decision."),
    POLICY_DENIED("policy.denied", "The policy does not allow the question and gives no reason.", "The institution adds a reason to its policy; ask the institution.");

    private final String code;
    private final String sentence;
    private final String remedy;

    RefusalCode(String code, String sentence, String remedy) {
        this.code = requireNonNull(code, "code is null");
        this.sentence = requireNonNull(sentence, "sentence is null");
        this.remedy = requireNonNull(remedy, "remedy is null");
    }

    public String code() {
        return code;
    }

    public String sentence() {
        return sentence;
    }

    public String remedy() {
        return remedy;
    }
}
