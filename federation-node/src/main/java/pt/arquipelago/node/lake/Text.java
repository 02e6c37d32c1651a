package pt.arquipelago.node.lake;

import static java.util.Objects.requireNonNull;

/** A text for people, in Portuguese and in English. */
public record Text(String pt, String en) {
    public Text {
        requireNonNull(pt, "pt is null");
        requireNonNull(en, "en is null");
    }
}
