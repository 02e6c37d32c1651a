package pt.arquipelago.policies.permit;

import static java.util.Objects.requireNonNull;

import java.time.Clock;

import pt.arquipelago.policies.refusal.RefusalCode;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.TrustedKeys;

/** Reads a signed permit: signature, format, validity. */
public final class PermitVerifier {
    private final TrustedKeys permitKeys;
    private final Validity validity;

    public PermitVerifier(TrustedKeys permitKeys, Clock clock) {
        this.permitKeys = requireNonNull(permitKeys, "permitKeys is null");
        this.validity = new Validity(clock);
    }

    /** @throws InvalidMessage {@code message.*}, {@code permit.expired} or {@code permit.not-yet-valid} */
    public Permit verify(String compact) {
        Permit permit = read(compact);
        validity.requireStarted(permit.nbf(), RefusalCode.PERMIT_NOT_YET_VALID);
        validity.requireNotEnded(permit.exp(), RefusalCode.PERMIT_EXPIRED);
        return permit;
    }

    /** Signature and format only, for registers that show expired permits too. */
    public Permit read(String compact) {
        return Jws.verify(compact, MessageType.PERMIT, permitKeys).as(Permit.class);
    }
}
