package pt.arquipelago.accessbody.task;

import org.jdbi.v3.core.Handle;

import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.accessbody.json.Json;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import static java.util.Objects.requireNonNull;

/** Every change of a task, kept in order, and told to whoever watches. */
public final class TaskEvents {
    private final Database database;
    private final Map<String, List<Runnable>> watchers = new ConcurrentHashMap<>();

    public TaskEvents(Database database) {
        this.database = requireNonNull(database, "database is null");
    }

    /** @param position counts from 0 for each task */
    public record Event(int position, String content) {}

    /** Keeps how the task stands now, within the transaction that changed it. */
    static void record(Handle handle, String task, Instant now) {
        Task changed = TaskRows.find(handle, task).orElseThrow();
        var content = Json.object().put("task", task).put("state", changed.state().word());
        changed.nodes().forEach(node -> content.withArray("nodes").addObject().put("node", node.node()).put("state", node.state().word()));
        handle.createUpdate("INSERT INTO task_event (task_id, position, content, happened_at)"
                        + " VALUES (:task, (SELECT COUNT(*) FROM task_event WHERE task_id = :task), :content, :now)")
                .bind("task", task).bind("content", content.toString()).bind("now", now).execute();
    }

    /** Tells watchers; called after the transaction. */
    void changed(String task) {
        watchers.getOrDefault(task, List.of()).forEach(Runnable::run);
    }

    public List<Event> after(String task, int position) {
        return database.transaction(handle -> handle.createQuery("SELECT position, content FROM task_event WHERE task_id = :task AND position > :position ORDER BY position")
                .bind("task", task)
                .bind("position", position)
                .map((row, context) -> new Event(row.getInt("position"), row.getString("content")))
                .list());
    }

    /** @return how to stop watching */
    public Runnable watch(String task, Runnable watcher) {
        watchers.computeIfAbsent(task, id -> new CopyOnWriteArrayList<>()).add(watcher);
        return () -> watchers.computeIfPresent(task, (id, list) -> {
            list.remove(watcher);
            return list.isEmpty() ? null : list;
        });
    }
}
