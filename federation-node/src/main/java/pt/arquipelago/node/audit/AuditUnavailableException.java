package pt.arquipelago.node.audit;

import pt.arquipelago.node.settings.OperatorException;

/** The audit log cannot be written; so nothing leaves. */
public final class AuditUnavailableException extends OperatorException {
    AuditUnavailableException(String message) {
        super(message);
    }
}
