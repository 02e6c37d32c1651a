package pt.arquipelago.node.settings;

import static java.util.Objects.requireNonNull;

/**
 * Something the operator of the node can put right. Its message says problem, cause and remedy and carries no data, so
 * commands print it as it is.
 */
public class OperatorException extends RuntimeException {
    public OperatorException(String message) {
        super(requireNonNull(message, "message is null"));
    }
}
