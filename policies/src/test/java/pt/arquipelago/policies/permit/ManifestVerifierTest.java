package pt.arquipelago.policies.permit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.SigningKey;
import pt.arquipelago.policies.signature.StrictJson;
import pt.arquipelago.policies.testing.Examples;

class ManifestVerifierTest {
    private static final SigningKey COIMBRA = SigningKey.generate();
    private static final SigningKey PORTO = SigningKey.generate();
    private static final TaskOrder ORDER = Examples.order("permit");
    private static final byte[] PARTIAL = {1, 2, 3};

    private final ManifestVerifier verifier = new ManifestVerifier("hdab-pt", Map.of(Examples.NODE, COIMBRA.verificationKey(), "uls-sao-joao", PORTO.verificationKey()));

    @Test
    void answersAndRefusalsAreRead() {
        assertThat(verifier.verify(Jws.sign(COIMBRA, MessageType.MANIFEST, released()), ORDER, PARTIAL).outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(verifier.verify(Jws.sign(COIMBRA, MessageType.MANIFEST, Examples.refusal()), ORDER, new byte[0])).isEqualTo(Examples.refusal());
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource({
        "iss, uls-sao-joao, manifest.issuer",
        "aud, another, manifest.audience",
        "order, order-other, manifest.order",
        "task, task-other, manifest.order",
        "question_digest, DIGEST, manifest.order",
        "partial_digest, DIGEST, manifest.partial",
        "outcome, refused, message.content",
        "outcome, checked, message.content",
        "unknown, x, message.content"})
    void anAnswerThatDoesNotFitIsRefused(String field, String value, String code) {
        ObjectNode manifest = released().put(field, value.replace("DIGEST", CanonicalJson.digest("other")));
        assertRefused(Jws.sign(COIMBRA, MessageType.MANIFEST, manifest), PARTIAL, code);
    }

    @Test
    void bytesBesideAnAnswerThatReleasesNoneAreRefused() {
        assertRefused(Jws.sign(COIMBRA, MessageType.MANIFEST, Examples.refusal()), PARTIAL, "manifest.partial");
        assertRefused(Jws.sign(COIMBRA, MessageType.MANIFEST, released()), new byte[0], "manifest.partial");
    }

    @Test
    void anotherNodeCannotAnswer() {
        assertRefused(Jws.sign(PORTO, MessageType.MANIFEST, released()), PARTIAL, "manifest.issuer");
        assertRefused(Jws.sign(PORTO, MessageType.MANIFEST, released().put("iss", "uls-sao-joao")), PARTIAL, "manifest.issuer");
    }

    private static ObjectNode released() {
        return StrictJson.write(Examples.manifest()).put("partial_digest", CanonicalJson.digest(PARTIAL));
    }

    private void assertRefused(String compact, byte[] partial, String code) {
        assertThatThrownBy(() -> verifier.verify(compact, ORDER, partial)).isInstanceOfSatisfying(InvalidMessage.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
