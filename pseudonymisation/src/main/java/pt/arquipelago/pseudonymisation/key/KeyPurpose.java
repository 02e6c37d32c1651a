package pt.arquipelago.pseudonymisation.key;

import java.nio.charset.StandardCharsets;

/** What a derived key is for. The label is part of the derivation, so keys of two purposes have nothing in common. */
public enum KeyPurpose {
    PSEUDONYM("arquipelago/pseudonym/v1"),
    DATE_SHIFT("arquipelago/date-shift/v1"),
    EXTRACT("arquipelago/extract/v1");

    private final String label;

    KeyPurpose(String label) {
        this.label = label;
    }

    byte[] label() {
        return label.getBytes(StandardCharsets.US_ASCII);
    }
}
