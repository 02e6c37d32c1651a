package pt.arquipelago.node.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.settings.OperatorException;
import pt.arquipelago.policies.decision.DecisionInput;
import pt.arquipelago.policies.decision.PolicyBundle;
import pt.arquipelago.policies.decision.PolicyRelease;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.SigningKey;
import pt.arquipelago.policies.signature.StrictJson;
import pt.arquipelago.policies.signature.TrustedKeys;

/** Rules are taken from nobody but the access body, and only newer ones; what could be believed last stays in force. */
class AccessBodyPolicyTest {
    private static final Path EXAMPLE = Path.of(System.getProperty("arquipelago.root", "..")).resolve("docs/examples/decision-input.json");

    @TempDir
    private Path state;
    private final SigningKey permitKey = SigningKey.generate();
    private final TrustedKeys trusted = TrustedKeys.of(permitKey.verificationKey());
    private final PolicyRelease release = PolicyRelease.of("hdab", 1_000, PolicyBundle.ofAccessBody());

    @Test
    void beforeAnythingIsPublishedTheRulesThatCameWithTheNodeDecide() throws IOException {
        AccessBodyPolicy policy = AccessBodyPolicy.open(state, TrustedKeys.of());
        assertThat(policy.digest()).isEqualTo(PolicyBundle.ofAccessBody().digest());
        assertThat(policy.decide(input()).allowed()).isTrue();
    }

    @Test
    void publishedRulesDecideFromThenOnAndAfterARestart() throws IOException {
        AccessBodyPolicy policy = AccessBodyPolicy.open(state, trusted);
        policy.accept(signed(permitKey, release));
        assertThat(policy.digest()).isEqualTo(release.digest()).isNotEqualTo(PolicyBundle.ofAccessBody().digest());
        assertThat(policy.decide(input()).bundles()).isEqualTo(List.of(release.digest()));
        assertThat(AccessBodyPolicy.open(state, trusted).decide(input()).bundles()).isEqualTo(List.of(release.digest()));
    }

    @Test
    void whatCannotBeBelievedChangesNothing() throws IOException {
        AccessBodyPolicy policy = AccessBodyPolicy.open(state, trusted);
        policy.accept(signed(permitKey, release));
        PolicyRelease older = new PolicyRelease("hdab", 999, release.digest(), release.wasm());
        PolicyRelease otherBytes = new PolicyRelease("hdab", 2_000, "sha256:" + "0".repeat(64), release.wasm());
        PolicyRelease noModule = PolicyRelease.of("hdab", 2_000, new PolicyBundle(new byte[] {1, 2, 3}, PolicyBundle.EHDS, release.digest()));
        for (String refused : List.of(signed(SigningKey.generate(), release), signed(permitKey, older), signed(permitKey, otherBytes), signed(permitKey, noModule),
                Jws.sign(permitKey, MessageType.PERMIT, release), "no message")) {
            assertThatThrownBy(() -> policy.accept(refused)).isInstanceOf(InvalidMessage.class);
            assertThat(policy.digest()).isEqualTo(release.digest());
        }
        assertThat(AccessBodyPolicy.open(state, trusted).digest()).isEqualTo(release.digest());
    }

    @Test
    void keptRulesThatWereTouchedStopTheStart() throws IOException {
        AccessBodyPolicy.open(state, trusted).accept(signed(permitKey, release));
        Path kept = state.resolve("policy/access-body.jws");
        Files.writeString(kept, Files.readString(kept).replace('A', 'B'));
        assertThatThrownBy(() -> AccessBodyPolicy.open(state, trusted)).isInstanceOf(OperatorException.class).hasMessageContaining("message.").hasMessageContaining("remove the file");
    }

    private static String signed(SigningKey key, PolicyRelease release) {
        return Jws.sign(key, MessageType.POLICY, release);
    }

    private static DecisionInput input() throws IOException {
        return StrictJson.read(StrictJson.readObject(Files.readAllBytes(EXAMPLE)), DecisionInput.class);
    }
}
