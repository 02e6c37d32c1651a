package pt.arquipelago.accessbody.permit;

import org.jdbi.v3.core.Handle;

import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.policies.permit.StatusList;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.SigningKey;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import static java.util.Objects.requireNonNull;

/** Signs, for every poll anew, which permits are revoked or suspended. */
public final class StatusLists {
    private final Database database;
    private final SigningKey key;
    private final String issuer;
    private final Clock clock;

    public StatusLists(Database database, SigningKey key, String issuer, Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.key = requireNonNull(key, "key is null");
        this.issuer = requireNonNull(issuer, "issuer is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    public String current() {
        return Jws.sign(key, MessageType.STATUS, database.transaction(this::list));
    }

    private StatusList list(Handle handle) {
        Instant now = clock.instant();
        Instant limit = now.minus(Duration.ofDays(1));
        return new StatusList(issuer, now.getEpochSecond(), now.getEpochSecond() + StatusList.MAX_SECONDS,
                PermitRows.inState(handle, PermitState.REVOKED, limit), PermitRows.inState(handle, PermitState.SUSPENDED, limit));
    }
}
