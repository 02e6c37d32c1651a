package pt.arquipelago.pseudonymisation.key;

/** The keystore opens, but what it holds is no pseudonymisation key. */
public final class WrongKindOfKey extends KeyUnavailable {

    WrongKindOfKey(String message) {
        super(message);
    }
}
