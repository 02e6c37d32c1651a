package pt.arquipelago.pseudonymisation.mac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import pt.arquipelago.pseudonymisation.TestData;

class HkdfSha256Test {

    private static final HexFormat HEX = HexFormat.of();

    @Test
    void givesTheFirstOutputOfRfc5869() {
        assertThat(derive("0b".repeat(22), "000102030405060708090a0b0c", "f0f1f2f3f4f5f6f7f8f9", 42))
                .isEqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    }

    @Test
    void givesTheLongOutputOfRfc5869() {
        assertThat(derive(range(0x00, 0x50), range(0x60, 0xb0), range(0xb0, 0x100), 82))
                .isEqualTo("b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
                        + "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87");
    }

    @Test
    void givesTheOutputOfRfc5869WithoutSaltAndInfo() {
        assertThat(derive("0b".repeat(22), "", "", 42))
                .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
    }

    @Test
    void refusesMoreThanTheHashCanGive() {
        assertThatThrownBy(() -> HkdfSha256.derive(new byte[32], new byte[0], new byte[0], 8161)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void agreesWithWycheproof() throws IOException {
        JsonNode file = TestData.json("crypto/wycheproof/hkdf_sha256_test.json");
        int seen = 0;
        for (JsonNode group : file.get("testGroups")) {
            for (JsonNode test : group.get("tests")) {
                seen++;
                String ikm = test.get("ikm").asText();
                String salt = test.get("salt").asText();
                String info = test.get("info").asText();
                int size = test.get("size").asInt();
                if (test.get("result").asText().equals("valid")) {
                    assertThat(derive(ikm, salt, info, size)).as("test %s", test.get("tcId")).isEqualTo(test.get("okm").asText());
                } else {
                    assertThatThrownBy(() -> derive(ikm, salt, info, size)).isInstanceOf(IllegalArgumentException.class);
                }
            }
        }
        assertThat(seen).isEqualTo(file.get("numberOfTests").asInt()).isGreaterThan(80);
    }

    private static String derive(String secret, String salt, String info, int length) {
        return HEX.formatHex(HkdfSha256.derive(HEX.parseHex(secret), HEX.parseHex(salt), HEX.parseHex(info), length));
    }

    private static String range(int from, int to) {
        byte[] bytes = new byte[to - from];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (from + i);
        }
        return HEX.formatHex(bytes);
    }
}
