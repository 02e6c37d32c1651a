package pt.arquipelago.policies.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pt.arquipelago.policies.testing.TestData;

class Ed25519VectorsTest {
    private static final HexFormat HEX = HexFormat.of();

    @ParameterizedTest(name = "RFC 8032 7.1 message {1}")
    @CsvSource(delimiter = '|', textBlock = """
            d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a | ''   | e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b
            3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c | 72   | 92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00
            fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025 | af82 | 6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a
            """)
    void rfc8032(String key, String message, String signature) {
        VerificationKey verification = VerificationKey.of(HEX.parseHex(key));
        assertThat(verification.verifies(HEX.parseHex(message), HEX.parseHex(signature))).isTrue();
        assertThat(verification.verifies(HEX.parseHex(message + "00"), HEX.parseHex(signature))).isFalse();
    }

    @Test
    void wycheproof() throws IOException {
        JsonNode vectors = new ObjectMapper().readTree(TestData.path("crypto/wycheproof/ed25519_test.json").toFile());
        int run = 0;
        for (JsonNode group : vectors.get("testGroups")) {
            VerificationKey key = VerificationKey.of(HEX.parseHex(group.get("publicKey").get("pk").textValue()));
            for (JsonNode test : group.get("tests")) {
                boolean verifies = key.verifies(HEX.parseHex(test.get("msg").textValue()), HEX.parseHex(test.get("sig").textValue()));
                assertThat(verifies).as("tcId " + test.get("tcId") + ": " + test.get("comment")).isEqualTo(test.get("result").textValue().equals("valid"));
                run++;
            }
        }
        assertThat(run).isEqualTo(vectors.get("numberOfTests").intValue());
    }
}
