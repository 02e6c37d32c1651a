package pt.arquipelago.policies.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
    @Test
    void theExampleOfRfc8785HasItsOneForm() throws JsonProcessingException {
        String example = "{\"numbers\":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],\"string\":\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\"literals\":[null,true,false]}";
        String canonical = "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
        assertThat(new String(CanonicalJson.bytes(new ObjectMapper().readTree(example)), StandardCharsets.UTF_8)).isEqualTo(canonical);
    }

    @Test
    void theOrderOfFieldsAndBlanksDoNotMatter() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        String digest = CanonicalJson.digest(json.readTree("{\"a\":1,\"b\":[2,3]}"));
        assertThat(CanonicalJson.digest(json.readTree("{ \"b\" : [2, 3.0],\n\"a\":1e0 }"))).isEqualTo(digest);
        assertThat(CanonicalJson.digest(json.readTree("{\"a\":1,\"b\":[3,2]}"))).isNotEqualTo(digest);
        assertThat(CanonicalJson.isDigest(digest)).isTrue();
        assertThat(CanonicalJson.isDigest(digest.toUpperCase(java.util.Locale.ROOT))).isFalse();
    }

    @Test
    void theDigestOfBytesIsTheirSha256() {
        assertThat(CanonicalJson.digest(new byte[0])).isEqualTo("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
