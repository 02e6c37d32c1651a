package pt.arquipelago.pseudonymisation.mac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pt.arquipelago.pseudonymisation.TestData;

class AesCmacTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final String MESSAGE = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411"
            + "e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710";

    @ParameterizedTest(name = "{0} bytes")
    @CsvSource({"0,bb1d6929e95937287fa37d129b756746", "16,070a16b46b4d4144f79bdd9dd04a287c", "40,dfa66747de9ae63030ca32611497c827",
            "64,51f0bebf7e3b9d92fc49741779363cfe"})
    void givesTheTagsOfRfc4493(int length, String tag) {
        AesCmac cmac = new AesCmac(HEX.parseHex("2b7e151628aed2a6abf7158809cf4f3c"));
        byte[] message = Arrays.copyOf(HEX.parseHex(MESSAGE), length);
        assertThat(HEX.formatHex(cmac.tag(message))).isEqualTo(tag);
        assertThat(HEX.formatHex(cmac.tag(message))).as("again with the same instance").isEqualTo(tag);
    }

    @Test
    void agreesWithWycheproof() throws IOException {
        JsonNode file = TestData.json("crypto/wycheproof/aes_cmac_test.json");
        int seen = 0;
        for (JsonNode group : file.get("testGroups")) {
            for (JsonNode test : group.get("tests")) {
                seen++;
                byte[] key = HEX.parseHex(test.get("key").asText());
                if (Arrays.asList(16, 24, 32).contains(key.length)) {
                    byte[] tag = new AesCmac(key).tag(HEX.parseHex(test.get("msg").asText()));
                    boolean same = HEX.formatHex(tag).equals(test.get("tag").asText());
                    assertThat(same).as("test %s", test.get("tcId")).isEqualTo(test.get("result").asText().equals("valid"));
                } else {
                    assertThat(test.get("result").asText()).isEqualTo("invalid");
                    assertThatThrownBy(() -> new AesCmac(key)).isInstanceOf(IllegalArgumentException.class);
                }
            }
        }
        assertThat(seen).isEqualTo(file.get("numberOfTests").asInt()).isGreaterThan(300);
    }
}
