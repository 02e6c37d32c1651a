package pt.arquipelago.accessbody.permit;

import pt.arquipelago.policies.permit.Permit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A permit as the body keeps it.
 *
 * @param jws the signed permit itself, which nodes verify
 * @param claims what it says
 */
public record IssuedPermit(String id, String application, PermitState state, String jws, Permit claims, Instant issuedAt, Instant expiresAt, List<Event> events) {
    public IssuedPermit {
        requireNonNull(id, "id is null");
        requireNonNull(application, "application is null");
        requireNonNull(state, "state is null");
        requireNonNull(jws, "jws is null");
        requireNonNull(claims, "claims is null");
        events = List.copyOf(events);
    }

    public record Event(PermitState state, Optional<String> account, String reason, Instant happenedAt) {}

    /** The state that counts now: an active or suspended permit whose time is over is expired. */
    public PermitState stateAt(Instant now) {
        boolean over = !now.isBefore(expiresAt) && state.next().contains(PermitState.EXPIRED);
        return over ? PermitState.EXPIRED : state;
    }

    public boolean usableAt(Instant now) {
        return stateAt(now) == PermitState.ACTIVE && now.getEpochSecond() >= claims.nbf();
    }

    public List<String> people() {
        return claims.persons().stream().map(Permit.Person::id).toList();
    }
}
