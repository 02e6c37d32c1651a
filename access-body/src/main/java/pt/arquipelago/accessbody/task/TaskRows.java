package pt.arquipelago.accessbody.task;

import org.jdbi.v3.core.Handle;

import pt.arquipelago.accessbody.json.Json;
import pt.arquipelago.analysis.Refusal;
import pt.arquipelago.policies.permit.OrderMode;
import pt.arquipelago.policies.permit.Question;
import pt.arquipelago.policies.signature.StrictJson;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The table of tasks. */
final class TaskRows {
    private TaskRows() {}

    static void insert(Handle handle, Task task) {
        handle.createUpdate("INSERT INTO task (id, permit_id, account_id, question, question_digest, mode, state, created_at, deadline_at)"
                        + " VALUES (:id, :permit, :user, :question, :digest, :mode, :state, :created, :deadline)")
                .bind("id", task.id())
                .bind("permit", task.permit())
                .bind("user", task.user())
                .bind("question", StrictJson.write(task.question()).toString())
                .bind("digest", task.questionDigest())
                .bind("mode", task.mode().code())
                .bind("state", task.state())
                .bind("created", task.createdAt())
                .bind("deadline", task.deadlineAt())
                .execute();
        task.nodes().forEach(node -> NodeTaskRows.insert(handle, task.id(), node));
    }

    static Optional<Task> find(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM task WHERE id = :id").bind("id", id).map((row, context) -> task(handle, row)).findOne();
    }

    /** Holds the task until the transaction ends, so that two answers that arrive at once are taken one after the other. */
    static Optional<Task> lock(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM task WHERE id = :id FOR UPDATE").bind("id", id).map((row, context) -> task(handle, row)).findOne();
    }

    static List<Task> all(Handle handle) {
        return handle.createQuery("SELECT * FROM task ORDER BY created_at DESC, id").map((row, context) -> task(handle, row)).list();
    }

    static List<Task> of(Handle handle, String user) {
        return handle.createQuery("SELECT * FROM task WHERE account_id = :user ORDER BY created_at DESC, id").bind("user", user)
                .map((row, context) -> task(handle, row)).list();
    }

    static List<String> inState(Handle handle, TaskState state) {
        return handle.createQuery("SELECT id FROM task WHERE state = :state ORDER BY created_at").bind("state", state).mapTo(String.class).list();
    }

    /** Tasks whose nodes had their time. */
    static List<String> overdue(Handle handle, Instant now) {
        return handle.createQuery("SELECT id FROM task WHERE state IN ('QUEUED', 'RUNNING') AND deadline_at <= :now").bind("now", now).mapTo(String.class).list();
    }

    static void state(Handle handle, String id, TaskState state, Optional<Instant> finishedAt) {
        handle.createUpdate("UPDATE task SET state = :state, finished_at = :finished WHERE id = :id")
                .bind("state", state).bind("finished", finishedAt.orElse(null)).bind("id", id).execute();
    }

    static void refusal(Handle handle, String id, Refusal refusal) {
        handle.createUpdate("UPDATE task SET refusal = :refusal WHERE id = :id").bind("refusal", Json.write(refusal)).bind("id", id).execute();
    }

    static void review(Handle handle, String id, Task.Review review) {
        handle.createUpdate("UPDATE task SET review = :review WHERE id = :id").bind("review", Json.write(review)).bind("id", id).execute();
    }

    private static Task task(Handle handle, ResultSet row) throws SQLException {
        String id = row.getString("id");
        return new Task(id, row.getString("permit_id"), row.getString("account_id"), StrictJson.read(Json.read(row.getString("question")), Question.class),
                row.getString("question_digest"), OrderMode.valueOf(row.getString("mode").toUpperCase(Locale.ROOT)), TaskState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("refusal")).map(text -> Json.read(text, Refusal.class)),
                Optional.ofNullable(row.getString("review")).map(text -> Json.read(text, Task.Review.class)),
                row.getTimestamp("created_at").toInstant(), row.getTimestamp("deadline_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("finished_at")).map(Timestamp::toInstant), NodeTaskRows.of(handle, id));
    }
}
