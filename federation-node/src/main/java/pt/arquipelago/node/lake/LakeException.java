package pt.arquipelago.node.lake;

/** The lake cannot be read or written: a fault of the node's disk or of whoever changed its files. */
public final class LakeException extends RuntimeException {
    public LakeException(String message) {
        super(message);
    }

    public LakeException(String message, Throwable cause) {
        super(message, cause);
    }
}
