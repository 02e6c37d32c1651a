package pt.arquipelago.policies.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pt.arquipelago.policies.refusal.RefusalCode;

class JwsTest {
    private static final SigningKey KEY = SigningKey.generate();
    private static final TrustedKeys TRUSTED = TrustedKeys.of(KEY.verificationKey());
    private static final ObjectNode PAYLOAD = JsonNodeFactory.instance.objectNode().put("iss", "hdab-pt").put("n", 3);

    @Test
    void whatIsSignedIsReadBack() {
        VerifiedMessage message = Jws.verify(Jws.sign(KEY, MessageType.PERMIT, PAYLOAD), MessageType.PERMIT, TRUSTED);
        assertThat(message.payload()).isEqualTo(PAYLOAD);
        assertThat(message.signer()).isEqualTo(KEY.verificationKey());
    }

    @Test
    void theSameContentIsSignedToTheSameBytes() {
        ObjectNode otherOrder = JsonNodeFactory.instance.objectNode().put("n", 3).put("iss", "hdab-pt");
        assertThat(Jws.sign(KEY, MessageType.PERMIT, otherOrder)).isEqualTo(Jws.sign(KEY, MessageType.PERMIT, PAYLOAD));
    }

    @Test
    void rfc8037ExampleVerifies() {
        VerificationKey key = VerificationKey.fromJwk("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}");
        byte[] signed = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc".getBytes(StandardCharsets.US_ASCII);
        byte[] signature = Base64.getUrlDecoder().decode("hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
        assertThat(key.verifies(signed, signature)).isTrue();
        assertThatThrownBy(() -> Jws.verify(new String(signed, StandardCharsets.US_ASCII) + "." + Base64Url.encode(signature), MessageType.PERMIT, TrustedKeys.of(key)))
                .as("a header without kid and typ").isInstanceOf(InvalidMessage.class).hasMessageStartingWith("message.header");
    }

    @Test
    void everyCharacterChangedInAnyOfItsBitsIsRefused() {
        byte[] compact = Jws.sign(KEY, MessageType.ORDER, PAYLOAD).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < compact.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = compact.clone();
                changed[i] ^= (byte) (1 << bit);
                String text = new String(changed, StandardCharsets.ISO_8859_1);
                assertThatThrownBy(() -> Jws.verify(text, MessageType.ORDER, TRUSTED)).as("byte %d bit %d", i, bit).isInstanceOf(InvalidMessage.class);
            }
        }
    }

    @Test
    void everyByteOfTheDecodedPartsChangedIsRefused() {
        String[] parts = Jws.sign(KEY, MessageType.ORDER, PAYLOAD).split("\\.");
        for (int part = 0; part < parts.length; part++) {
            byte[] bytes = Base64Url.decode(parts[part]);
            for (int i = 0; i < bytes.length; i++) {
                byte[] changed = bytes.clone();
                changed[i] ^= 1;
                String[] spoilt = parts.clone();
                spoilt[part] = Base64Url.encode(changed);
                assertThatThrownBy(() -> Jws.verify(String.join(".", spoilt), MessageType.ORDER, TRUSTED)).as("part %d byte %d", part, i)
                        .isInstanceOf(InvalidMessage.class);
            }
        }
    }

    @Test
    void everyPrefixIsRefused() {
        String compact = Jws.sign(KEY, MessageType.ORDER, PAYLOAD);
        for (int length = 0; length < compact.length(); length++) {
            String cut = compact.substring(0, length);
            assertThatThrownBy(() -> Jws.verify(cut, MessageType.ORDER, TRUSTED)).isInstanceOf(InvalidMessage.class);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"alg":"none","kid":"KID","typ":"TYP"}                    | message.header
            {"alg":"HS256","kid":"KID","typ":"TYP"}                   | message.header
            {"alg":"Ed25519","kid":"KID","typ":"TYP"}                 | message.header
            {"alg":["EdDSA"],"kid":"KID","typ":"TYP"}                 | message.header
            {"alg":"EdDSA","kid":"KID"}                               | message.header
            {"alg":"EdDSA","typ":"TYP"}                               | message.header
            {"alg":"EdDSA","kid":"KID","typ":"TYP","crit":["b64"]}    | message.header
            {"alg":"EdDSA","kid":"KID","typ":"TYP","jwk":{}}          | message.header
            {"alg":"EdDSA","kid":"KID","typ":"TYP","zip":"DEF"}       | message.header
            {"alg":"EdDSA","alg":"EdDSA","kid":"KID","typ":"TYP"}     | message.header
            {"alg":"EdDSA","kid":"KID","typ":"TYP"} {}                | message.header
            ["EdDSA"]                                                 | message.header
            {"alg":"EdDSA","kid":"KID","typ":"JWT"}                   | message.type
            {"alg":"EdDSA","kid":"KID","typ":"ARQUIPELAGO-ORDER+JWT"} | message.type
            {"alg":"EdDSA","kid":"KID","typ":null}                    | message.type
            {"alg":"EdDSA","kid":"other","typ":"TYP"}                 | message.key-unknown
            {"alg":"EdDSA","kid":7,"typ":"TYP"}                       | message.key-unknown
            """)
    void anyOtherHeaderIsRefusedEvenWhenSigned(String header, String code) {
        String filled = header.replace("KID", KEY.verificationKey().thumbprint()).replace("TYP", MessageType.ORDER);
        assertRefused(signed(filled, "{}"), code);
    }

    @Test
    void paddingAndForeignCharactersAreRefused() {
        String compact = Jws.sign(KEY, MessageType.ORDER, PAYLOAD);
        assertRefused(compact + "=", "message.malformed");
        assertRefused(compact + "\n", "message.malformed");
        assertRefused(compact + ".", "message.malformed");
        assertRefused(" " + compact, "message.malformed");
        assertRefused(compact.replaceFirst("\\.", ".\n"), "message.malformed");
        assertRefused("", "message.malformed");
    }

    @Test
    void aPayloadThatIsNoJsonObjectIsRefused() {
        String header = "{\"alg\":\"EdDSA\",\"kid\":\"" + KEY.verificationKey().thumbprint() + "\",\"typ\":\"" + MessageType.ORDER + "\"}";
        for (String payload : new String[] {"", "[]", "null", "{", "{}{}", "{\"a\":1,\"a\":2}", "{\"a\":NaN}"}) {
            assertRefused(signed(header, payload), "message.content");
        }
        assertRefused(signed(header, "{\"a\":".repeat(100) + "1" + "}".repeat(100)), "message.content");
    }

    @Test
    void aMessageThatIsTooLargeIsRefusedBeforeItIsRead() {
        assertRefused("a".repeat(Jws.MAX_LENGTH + 1), "message.too-large");
        ObjectNode large = PAYLOAD.deepCopy().put("text", "a".repeat(Jws.MAX_LENGTH));
        assertThatThrownBy(() -> Jws.sign(KEY, MessageType.ORDER, large)).isInstanceOf(InvalidMessage.class).hasMessageStartingWith("message.too-large");
    }

    @Test
    void anotherKeyUnderAKnownNameIsRefused() {
        SigningKey thief = SigningKey.generate();
        String header = Base64Url.encode(("{\"alg\":\"EdDSA\",\"kid\":\"" + KEY.verificationKey().thumbprint() + "\",\"typ\":\"" + MessageType.ORDER + "\"}")
                .getBytes(StandardCharsets.UTF_8));
        String signed = header + "." + Base64Url.encode("{}".getBytes(StandardCharsets.UTF_8));
        assertRefused(signed + "." + Base64Url.encode(thief.sign(signed.getBytes(StandardCharsets.US_ASCII))), "message.signature");
        assertRefused(Jws.sign(thief, MessageType.ORDER, PAYLOAD), "message.key-unknown");
    }

    @Test
    void aSignatureWhoseScalarIsNotReducedIsRefused() {
        // s + L verifies under a lenient implementation: the same message would have two signatures (RFC 8032 5.1.7).
        String compact = Jws.sign(KEY, MessageType.ORDER, PAYLOAD);
        byte[] signature = Base64Url.decode(compact.substring(compact.lastIndexOf('.') + 1));
        byte[] order = HexFormat.of().parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        int carry = 0;
        for (int i = 0; i < 32; i++) {
            int sum = (signature[32 + i] & 0xff) + (order[i] & 0xff) + carry;
            signature[32 + i] = (byte) sum;
            carry = sum >> 8;
        }
        assertRefused(compact.substring(0, compact.lastIndexOf('.') + 1) + Base64Url.encode(signature), "message.signature");
    }

    private static String signed(String header, String payload) {
        String signed = Base64Url.encode(header.getBytes(StandardCharsets.UTF_8)) + "." + Base64Url.encode(payload.getBytes(StandardCharsets.UTF_8));
        return signed + "." + Base64Url.encode(KEY.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static void assertRefused(String compact, String code) {
        assertThatThrownBy(() -> Jws.verify(compact, MessageType.ORDER, TRUSTED))
                .isInstanceOfSatisfying(InvalidMessage.class, refused -> assertThat(refused.code()).isEqualTo(code));
        assertThat(RefusalCode.values()).extracting(RefusalCode::code).contains(code);
    }
}
