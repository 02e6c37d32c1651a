package pt.arquipelago.policies.permit;

import static java.util.Objects.requireNonNull;

import java.time.Clock;

import pt.arquipelago.policies.refusal.RefusalCode;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.TrustedKeys;

/** Reads a signed status list, and tells by it whether a permit stands. */
public final class StatusVerifier {
    private final TrustedKeys statusKeys;
    private final Validity validity;

    public StatusVerifier(TrustedKeys statusKeys, Clock clock) {
        this.statusKeys = requireNonNull(statusKeys, "statusKeys is null");
        this.validity = new Validity(clock);
    }

    /** @throws InvalidMessage {@code message.*} or {@code status.*} */
    public StatusList verify(String compact) {
        StatusList status = Jws.verify(compact, MessageType.STATUS, statusKeys).as(StatusList.class);
        InvalidMessage.unless(status.exp() - status.iat() <= StatusList.MAX_SECONDS, RefusalCode.STATUS_LIFETIME);
        requireFresh(status);
        return status;
    }

    /**
     * Demands that the list is fresh now and holds the permit neither as revoked nor as suspended.
     *
     * @throws InvalidMessage {@code status.stale}, {@code status.not-yet-valid}, {@code permit.revoked} or {@code permit.suspended}
     */
    public void requireStanding(StatusList status, String permit) {
        requireFresh(status);
        InvalidMessage.unless(!status.revoked().contains(permit), RefusalCode.PERMIT_REVOKED);
        InvalidMessage.unless(!status.suspended().contains(permit), RefusalCode.PERMIT_SUSPENDED);
    }

    private void requireFresh(StatusList status) {
        validity.requireStarted(status.iat(), RefusalCode.STATUS_NOT_YET_VALID);
        validity.requireNotEnded(status.exp(), RefusalCode.STATUS_STALE);
    }
}
