package pt.arquipelago.catalog.description;

/** A graph is not the description of a dataset as this release writes it. The message says what is missing or wrong. */
public final class UnreadableDescription extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableDescription(String message) {
        super(message);
    }

    public UnreadableDescription(String message, Throwable cause) {
        super(message, cause);
    }
}
