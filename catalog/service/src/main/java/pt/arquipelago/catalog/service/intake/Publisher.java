package pt.arquipelago.catalog.service.intake;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.service.intake.NotAccepted.Reason;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.TrustedKeys;
import pt.arquipelago.policies.signature.VerificationKey;
import pt.arquipelago.policies.signature.VerifiedMessage;

/**
 * Who publishes: the key registered for the node that a description is of must have signed this call, this body, now. The signature is a
 * {@code arquipelago-description+jwt} with {@code iss} (node), {@code htm}, {@code htu} (path), {@code digest} (of the body), {@code iat} and
 * {@code exp} (epoch seconds, at most 60 apart); {@code aud}, where it is given, is {@code catalog}.
 */
public final class Publisher {
    static final long LIFETIME_SECONDS = 60;
    static final long SKEW_SECONDS = 60;

    private final Map<String, VerificationKey> nodes;
    private final TrustedKeys keys;
    private final Clock clock;

    public Publisher(Map<String, VerificationKey> nodes, Clock clock) {
        this.nodes = Map.copyOf(nodes);
        this.keys = TrustedKeys.of(nodes.values());
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * @param paths the path as the node may have seen it: with or without what a proxy takes off
     * @return when it was signed, epoch seconds
     * @throws NotAccepted if anything is not as it must be
     */
    public long verify(String compact, String node, String method, List<String> paths, byte[] body) {
        VerifiedMessage message;
        try {
            message = Jws.verify(compact, MessageType.DESCRIPTION, keys);
        } catch (InvalidMessage e) {
            throw new NotAccepted(Reason.SIGNATURE, new LocalText(e.refusal().sentencePt(), e.sentence()), new LocalText("Assine de novo com a chave registada desta instituição.", e.remedy()));
        }
        ObjectNode claims = message.payload();
        if (!message.signer().equals(nodes.get(text(claims, "iss"))) || !text(claims, "iss").equals(node)) {
            throw new NotAccepted(Reason.NOT_YOURS, new LocalText("A descrição é de uma tabela de outra instituição que não aquela cuja chave a assinou.",
                    "The description is of a table of another node than the one whose key signed it."),
                    new LocalText("Publique sob a sua própria identificação, com a chave registada para ela.", "Publish under the node's own id, signed with the key registered for it."));
        }
        require(!claims.has("aud") || "catalog".equals(text(claims, "aud")), "A assinatura é dirigida a outro serviço.", "The signature is addressed to another service.",
                "Assine para o destinatário 'catalog'.", "Sign for the audience 'catalog'.");
        require(method.equals(text(claims, "htm")) && paths.contains(text(claims, "htu")), "A assinatura é de outro método ou caminho.", "The signature is of another method or path.",
                "Assine cada chamada para o seu método (htm) e caminho (htu).", "Sign each call for its own method (htm) and path (htu).");
        require(CanonicalJson.digest(body).equals(text(claims, "digest")), "A assinatura é de outro corpo que não o que chegou.", "The signature is of another body than the one that came.",
                "Assine o SHA-256 dos bytes tal como são enviados.", "Sign the SHA-256 of the bytes as they are sent.");
        return requireNow(claims);
    }

    private long requireNow(ObjectNode claims) {
        long iat = seconds(claims, "iat");
        long exp = seconds(claims, "exp");
        long now = clock.instant().getEpochSecond();
        require(exp > iat && exp - iat <= LIFETIME_SECONDS, "A assinatura diz valer mais de " + LIFETIME_SECONDS + " segundos.", "The signature claims to be valid for more than " + LIFETIME_SECONDS + " seconds.",
                "Assine cada chamada de novo, por " + LIFETIME_SECONDS + " segundos no máximo.", "Sign each call anew, for at most " + LIFETIME_SECONDS + " seconds.");
        require(iat <= now + SKEW_SECONDS, "A assinatura tem data futura.", "The signature is dated in the future.", "Acerte o relógio da instituição.", "Correct the clock of the node.");
        require(exp > now - SKEW_SECONDS, "A assinatura caducou.", "The signature has expired.",
                "Assine a chamada de novo; se acontecer muitas vezes, acerte o relógio da instituição.", "Sign the call again; if it happens often, correct the clock of the node.");
        return iat;
    }

    private static String text(ObjectNode claims, String name) {
        JsonNode value = claims.path(name);
        require(value.isTextual(), "À assinatura falta '" + name + "'.", "The signature lacks the claim '" + name + "'.", "Dê iss, htm, htu, digest, iat e exp.", "Give iss, htm, htu, digest, iat and exp.");
        return value.textValue();
    }

    private static long seconds(ObjectNode claims, String name) {
        JsonNode value = claims.path(name);
        require(value.isIntegralNumber() && value.canConvertToLong(), "À assinatura falta '" + name + "' em segundos.", "The signature lacks the claim '" + name + "' in seconds.",
                "Dê iss, htm, htu, digest, iat e exp.", "Give iss, htm, htu, digest, iat and exp.");
        return value.longValue();
    }

    private static void require(boolean holds, String otherwisePt, String otherwiseEn, String remedyPt, String remedyEn) {
        if (!holds) {
            throw new NotAccepted(Reason.SIGNATURE, new LocalText(otherwisePt, otherwiseEn), new LocalText(remedyPt, remedyEn));
        }
    }
}
