package pt.arquipelago.policies.signature;

/** The {@code typ} of each kind of signed message, so that none is taken for another. */
public final class MessageType {
    public static final String PERMIT = "arquipelago-permit+jwt";
    public static final String ORDER = "arquipelago-order+jwt";
    public static final String STATUS = "arquipelago-status+jwt";
    public static final String NODE_REQUEST = "arquipelago-node-request+jwt";
    public static final String MANIFEST = "arquipelago-manifest+jwt";
    public static final String HEAD = "arquipelago-head+jwt";
    public static final String POLICY = "arquipelago-policy+jwt";
    public static final String DESCRIPTION = "arquipelago-description+jwt";

    /** Of a person, that a custodian releases a pseudonymisation key for one ingest. */
    public static final String KEY_APPROVAL = "arquipelago-key-approval+jwt";

    private MessageType() {
    }
}
