package pt.arquipelago.pseudonymisation.identifier;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The one way an identifier is spelled before anything is computed from it.
 *
 * <p>Idempotent: the canonical form of a canonical form is itself. What has no canonical form (a wrong length, a wrong
 * check digit, a letter where a digit belongs) belongs in quarantine and never becomes a pseudonym.
 */
@FunctionalInterface
public interface CanonicalForm {

    /** No canonical form is longer; an output buffer of this size always suffices. */
    int MAX_LENGTH = 128;

    /**
     * Writes the canonical form, ASCII, to the start of {@code out} and returns its length (1 to {@link #MAX_LENGTH}),
     * or -1 if there is none (then {@code out} holds nothing of use). Makes no object, so it may run once a row.
     *
     * @param raw UTF-8 bytes as they stand in the source
     * @param out at least {@link #MAX_LENGTH} bytes, not the same array as {@code raw}
     */
    int write(byte[] raw, int offset, int length, byte[] out);

    default Optional<String> canonical(String raw) {
        requireNonNull(raw, "raw is null");
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[MAX_LENGTH];
        int length = write(bytes, 0, bytes.length, out);
        return length < 0 ? Optional.empty() : Optional.of(new String(out, 0, length, StandardCharsets.US_ASCII));
    }
}
