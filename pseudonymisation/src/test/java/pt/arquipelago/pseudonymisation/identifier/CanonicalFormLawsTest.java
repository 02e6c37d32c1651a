package pt.arquipelago.pseudonymisation.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CanonicalFormLawsTest {

    @Property
    void theCanonicalFormOfACanonicalFormIsItself(@ForAll IdentifierType type, @ForAll("texts") String raw) {
        type.canonical(raw).ifPresent(canonical -> {
            assertThat(type.canonical(canonical)).contains(canonical);
            assertThat(canonical).hasSizeBetween(1, CanonicalForm.MAX_LENGTH).matches("[ -~]+");
        });
    }

    @Property
    void whereTheTextStandsInABufferDoesNotMatter(@ForAll IdentifierType type, @ForAll("texts") String raw) {
        byte[] text = raw.getBytes(StandardCharsets.UTF_8);
        byte[] buffer = ("77" + raw + "77").getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[CanonicalForm.MAX_LENGTH];
        int length = type.write(buffer, 2, text.length, out);
        assertThat(type.canonical(raw)).isEqualTo(type.canonical(raw).filter(any -> length > 0));
        assertThat(length > 0).isEqualTo(type.canonical(raw).isPresent());
    }

    @Property
    void oneChangedDigitOfANifIsAlwaysFound(@ForAll("nifs") String nif, @ForAll("places") int place, @ForAll("digits") int digit) {
        char[] changed = nif.toCharArray();
        changed[place] = (char) ('0' + (changed[place] - '0' + digit) % 10);
        boolean ambiguous = nif.endsWith("0") || changed[8] == '0';
        assertThat(IdentifierType.NIF.canonical(nif)).isPresent();
        assertThat(ambiguous || IdentifierType.NIF.canonical(new String(changed)).isEmpty()).isTrue();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars(" .-0123456789").ofMaxLength(24),
                Arbitraries.strings().withChars("0123456789").ofMinLength(7).ofMaxLength(20),
                Arbitraries.strings().withChars("OMomZz:0123456789 ").ofMaxLength(16),
                Arbitraries.strings().ofMaxLength(70));
    }

    @Provide
    Arbitrary<String> nifs() {
        return Arbitraries.integers().between(10_000_000, 39_999_999).map(first -> {
            byte[] digits = (first + "0").getBytes(StandardCharsets.US_ASCII);
            return first + "" + CheckDigits.nif(digits);
        });
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, 8);
    }

    @Provide
    Arbitrary<Integer> digits() {
        return Arbitraries.integers().between(1, 9);
    }
}
