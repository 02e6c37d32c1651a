package pt.arquipelago.policies.refusal;

import static java.util.Objects.requireNonNull;

/**
 * Every reason for which a message, a permit, an order or a policy decision is refused by this module: code, sentence in English and Portuguese, remedy.
 * None of the sentences carries data. The reasons that the Rego rules give stand in their METADATA.
 */
public enum RefusalCode {
    MESSAGE_MALFORMED("message.malformed",
            "The message is not a compact JWS of three strict base64url parts.",
            "A mensagem não é um JWS compacto de três partes em base64url estrito.",
            "Send the message exactly as it was signed."),
    MESSAGE_TOO_LARGE("message.too-large",
            "The message is longer than is accepted.",
            "A mensagem é mais longa do que se aceita.",
            "Ask a shorter question or name fewer columns."),
    MESSAGE_HEADER("message.header",
            "The header of the message has something else than alg EdDSA, typ and kid.",
            "O cabeçalho da mensagem tem algo além de alg EdDSA, typ e kid.",
            "Sign the message with this project's own signer."),
    MESSAGE_TYPE("message.type",
            "The message is of another kind than is expected here.",
            "A mensagem é de outro tipo do que aqui se espera.",
            "Send the kind of message that this place takes."),
    MESSAGE_KEY_UNKNOWN("message.key-unknown",
            "The message is signed with a key that is not trusted here.",
            "A mensagem está assinada com uma chave em que aqui não se confia.",
            "Give the signer's public key to the receiver, or sign with the known key."),
    MESSAGE_SIGNATURE("message.signature",
            "The signature does not fit the message: it was changed after signing.",
            "A assinatura não corresponde à mensagem: foi alterada depois de assinada.",
            "Fetch the original message again."),
    MESSAGE_CONTENT("message.content",
            "The content of the message does not follow its published format.",
            "O conteúdo da mensagem não segue o formato publicado.",
            "Compare the message with its JSON Schema in docs/schemas."),

    PERMIT_EXPIRED("permit.expired",
            "The permit has expired.",
            "A autorização caducou.",
            "Apply to the data access body for an extension."),
    PERMIT_NOT_YET_VALID("permit.not-yet-valid",
            "The permit is not valid yet.",
            "A autorização ainda não está em vigor.",
            "Wait for the day on which the permit begins."),
    PERMIT_OTHER_NODE("permit.other-node",
            "The permit names no dataset of this node.",
            "A autorização não abrange nenhum conjunto de dados desta instituição.",
            "Send the question to the nodes that the permit names."),
    PERMIT_REVOKED("permit.revoked",
            "The permit was revoked by the data access body.",
            "A autorização foi revogada pelo organismo responsável pelo acesso aos dados.",
            "Ask the data access body for the reason; a new application is needed."),
    PERMIT_SUSPENDED("permit.suspended",
            "The permit is suspended by the data access body.",
            "A autorização está suspensa pelo organismo responsável pelo acesso aos dados.",
            "Wait until the data access body lifts the suspension."),
    PERMIT_USER("permit.user",
            "The user is not one of the persons whom the permit names.",
            "O utilizador não é uma das pessoas indicadas na autorização.",
            "Let a person of the permit ask, or have the permit amended."),
    PERMIT_QUESTION("permit.question",
            "The question is none of those that the request approval binds.",
            "A pergunta não é nenhuma das que foram aprovadas no pedido.",
            "Ask an approved question, unchanged, or apply for a data permit."),

    STATUS_STALE("status.stale",
            "There is no fresh list of revoked and suspended permits.",
            "Não há uma lista recente das autorizações revogadas e suspensas.",
            "Restore the connection to the data access body; the list comes with each poll."),
    STATUS_NOT_YET_VALID("status.not-yet-valid",
            "The list of revoked and suspended permits is dated in the future.",
            "A lista das autorizações revogadas e suspensas tem data futura.",
            "Correct the clock of the node or of the access body."),
    STATUS_LIFETIME("status.lifetime",
            "The list of revoked and suspended permits claims to be valid for more than ten minutes.",
            "A lista das autorizações revogadas e suspensas diz valer mais de dez minutos.",
            "The access body must sign lists for at most 600 seconds."),

    ORDER_EXPIRED("order.expired",
            "The order has expired.",
            "A ordem caducou.",
            "Submit the question again."),
    ORDER_NOT_YET_VALID("order.not-yet-valid",
            "The order is dated in the future.",
            "A ordem tem data futura.",
            "Correct the clock of the node or of the access body."),
    ORDER_OTHER_NODE("order.other-node",
            "The order is addressed to another node.",
            "A ordem é dirigida a outra instituição.",
            "Each node needs an order of its own."),
    ORDER_DIGEST("order.digest",
            "The question is another than the one whose digest the order carries.",
            "A pergunta não é aquela cujo resumo criptográfico a ordem traz.",
            "Submit the question again, unchanged."),
    ORDER_ISSUER("order.issuer",
            "The order and its permit were issued by different bodies.",
            "A ordem e a sua autorização foram emitidas por organismos diferentes.",
            "Send the order through the body that issued the permit."),

