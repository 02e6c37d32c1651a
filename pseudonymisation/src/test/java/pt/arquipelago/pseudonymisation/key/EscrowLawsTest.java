package pt.arquipelago.pseudonymisation.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import pt.arquipelago.pseudonymisation.key.EscrowFailed.Problem;

class EscrowLawsTest {

    private final SecureRandom secure = new SecureRandom();
    private final NodeKey key = NodeKey.generate(secure);

    @Property(tries = 200)
    void anyAsManySharesAsTheThresholdGiveTheKeyBackAndFewerDoNot(@ForAll @IntRange(min = 2, max = 9) int threshold,
            @ForAll @IntRange(max = 8) int more, @ForAll Random random) {
        List<Share> shares = new ArrayList<>(Escrow.split(key, threshold, threshold + more, secure));
        Collections.shuffle(shares, random);
        try (NodeKey joined = Escrow.join(shares.subList(0, threshold))) {
            assertThat(joined.bytes(KeyBytesAccess.grant())).isEqualTo(key.bytes(KeyBytesAccess.grant()));
        }
        assertProblem(Problem.TOO_FEW, shares.subList(0, threshold - 1));
    }

    @Property(tries = 50)
    void aShareIsTheSameAfterItsText(@ForAll @IntRange(min = 0, max = 4) int which) {
        Share share = Escrow.split(key, 3, 5, secure).get(which);
        Share read = Share.parse(share.toText().toUpperCase().replaceFirst("(?i)arquipelago-key-share-1", "arquipelago-key-share-1")
                .replace("INDEX", "index").replace("THRESHOLD", "threshold").replace("KEY", "key").replace("SPLIT", "split")
                .replace("SHARE:", "share:").replace("CHECKSUM", "checksum"), "share");
        assertThat(read.toText()).isEqualTo(share.toText());
    }

    @Property(tries = 200)
    void everyChangedCharacterOfAShareIsFound(@ForAll @IntRange(min = 0, max = 200) int place) {
        String text = Escrow.split(key, 2, 2, secure).get(0).toText();
        int at = place % text.length();
        char there = text.charAt(at);
        char other = there == '3' ? '4' : '3';
        String changed = text.substring(0, at) + other + text.substring(at + 1);
        assertThatThrownBy(() -> Share.parse(changed, "share 1")).isInstanceOf(EscrowFailed.class)
                .extracting(e -> ((EscrowFailed) e).problem()).isEqualTo(Problem.DAMAGED);
    }

    @Example
    void sharesOfTwoKeysAreToldApart() {
        Share other = Escrow.split(NodeKey.generate(secure), 2, 3, secure).get(1);
        assertProblem(Problem.MIXED_KEYS, List.of(Escrow.split(key, 2, 3, secure).get(0), other));
    }

    @Example
    void sharesOfTwoSplitsAreToldApart() {
        assertProblem(Problem.MIXED_SPLITS, List.of(Escrow.split(key, 2, 3, secure).get(0), Escrow.split(key, 2, 3, secure).get(1)));
    }

    @Example
    void theSameShareTwiceCountsOnce() {
        Share share = Escrow.split(key, 2, 3, secure).get(0);
        assertProblem(Problem.TOO_FEW, List.of(share, share));
        assertProblem(Problem.TOO_FEW, List.of());
    }

    @Example
    void aForgedShareIsFoundByTheFingerprint() {
        List<Share> shares = Escrow.split(key, 2, 3, secure);
        Share good = shares.get(1);
        Share forged = new Share(good.index(), good.threshold(), good.key(), good.split(), new byte[32]);
        assertProblem(Problem.WRONG, List.of(shares.get(0), forged));
        assertProblem(Problem.CONTRADICTORY, List.of(good, forged));
    }

    @Example
    void sharesAndKeysDoNotShowThemselves() {
        Share share = Escrow.split(key, 2, 2, secure).get(0);
        String secret = HexFormat.of().formatHex(key.bytes(KeyBytesAccess.grant()));
        assertThat(share.toString()).doesNotContain(HexFormat.of().formatHex(share.value()));
        assertThat(key.toString() + key.domain(KeyPurpose.PSEUDONYM, "d", 0)).doesNotContain(secret.substring(0, 16));
    }

    @Example
    void multiplicationIsThatOfTheField() {
        assertThat(Escrow.multiply(0x57, 0x83)).isEqualTo(0xc1);
        for (int a = 1; a < 256; a++) {
            int product = 0;
            for (int b = 1; b < 256; b++) {
                product += Escrow.multiply(a, b) == 1 ? 1 : 0;
            }
            assertThat(product).as("inverses of %s", a).isEqualTo(1);
        }
    }

    private static void assertProblem(Problem problem, List<Share> shares) {
        assertThatThrownBy(() -> Escrow.join(shares)).isInstanceOf(EscrowFailed.class)
                .extracting(e -> ((EscrowFailed) e).problem()).isEqualTo(problem);
    }
}
