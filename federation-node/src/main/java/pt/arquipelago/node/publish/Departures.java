package pt.arquipelago.node.publish;

import java.util.List;
import java.util.Optional;
import pt.arquipelago.node.audit.AuditEntry;
import pt.arquipelago.policies.permit.Manifest;
import pt.arquipelago.policies.permit.Outcome;
import pt.arquipelago.policies.signature.CanonicalJson;

/** The audit's entry of what a node sends to the catalogue. No order asked for it: the digests are those of the text that leaves. */
final class Departures {
    private Departures() {}

    static AuditEntry of(byte[] text, Optional<Manifest.Lake> lake) {
        String digest = CanonicalJson.digest(text);
        return new AuditEntry(Outcome.RELEASED, Optional.empty(), digest, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(digest), List.of(), Optional.empty(), lake,
                Optional.empty(), Optional.empty(), Optional.empty(), false);
    }
}
