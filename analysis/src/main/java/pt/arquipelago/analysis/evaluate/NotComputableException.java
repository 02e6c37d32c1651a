package pt.arquipelago.analysis.evaluate;

/** Stops the evaluation of one expression; it never leaves this package. */
final class NotComputableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotComputableException() {
        super(null, null, false, false);
    }
}
