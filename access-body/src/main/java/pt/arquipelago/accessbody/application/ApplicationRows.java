package pt.arquipelago.accessbody.application;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

import pt.arquipelago.accessbody.json.Json;
import pt.arquipelago.accessbody.problem.Problem;
import pt.arquipelago.accessbody.problem.ProblemCode;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tables of applications and of their events. */
final class ApplicationRows {
    private ApplicationRows() {}

    static void insert(Handle handle, String id, String applicant, ApplicationContent content, Instant now) {
        handle.createUpdate("INSERT INTO application (id, applicant_id, state, content, created_at) VALUES (:id, :applicant, 'DRAFT', :content, :now)")
                .bind("id", id)
                .bind("applicant", applicant)
                .bind("content", Json.write(content))
                .bind("now", now)
                .execute();
        event(handle, id, new Application.Event(ApplicationState.DRAFT, Optional.of(applicant), "", now));
    }

    static void content(Handle handle, String id, ApplicationContent content) {
        handle.createUpdate("UPDATE application SET content = :content WHERE id = :id").bind("content", Json.write(content)).bind("id", id).execute();
    }

    /** @throws Problem {@code application.wrong-state} if the step does not exist from where the application stands now */
    static void move(Handle handle, Application application, Application.Event event) {
        if (!application.state().next().contains(event.state())) {
            throw new Problem(ProblemCode.WRONG_STATE, "An application that is " + application.state().word() + " cannot become " + event.state().word() + ".");
        }
        int moved = handle.createUpdate("UPDATE application SET state = :next, lapses_at = NULL WHERE id = :id AND state = :state")
                .bind("next", event.state())
                .bind("id", application.id())
                .bind("state", application.state())
                .execute();
        if (moved != 1) {
            throw new Problem(ProblemCode.WRONG_STATE, "Somebody else changed the application meanwhile.");
        }
        event(handle, application.id(), event);
    }

    static void lapsesAt(Handle handle, String id, Instant at) {
        handle.createUpdate("UPDATE application SET lapses_at = :at WHERE id = :id").bind("at", at).bind("id", id).execute();
    }

    static void permit(Handle handle, String id, String permit) {
        handle.createUpdate("UPDATE application SET permit_id = :permit WHERE id = :id").bind("permit", permit).bind("id", id).execute();
    }

    static Optional<Application> find(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM application WHERE id = :id").bind("id", id).map((row, context) -> application(handle, row)).findOne();
    }

    static List<Application> all(Handle handle) {
        return handle.createQuery("SELECT * FROM application WHERE state <> 'DRAFT' ORDER BY created_at DESC, id")
                .map((row, context) -> application(handle, row)).list();
    }

    static List<Application> of(Handle handle, String applicant) {
        return handle.createQuery("SELECT * FROM application WHERE applicant_id = :applicant ORDER BY created_at DESC, id")
                .bind("applicant", applicant)
                .map((row, context) -> application(handle, row))
                .list();
    }

    static List<Application> lapsed(Handle handle, Instant now) {
        return handle.createQuery("SELECT * FROM application WHERE state = 'INCOMPLETE' AND lapses_at <= :now")
                .bind("now", now)
                .map((row, context) -> application(handle, row))
                .list();
    }

    private static void event(Handle handle, String id, Application.Event event) {
        handle.createUpdate("INSERT INTO application_event (application_id, position, state, account_id, reason, happened_at)"
                        + " VALUES (:id, (SELECT COUNT(*) FROM application_event WHERE application_id = :id), :state, :account, :reason, :at)")
                .bind("id", id)
                .bind("state", event.state())
                .bind("account", event.account().orElse(null))
                .bind("reason", event.reason())
                .bind("at", event.happenedAt())
                .execute();
    }

    private static Application application(Handle handle, ResultSet row) throws SQLException {
        String id = row.getString("id");
        List<Application.Event> events = handle.createQuery("SELECT * FROM application_event WHERE application_id = :id ORDER BY position")
                .bind("id", id)
                .map(ApplicationRows::readEvent)
                .list();
        return new Application(id, row.getString("applicant_id"), ApplicationState.valueOf(row.getString("state")),
                Json.read(row.getString("content"), ApplicationContent.class), row.getTimestamp("created_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("lapses_at")).map(java.sql.Timestamp::toInstant), Optional.ofNullable(row.getString("permit_id")), events);
    }

    private static Application.Event readEvent(ResultSet row, StatementContext context) throws SQLException {
        return new Application.Event(ApplicationState.valueOf(row.getString("state")), Optional.ofNullable(row.getString("account_id")),
                row.getString("reason"), row.getTimestamp("happened_at").toInstant());
    }
}
