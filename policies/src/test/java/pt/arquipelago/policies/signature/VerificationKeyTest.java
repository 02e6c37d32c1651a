package pt.arquipelago.policies.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationKeyTest {
    private static final String X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

    @Test
    void thumbprintIsThatOfRfc8037() {
        VerificationKey key = VerificationKey.fromJwk("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + X + "\"}");
        assertThat(key.thumbprint()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    @Test
    void aJwkIsReadBack() {
        VerificationKey key = SigningKey.generate().verificationKey();
        assertThat(VerificationKey.fromJwk(key.toJwk())).isEqualTo(key).hasSameHashCodeAs(key);
        assertThat(key.toJwk()).contains(key.thumbprint());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "[]", "{}", "not json",
        "{'kty':'OKP','crv':'Ed25519'}",
        "{'kty':'EC','crv':'Ed25519','x':'" + X + "'}",
        "{'kty':'OKP','crv':'X25519','x':'" + X + "'}",
        "{'kty':'OKP','x':'" + X + "'}",
        "{'crv':'Ed25519','x':'" + X + "'}",
        "{'kty':'OKP','crv':'Ed25519','x':'" + X + "='}",
        "{'kty':'OKP','crv':'Ed25519','x':'11qY'}",
        "{'kty':'OKP','crv':'Ed25519','x':17}",
        "{'kty':'OKP','crv':'Ed25519','x':'" + X + "','kid':'another'}",
        "{'kty':'OKP','crv':'Ed25519','x':'" + X + "','use':'enc'}",
        "{'kty':'OKP','crv':'Ed25519','x':'" + X + "','d':'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A'}",
        "{'kty':'OKP','crv':'Ed25519','x':'" + X + "','x':'" + X + "'}"})
    void anythingElseIsNoPublicKey(String jwk) {
        assertThatThrownBy(() -> VerificationKey.fromJwk(jwk.replace('\'', '"'))).isInstanceOf(IllegalArgumentException.class);
    }
}
