package pt.arquipelago.accessbody.config;

/** The settings cannot be used: the message says which key, what is wrong and what would be right. */
public final class InvalidConfig extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidConfig(String message) {
        super(message);
    }
}
