package pt.arquipelago.policies.permit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.SigningKey;
import pt.arquipelago.policies.signature.StrictJson;
import pt.arquipelago.policies.testing.Examples;

class NodeRequestVerifierTest {
    private static final SigningKey COIMBRA = SigningKey.generate();
    private static final SigningKey PORTO = SigningKey.generate();
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    private final NodeRequestVerifier verifier = verifier(0);

    @Test
    void aRequestIsAcceptedOnce() {
        String request = Jws.sign(COIMBRA, MessageType.NODE_REQUEST, Examples.request());
        assertThat(verifier.verify(request, "POST", "/node/v1/poll", BODY)).isEqualTo(Examples.request());
        assertRefused(() -> verifier.verify(request, "POST", "/node/v1/poll", BODY), "request.replayed");
    }

    @Test
    void aRefusedRequestIsNotRememberedAsReceived() {
        String request = Jws.sign(COIMBRA, MessageType.NODE_REQUEST, Examples.request());
        assertRefused(() -> verifier.verify(request, "POST", "/node/v1/poll", new byte[0]), "request.body");
        assertThat(verifier.verify(request, "POST", "/node/v1/poll", BODY)).isEqualTo(Examples.request());
    }

    @Test
    void aRequestIsForItsOwnCall() {
        String request = Jws.sign(COIMBRA, MessageType.NODE_REQUEST, Examples.request());
        assertRefused(() -> verifier.verify(request, "PUT", "/node/v1/poll", BODY), "request.target");
        assertRefused(() -> verifier.verify(request, "POST", "/node/v1/poll?x=1", BODY), "request.target");
        NodeRequestVerifier catalogue = new NodeRequestVerifier(NodeRequest.CATALOG, Map.of(Examples.NODE, COIMBRA.verificationKey()), at(0));
        assertRefused(() -> catalogue.verify(request, "POST", "/node/v1/poll", BODY), "request.audience");
    }

    @Test
    void aNodeSpeaksOnlyForItself() {
        String asCoimbra = Jws.sign(PORTO, MessageType.NODE_REQUEST, Examples.request());
        assertRefused(() -> verifier.verify(asCoimbra, "POST", "/node/v1/poll", BODY), "request.issuer");
        String stranger = Jws.sign(SigningKey.generate(), MessageType.NODE_REQUEST, Examples.request());
        assertRefused(() -> verifier.verify(stranger, "POST", "/node/v1/poll", BODY), "message.key-unknown");
    }

    @ParameterizedTest(name = "at {0} s: {1}")
    @CsvSource({"-61, request.not-yet-valid", "120, request.expired"})
    void aRequestHasItsTime(long seconds, String code) {
        String request = Jws.sign(COIMBRA, MessageType.NODE_REQUEST, Examples.request());
        assertRefused(() -> verifier(seconds).verify(request, "POST", "/node/v1/poll", BODY), code);
    }

    @Test
    void aRequestMayNotClaimALongLife() {
        ObjectNode long61 = StrictJson.write(Examples.request()).put("exp", Examples.NOW + 61);
        assertRefused(() -> verifier.verify(Jws.sign(COIMBRA, MessageType.NODE_REQUEST, long61), "POST", "/node/v1/poll", BODY), "request.lifetime");
    }

    private static NodeRequestVerifier verifier(long seconds) {
        return new NodeRequestVerifier(NodeRequest.ACCESS_BODY, Map.of(Examples.NODE, COIMBRA.verificationKey(), "uls-sao-joao", PORTO.verificationKey()), at(seconds));
    }

    private static Clock at(long seconds) {
        return Clock.fixed(Instant.ofEpochSecond(Examples.NOW + seconds), ZoneOffset.UTC);
    }

    private static void assertRefused(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(InvalidMessage.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
