package pt.arquipelago.pseudonymisation.key;

/** The key could not be had. The message says problem, cause and remedy, and carries no key and no password. */
public class KeyUnavailable extends RuntimeException {

    public KeyUnavailable(String message) {
        super(message);
    }

    public KeyUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
