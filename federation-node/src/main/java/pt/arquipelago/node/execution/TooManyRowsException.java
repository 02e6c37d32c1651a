package pt.arquipelago.node.execution;

/** A question has more rows than an aggregate may have. */
public final class TooManyRowsException extends RuntimeException {
    TooManyRowsException() {
        super("more than " + Execution.MAX_ROWS + " rows");
    }
}
