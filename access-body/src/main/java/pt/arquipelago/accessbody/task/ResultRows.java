package pt.arquipelago.accessbody.task;

import org.jdbi.v3.core.Handle;

import pt.arquipelago.accessbody.json.Json;
import pt.arquipelago.analysis.result.ResultTable;

import java.time.Instant;
import java.util.Optional;

/** The table of results, kept in the published format. */
final class ResultRows {
    private ResultRows() {}

    static void insert(Handle handle, String task, ResultTable result, Instant now) {
        handle.createUpdate("INSERT INTO result (task_id, content, created_at) VALUES (:task, :content, :now)")
                .bind("task", task).bind("content", result.toJson().toString()).bind("now", now).execute();
    }

    static Optional<ResultTable> find(Handle handle, String task) {
        return handle.createQuery("SELECT content FROM result WHERE task_id = :task").bind("task", task).mapTo(String.class).findOne()
                .map(text -> ResultTable.fromJson(Json.read(text)));
    }
}
