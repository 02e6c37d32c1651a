package pt.arquipelago.policies.permit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.StrictJson;

class QuestionTest {
    @Test
    void theDigestIsThatOfWhatWasSentWhateverItsLayout() {
        Question one = read("{\"sql\": \"SELECT 1\", \"parameters\": {\"a\": 1, \"b\": null}}");
        Question other = read("{\"parameters\":{\"b\":null,\"a\":1.0},\"sql\":\"SELECT 1\"}");
        assertThat(one.digest()).isEqualTo(other.digest());
        assertThat(read("{\"sql\":\"SELECT  1\",\"parameters\":{\"a\":1,\"b\":null}}").digest()).isNotEqualTo(one.digest());
        assertThat(read("{\"sql\":\"SELECT 1\",\"parameters\":{\"a\":1,\"b\":null},\"strict\":false}").digest()).isNotEqualTo(one.digest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-7", "0.1", "1e3", "9007199254740992", "1e300", "2.5e-7", "\"9007199254740993\"", "true", "null"})
    void parametersAreScalars(String value) {
        assertThat(read("{\"sql\":\"SELECT :p\",\"parameters\":{\"p\":" + value + "}}").parameters()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9007199254740993", "0.10000000000000000000001", "1e400", "[1]", "{\"a\":1}"})
    void numbersThatShareADigestWithAnotherAreRefused(String value) {
        assertThatThrownBy(() -> read("{\"sql\":\"SELECT :p\",\"parameters\":{\"p\":" + value + "}}")).isInstanceOf(InvalidMessage.class);
    }

    private static Question read(String json) {
        return StrictJson.read(StrictJson.readObject(json.getBytes(StandardCharsets.UTF_8)), Question.class);
    }
}
