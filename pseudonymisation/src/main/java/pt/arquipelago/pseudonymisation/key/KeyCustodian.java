package pt.arquipelago.pseudonymisation.key;

/** Who keeps the node's key: a file, a token, a vault, or somebody outside the institution. Asked once per ingest. */
public interface KeyCustodian {

    /**
     * The node's key, to be closed after use.
     *
     * @throws KeyUnavailable if the custodian cannot or will not give it
     */
    NodeKey nodeKey();
}
