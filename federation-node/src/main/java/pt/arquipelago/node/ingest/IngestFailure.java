package pt.arquipelago.node.ingest;

import pt.arquipelago.node.settings.OperatorException;

/** An ingest ends without a new lake version. Its message holds no value of the extract. */
public final class IngestFailure extends OperatorException {
    public IngestFailure(String message) {
        super(message);
    }
}