    REQUEST_EXPIRED("request.expired",
            "The node's request has expired.",
            "O pedido da instituição caducou.",
            "Correct the clock of the node and send the request again."),
    REQUEST_NOT_YET_VALID("request.not-yet-valid",
            "The node's request is dated in the future.",
            "O pedido da instituição tem data futura.",
            "Correct the clock of the node."),
    REQUEST_LIFETIME("request.lifetime",
            "The node's request claims to be valid for more than sixty seconds.",
            "O pedido da instituição diz valer mais de sessenta segundos.",
            "Sign each request for at most 60 seconds."),
    REQUEST_AUDIENCE("request.audience",
            "The request is addressed to another service.",
            "O pedido é dirigido a outro serviço.",
            "Sign the request for the service that receives it."),
    REQUEST_TARGET("request.target",
            "The request was signed for another method or path.",
            "O pedido foi assinado para outro método ou caminho.",
            "Sign each request for its own method and path."),
    REQUEST_BODY("request.body",
            "The body of the request is another than the one that was signed.",
            "O corpo do pedido não é o que foi assinado.",
            "Send the request again."),
    REQUEST_ISSUER("request.issuer",
            "The request names another node than the one whose key signed it.",
            "O pedido indica outra instituição do que aquela cuja chave o assinou.",
            "Sign with the key that is registered for this node."),
    REQUEST_REPLAYED("request.replayed",
            "The request was received before.",
            "O pedido já tinha sido recebido.",
            "Sign each request anew."),

    MANIFEST_ISSUER("manifest.issuer",
            "The manifest names another node than the one whose key signed it.",
            "O manifesto indica outra instituição do que aquela cuja chave o assinou.",
            "Sign with the key that is registered for this node."),
    MANIFEST_AUDIENCE("manifest.audience",
            "The manifest is addressed to another service.",
            "O manifesto é dirigido a outro serviço.",
            "Sign the manifest for the body that gave the order."),
    MANIFEST_ORDER("manifest.order",
            "The manifest answers another order than the one it was sent for.",
            "O manifesto responde a outra ordem do que aquela para que foi enviado.",
            "Send each answer to its own order."),
    MANIFEST_PARTIAL("manifest.partial",
            "The bytes that came with the manifest are not those whose digest it carries.",
            "Os bytes que vieram com o manifesto não são aqueles cujo resumo criptográfico ele traz.",
            "Send the kept answer again."),

    HEAD_ISSUER("head.issuer",
            "The head of the audit log names another node than the one whose key signed it.",
            "A cabeça do registo de auditoria indica outra instituição do que aquela cuja chave a assinou.",
            "Sign with the key that is registered for this node."),

    POLICY_UNAVAILABLE("policy.unavailable",
            "The policy could not be asked.",
            "Não foi possível consultar a política.",
            "The institution checks its policy engine; the question may be sent again later."),
    POLICY_NOT_FOUND("policy.not-found",
            "The policy server does not know the decision.",
            "O servidor de políticas não conhece a decisão.",
            "The institution loads the policy bundle into its policy server."),
    POLICY_ERROR("policy.error",
            "The policy engine answered with an error.",
            "O motor de políticas respondeu com um erro.",
            "The institution looks into the log of its policy engine."),
    POLICY_TIMEOUT("policy.timeout",
            "The policy engine did not answer in time.",
            "O motor de políticas não respondeu a tempo.",
            "The institution checks its policy engine; the question may be sent again later."),
    POLICY_UNDEFINED("policy.undefined",
            "The policy gives no decision on this question.",
            "A política não dá decisão para esta pergunta.",
            "The institution completes its policy: it must define a decision for every input."),
    POLICY_MALFORMED("policy.malformed",
            "The policy's answer does not have the agreed form.",
            "A resposta da política não tem a forma acordada.",
            "The institution corrects its policy: see docs/policies.md for the form of a decision."),
    POLICY_UNIDENTIFIED("policy.unidentified",
            "The policy server does not say which bundle decided.",
            "O servidor de políticas não diz que pacote decidiu.",
            "The institution builds its bundle with its digest as revision: see docs/policies.md."),
    POLICY_DENIED("policy.denied",
            "The policy does not allow the question and gives no reason.",
            "A política não permite a pergunta e não dá razão.",
            "The institution adds a reason to its policy; ask the institution.");

    private final String code;
    private final String sentence;
    private final String sentencePt;
    private final String remedy;

    RefusalCode(String code, String sentence, String sentencePt, String remedy) {
        this.code = requireNonNull(code, "code is null");
        this.sentence = requireNonNull(sentence, "sentence is null");
        this.sentencePt = requireNonNull(sentencePt, "sentencePt is null");
        this.remedy = requireNonNull(remedy, "remedy is null");
    }

    public String code() {
        return code;
    }

    public String sentence() {
        return sentence;
    }

    /** The sentence in Portuguese. */
    public String sentencePt() {
        return sentencePt;
    }

    public String remedy() {
        return remedy;
    }
}
