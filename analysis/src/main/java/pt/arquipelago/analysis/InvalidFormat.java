package pt.arquipelago.analysis;

/** Something read (a query, a partial, a result) is not of its published format. The message names the place, never a value. */
public final class InvalidFormat extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidFormat(String message) {
        super(message);
    }

    public InvalidFormat(String message, Throwable cause) {
        super(message, cause);
    }
}
