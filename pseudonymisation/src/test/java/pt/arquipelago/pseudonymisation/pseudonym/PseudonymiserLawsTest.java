package pt.arquipelago.pseudonymisation.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;
import pt.arquipelago.pseudonymisation.key.NodeKey;

class PseudonymiserLawsTest {

    private final NodeKey key = NodeKey.generate(new SecureRandom());
    private final Pseudonymiser pseudonymiser = Pseudonymiser.of(key, "domain-a");
    private final EpochStep step = EpochStep.into(1, key, "domain-a");
    private final Pseudonymiser rotated = pseudonymiser.then(step);

    @Property(tries = 300)
    void theSameIdentifierHasTheSamePseudonym(@ForAll @StringLength(min = 1, max = 128) @CharRange(from = '!', to = '~') String text) {
        long once = pseudonymiser.pseudonym(IdentifierType.GENERIC, text);
        assertThat(Pseudonymiser.of(key, "domain-a").pseudonym(IdentifierType.GENERIC, text)).isEqualTo(once);
        byte[] padded = ("##" + text + "##").getBytes(StandardCharsets.US_ASCII);
        assertThat(pseudonymiser.pseudonym(IdentifierType.GENERIC, padded, 2, text.length())).isEqualTo(once);
    }

    @Property(tries = 300)
    void domainsEpochsTypesAndKeysShareNoPseudonym(@ForAll IdentifierType type, @ForAll @AlphaChars @StringLength(min = 1, max = 20) String text) {
        List<Long> all = new ArrayList<>();
        for (IdentifierType each : List.of(type, type == IdentifierType.NIF ? IdentifierType.NISS : IdentifierType.NIF)) {
            all.add(pseudonymiser.pseudonym(each, text));
            all.add(Pseudonymiser.of(key, "domain-b").pseudonym(each, text));
            all.add(rotated.pseudonym(each, text));
            all.add(Pseudonymiser.of(NodeKey.generate(new SecureRandom()), "domain-a").pseudonym(each, text));
        }
        assertThat(all).doesNotHaveDuplicates();
    }

    @Property(tries = 100)
    void aBatchGivesWhatOneByOneGives(@ForAll @Size(max = 1500) List<@StringLength(max = 40) @CharRange(from = ' ', to = '~') String> texts) {
        byte[][] canonical = texts.stream().map(text -> text.isEmpty() ? null : text.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);
        long[] out = new long[canonical.length];
        pseudonymiser.pseudonyms(IdentifierType.GENERIC, canonical, out);
        for (int i = 0; i < out.length; i++) {
            assertThat(out[i]).isEqualTo(canonical[i] == null ? 0 : pseudonymiser.pseudonym(IdentifierType.GENERIC, texts.get(i)));
        }
    }

    @Property(tries = 100)
    void aRotationNeedsThePseudonymsAlone(@ForAll @Size(max = 1500) List<@StringLength(min = 1, max = 40) @CharRange(from = ' ', to = '~') String> texts) {
        byte[][] canonical = texts.stream().map(text -> text.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);
        long[] before = new long[canonical.length];
        long[] after = new long[canonical.length];
        pseudonymiser.pseudonyms(IdentifierType.GENERIC, canonical, before);
        rotated.pseudonyms(IdentifierType.GENERIC, canonical, after);
        step.next(before, before.length);
        assertThat(before).isEqualTo(after);
        for (int i = 0; i < after.length; i++) {
            assertThat(after[i]).isEqualTo(rotated.pseudonym(IdentifierType.GENERIC, texts.get(i)));
            assertThat(rotated.throughEpochs(IdentifierType.GENERIC, texts.get(i)))
                    .containsExactly(pseudonymiser.pseudonym(IdentifierType.GENERIC, texts.get(i)), after[i]);
        }
    }

    @Example
    void stepsOfTwoKeysDomainsOrEpochsDiffer() {
        assertThat(List.of(step.next(7), EpochStep.into(2, key, "domain-a").next(7), EpochStep.into(1, key, "domain-b").next(7),
                EpochStep.into(1, NodeKey.generate(new SecureRandom()), "domain-a").next(7))).doesNotHaveDuplicates();
        assertThat(rotated.epoch()).isEqualTo(1);
        assertThatThrownBy(() -> EpochStep.into(0, key, "domain-a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void changesOfOneCharacterMoveAboutHalfOfTheBits() {
        long bits = 0;
        for (int i = 0; i < 1000; i++) {
            bits += Long.bitCount(pseudonymiser.pseudonym(IdentifierType.PATIENT_NUMBER, "" + (100_000_000 + i))
                    ^ pseudonymiser.pseudonym(IdentifierType.PATIENT_NUMBER, "" + (100_000_001 + i)));
        }
        assertThat(bits / 1000.0).isBetween(31.0, 33.0);
    }

    @Example
    void hundredsOfShortLivedThreadsGetTheSame() throws InterruptedException, ExecutionException {
        long expected = pseudonymiser.pseudonym(IdentifierType.PRESCRIPTION, "1011000000012345678");
        List<FutureTask<Set<Long>>> tasks = new ArrayList<>();
        for (int thread = 0; thread < 300; thread++) {
            FutureTask<Set<Long>> task = new FutureTask<>(() -> {
                Set<Long> seen = new HashSet<>();
                for (int i = 0; i < 200; i++) {
                    seen.add(pseudonymiser.pseudonym(IdentifierType.PRESCRIPTION, "1011000000012345678"));
                }
                return seen;
            });
            tasks.add(task);
            new Thread(task).start();
        }
        for (FutureTask<Set<Long>> task : tasks) {
            assertThat(task.get()).containsExactly(expected);
        }
    }

    @Example
    void anEmptyOrTooLongIdentifierHasNoPseudonym() {
        assertThatThrownBy(() -> pseudonymiser.pseudonym(IdentifierType.GENERIC, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pseudonymiser.pseudonym(IdentifierType.GENERIC, "x".repeat(129))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pseudonymiser.pseudonyms(IdentifierType.GENERIC, new byte[][] {new byte[0]}, new long[1]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
