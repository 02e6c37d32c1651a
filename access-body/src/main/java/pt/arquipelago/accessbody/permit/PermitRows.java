package pt.arquipelago.accessbody.permit;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;
import pt.arquipelago.policies.permit.Permit;
import pt.arquipelago.policies.signature.StrictJson;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The tables of permits, of the persons they name and of their events. */
public final class PermitRows {
    private PermitRows() {}

    /** Keeps a permit and walks it to {@code ACTIVE}. */
    public static void insert(Handle handle, String application, Permit permit, String jws, String decidedBy) {
        Instant issued = Instant.ofEpochSecond(permit.iat());
        handle.createUpdate("INSERT INTO permit (id, application_id, state, jws, issued_at, expires_at) VALUES (:id, :application, 'ACTIVE', :jws, :issued, :expires)")
                .bind("id", permit.jti())
                .bind("application", application)
                .bind("jws", jws)
                .bind("issued", issued)
                .bind("expires", Instant.ofEpochSecond(permit.exp()))
                .execute();
        for (Permit.Person person : permit.persons()) {
            handle.createUpdate("INSERT INTO permit_person (permit_id, person_id) VALUES (:permit, :person)")
                    .bind("permit", permit.jti()).bind("person", person.id()).execute();
        }
        event(handle, permit.jti(), new IssuedPermit.Event(PermitState.ISSUED, Optional.of(decidedBy), "Decided on " + application + ".", issued));
        event(handle, permit.jti(), new IssuedPermit.Event(PermitState.DATA_READY, Optional.empty(), "The data stay with their holders.", issued));
        event(handle, permit.jti(), new IssuedPermit.Event(PermitState.ACTIVE, Optional.empty(), "", issued));
    }

    static void move(Handle handle, IssuedPermit permit, IssuedPermit.Event event) {
        if (!permit.stateAt(event.happenedAt()).next().contains(event.state())) {
            throw new Problem(ProblemCode.PERMIT_WRONG_STATE, "A permit that is " + permit.stateAt(event.happenedAt()).word() + " cannot become " + event.state().word() + ".");
        }
        int moved = handle.createUpdate("UPDATE permit SET state = :next WHERE id = :id AND state = :state")
                .bind("next", event.state()).bind("id", permit.id()).bind("state", permit.state()).execute();
        if (moved != 1) {
            throw new Problem(ProblemCode.PERMIT_WRONG_STATE, "Somebody else changed the permit meanwhile.");
        }
        event(handle, permit.id(), event);
    }

    public static Optional<IssuedPermit> find(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM permit WHERE id = :id").bind("id", id).map((row, context) -> permit(handle, row)).findOne();
    }

    static List<IssuedPermit> all(Handle handle) {
        return handle.createQuery("SELECT * FROM permit ORDER BY issued_at DESC, id").map((row, context) -> permit(handle, row)).list();
    }

    static List<IssuedPermit> naming(Handle handle, String person) {
        return handle.createQuery("SELECT * FROM permit WHERE id IN (SELECT permit_id FROM permit_person WHERE person_id = :person) ORDER BY issued_at DESC, id")
                .bind("person", person)
                .map((row, context) -> permit(handle, row))
                .list();
    }

    /** Ids of the permits in a state, for the status list; those whose time is long over need not be named. */
    static List<String> inState(Handle handle, PermitState state, Instant notExpiredBefore) {
        return handle.createQuery("SELECT id FROM permit WHERE state = :state AND expires_at >= :limit ORDER BY id")
                .bind("state", state).bind("limit", notExpiredBefore).mapTo(String.class).list();
    }

    private static void event(Handle handle, String id, IssuedPermit.Event event) {
        handle.createUpdate("INSERT INTO permit_event (permit_id, position, state, account_id, reason, happened_at)"
                        + " VALUES (:id, (SELECT COUNT(*) FROM permit_event WHERE permit_id = :id), :state, :account, :reason, :at)")
                .bind("id", id)
                .bind("state", event.state())
                .bind("account", event.account().orElse(null))
                .bind("reason", event.reason())
                .bind("at", event.happenedAt())
                .execute();
    }

    private static IssuedPermit permit(Handle handle, ResultSet row) throws SQLException {
        String id = row.getString("id");
        List<IssuedPermit.Event> events = handle.createQuery("SELECT * FROM permit_event WHERE permit_id = :id ORDER BY position")
                .bind("id", id).map(PermitRows::readEvent).list();
        String jws = row.getString("jws");
        return new IssuedPermit(id, row.getString("application_id"), PermitState.valueOf(row.getString("state")), jws, claims(jws),
                row.getTimestamp("issued_at").toInstant(), row.getTimestamp("expires_at").toInstant(), events);
    }

    /** The body signed and kept it itself; the nodes verify the signature. */
    private static Permit claims(String jws) {
        return StrictJson.read(StrictJson.readObject(Base64.getUrlDecoder().decode(jws.split("\\.")[1])), Permit.class);
    }

    private static IssuedPermit.Event readEvent(ResultSet row, StatementContext context) throws SQLException {
        return new IssuedPermit.Event(PermitState.valueOf(row.getString("state")), Optional.ofNullable(row.getString("account_id")),
                row.getString("reason"), row.getTimestamp("happened_at").toInstant());
    }
}
