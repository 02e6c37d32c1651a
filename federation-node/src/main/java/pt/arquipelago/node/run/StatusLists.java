package pt.arquipelago.node.run;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import pt.arquipelago.policies.permit.StatusList;
import pt.arquipelago.policies.permit.StatusVerifier;
import pt.arquipelago.policies.refusal.RefusalCode;
import pt.arquipelago.policies.signature.InvalidMessage;

/** The newest list of revoked and suspended permits that could be believed. */
public final class StatusLists {
    private final StatusVerifier verifier;
    private final AtomicReference<StatusList> newest = new AtomicReference<>();

    public StatusLists(StatusVerifier verifier) {
        this.verifier = requireNonNull(verifier, "verifier is null");
    }

    /**
     * Takes a signed list, unless a newer one is known: an old list played again must not give a revoked permit back.
     *
     * @throws InvalidMessage when it is not to be believed; the last one stays, until it is stale
     */
    public void accept(String compact) {
        StatusList list = verifier.verify(compact);
        newest.accumulateAndGet(list, (known, offered) -> known == null || offered.iat() >= known.iat() ? offered : known);
    }

    /** @throws InvalidMessage {@code status.stale} when none ever came */
    public StatusList current() {
        return Optional.ofNullable(newest.get()).orElseThrow(() -> new InvalidMessage(RefusalCode.STATUS_STALE));
    }

    /** @throws InvalidMessage unless the list is fresh now and the permit stands */
    public void requireStanding(String permit) {
        verifier.requireStanding(current(), permit);
    }
}
