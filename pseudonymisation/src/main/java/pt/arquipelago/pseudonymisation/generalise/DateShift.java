package pt.arquipelago.pseudonymisation.generalise;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;
import pt.arquipelago.pseudonymisation.key.DomainKey;
import pt.arquipelago.pseudonymisation.key.KeyPurpose;
import pt.arquipelago.pseudonymisation.key.NodeKey;
import pt.arquipelago.pseudonymisation.pseudonym.Pseudonymiser;

/**
 * Moves all dates of a person by the same number of days, drawn by key from {@code -most} to {@code most}, so that the
 * days between two of them stay right while the days themselves do not. The draw does not depend on the pseudonyms'
 * epoch: dates loaded before and after a rotation still fit together.
 */
public final class DateShift {

    private final Pseudonymiser draw;
    private final int most;

    private DateShift(Pseudonymiser draw, int most) {
        this.draw = draw;
        this.most = most;
    }

    /** @param most days, 1 to 3650 */
    public static DateShift of(NodeKey key, String domain, int most) {
        return of(requireNonNull(key, "key is null").domain(KeyPurpose.DATE_SHIFT, domain, 0), most);
    }

    /** @param key derived for {@link KeyPurpose#DATE_SHIFT} */
    public static DateShift of(DomainKey key, int most) {
        if (most < 1 || most > 3650) {
            throw new IllegalArgumentException("dates are shifted by at most 1 to 3650 days, not " + most);
        }
        return new DateShift(Pseudonymiser.of(key), most);
    }

    /** The days to add to every date of the person with this canonical identifier. */
    public int days(IdentifierType type, byte[] ascii, int offset, int length) {
        return (int) Long.remainderUnsigned(draw.pseudonym(type, ascii, offset, length), 2L * most + 1) - most;
    }

    public LocalDate shifted(LocalDate date, IdentifierType type, String canonical) {
        return date.plusDays(Long.remainderUnsigned(draw.pseudonym(type, canonical), 2L * most + 1) - most);
    }
}
