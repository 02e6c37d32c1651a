package pt.arquipelago.catalog.service.config;

/** The settings cannot be used; the message says which key, why, and what would do. */
public final class InvalidConfig extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidConfig(String message) {
        super(message);
    }
}
