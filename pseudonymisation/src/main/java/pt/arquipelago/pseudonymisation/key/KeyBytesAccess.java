package pt.arquipelago.pseudonymisation.key;

/**
 * The capability to read the bytes of a key. It can be had only inside this package, so that a search for this name
 * finds every place where key bytes are touched.
 */
public final class KeyBytesAccess {

    private static final KeyBytesAccess GRANTED = new KeyBytesAccess();

    private KeyBytesAccess() {
    }

    static KeyBytesAccess grant() {
        return GRANTED;
    }
}
