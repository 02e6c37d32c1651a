package pt.arquipelago.policies.permit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.SigningKey;
import pt.arquipelago.policies.signature.StrictJson;
import pt.arquipelago.policies.signature.TrustedKeys;
import pt.arquipelago.policies.testing.Examples;

class OrderVerifierTest {
    private static final SigningKey PERMITS = SigningKey.generate();
    private static final SigningKey ORDERS = SigningKey.generate();
    private static final SigningKey STATUS = SigningKey.generate();

    @Test
    void anOrderIsReadWithItsPermit() {
        VerifiedOrder verified = verify(order(), 0, Examples.status());
        assertThat(verified.permit()).isEqualTo(Examples.permit());
        assertThat(verified.order().question()).isEqualTo(Examples.question());
        assertThat(verified.digest()).isEqualTo(CanonicalJson.digest(Jws.sign(ORDERS, MessageType.ORDER, order())));
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            iss             | "another"                          | order.issuer
            aud             | "uls-sao-joao"                     | order.other-node
            exp             | 1795337000                         | message.content
            question_digest | "sha256:DIGEST"                    | order.digest
            question        | {"sql":"SELECT count(*) FROM dem"} | order.digest
            user            | "eva.dias"                         | permit.user
            permit          | "eyJhbGciOiJub25lIn0.e30."         | message.header
            unknown         | 1                                  | message.content
            mode            | "write"                            | message.content
            """)
    void anOrderThatIsNotRightIsRefused(String field, String value, String code) {
        ObjectNode order = order();
        order.set(field, json(value.replace("DIGEST", "0".repeat(64))));
        assertRefused(() -> verify(order, 0, Examples.status()), code);
    }

    /** Seconds from the order's issue at NOW − 10 to its end at NOW + 600; 60 seconds of skew on both sides. */
    @ParameterizedTest(name = "{0} s: {1}")
    @CsvSource({"-71, order.not-yet-valid", "659, ''", "660, order.expired"})
    void anOrderHasItsTime(long seconds, String code) {
        StatusList fresh = new StatusList("hdab-pt", Examples.NOW + seconds, Examples.NOW + seconds + 600, List.of(), List.of());
        assertOutcome(() -> verify(order(), seconds, fresh), code);
    }

    @ParameterizedTest(name = "permit from {0} to {1}: {2}")
    @CsvSource({"61, 1000, permit.not-yet-valid", "60, 1000, ''", "-1000, -60, permit.expired", "-1000, -59, ''"})
    void aPermitHasItsTime(long from, long until, String code) {
        ObjectNode permit = StrictJson.write(Examples.permit()).put("iat", 0).put("nbf", Examples.NOW + from).put("exp", Examples.NOW + until);
        assertOutcome(() -> verify(orderWith(permit), 0, Examples.status()), code);
    }

    @Test
    void aPermitOfAnotherNodeIsRefused() {
        Permit permit = Examples.permit();
        ObjectNode other = StrictJson.write(permit);
        other.withArray("datasets").removeAll().add(StrictJson.write(permit.datasets().get(2)));
        assertRefused(() -> verify(orderWith(other), 0, Examples.status()), "permit.other-node");
    }

    @Test
    void aRequestApprovalBindsItsQuestions() {
        ObjectNode approval = StrictJson.write(Examples.permit()).put("basis", "art69");
        approval.withArray("questions").add(Examples.question().digest());
        assertThat(verify(orderWith(approval), 0, Examples.status()).permit().basis()).isEqualTo(Basis.ART69);
        approval.withArray("questions").removeAll().add(Question.of("SELECT count(*) FROM dem").digest());
        assertRefused(() -> verify(orderWith(approval), 0, Examples.status()), "permit.question");
    }

    @Test
    void aQuestionMayBeWrittenWithoutItsOptionalParts() {
        Question question = Question.of("SELECT count(*) FROM dem");
        ObjectNode order = order().put("question_digest", question.digest());
        order.set("question", StrictJson.write(question));
        assertThat(verify(order, 0, Examples.status()).order().question()).isEqualTo(question);
    }

    @Test
    void aRevokedOrSuspendedPermitIsRefused() {
        StatusList revoked = new StatusList("hdab-pt", Examples.NOW, Examples.NOW + 600, List.of("permit-2026-0001"), List.of());
        StatusList suspended = new StatusList("hdab-pt", Examples.NOW, Examples.NOW + 600, List.of(), List.of("permit-2026-0001"));
        assertRefused(() -> verify(order(), 0, revoked), "permit.revoked");
        assertRefused(() -> verify(order(), 0, suspended), "permit.suspended");
    }

    @ParameterizedTest(name = "list from {0} to {1}: {2}")
    @CsvSource({"-660, -60, status.stale", "-600, -59, ''", "61, 600, status.not-yet-valid", "0, 601, status.lifetime"})
    void aStatusListMustBeFresh(long from, long until, String code) {
        StatusList list = new StatusList("hdab-pt", Examples.NOW + from, Examples.NOW + until, List.of(), List.of());
        assertOutcome(() -> statuses(0).verify(Jws.sign(STATUS, MessageType.STATUS, list)), code);
        if (!code.equals("status.lifetime")) {
            assertOutcome(() -> verify(order(), 0, list), code);
        }
    }

    @Test
    void keysOfOneKindSignNothingOfAnother() {
        String permitByOrders = Jws.sign(ORDERS, MessageType.PERMIT, Examples.permit());
        assertRefused(() -> verify(order().put("permit", permitByOrders), 0, Examples.status()), "message.key-unknown");
        String orderByPermits = Jws.sign(PERMITS, MessageType.ORDER, order());
        assertRefused(() -> verifier(0).verify(orderByPermits, Examples.status()), "message.key-unknown");
        String statusAsPermit = Jws.sign(PERMITS, MessageType.STATUS, Examples.permit());
        assertRefused(() -> verify(order().put("permit", statusAsPermit), 0, Examples.status()), "message.type");
    }

    @Test
    void aPermitChangedByOneByteIsRefused() {
        String permit = Jws.sign(PERMITS, MessageType.PERMIT, Examples.permit());
        int middle = permit.indexOf('.') + 100;
        String changed = permit.substring(0, middle) + (permit.charAt(middle) == 'A' ? 'B' : 'A') + permit.substring(middle + 1);
        assertRefused(() -> verify(order().put("permit", changed), 0, Examples.status()), "message.signature");
    }

    private static ObjectNode order() {
        return orderWith(StrictJson.write(Examples.permit()));
    }

    private static ObjectNode orderWith(ObjectNode permit) {
        return StrictJson.write(Examples.order(Jws.sign(PERMITS, MessageType.PERMIT, permit)));
    }

    private static VerifiedOrder verify(ObjectNode order, long seconds, StatusList status) {
        return verifier(seconds).verify(Jws.sign(ORDERS, MessageType.ORDER, order), status);
    }

    private static OrderVerifier verifier(long seconds) {
        return new OrderVerifier(Examples.NODE, TrustedKeys.of(ORDERS.verificationKey()), new PermitVerifier(TrustedKeys.of(PERMITS.verificationKey()), at(seconds)),
                statuses(seconds), at(seconds));
    }

    private static StatusVerifier statuses(long seconds) {
        return new StatusVerifier(TrustedKeys.of(STATUS.verificationKey()), at(seconds));
    }

    private static Clock at(long seconds) {
        return Clock.fixed(Instant.ofEpochSecond(Examples.NOW + seconds), ZoneOffset.UTC);
    }

    private static JsonNode json(String value) {
        return StrictJson.readObject(("{\"v\":" + value + "}").getBytes(StandardCharsets.UTF_8)).get("v");
    }

    private static void assertOutcome(ThrowingCallable call, String code) {
        if (code.isEmpty()) {
            assertThatCode(call).doesNotThrowAnyException();
        } else {
            assertRefused(call, code);
        }
    }

    private static void assertRefused(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(InvalidMessage.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
