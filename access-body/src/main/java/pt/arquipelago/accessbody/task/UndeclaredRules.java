package pt.arquipelago.accessbody.task;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import pt.arquipelago.accessbody.access.Action;
import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.access.Caller;
import pt.arquipelago.accessbody.database.Database;

import java.time.Instant;
import java.util.List;

import static java.util.Objects.requireNonNull;

/** What institutions' own policies did that nobody could have known before applying: each node reports it, signed, with the answer it made. */
public final class UndeclaredRules {
    private static final Logger LOG = LoggerFactory.getLogger(UndeclaredRules.class);
    private static final int SHOWN = 200;

    private final Database database;

    public UndeclaredRules(Database database) {
        this.database = requireNonNull(database, "database is null");
    }

    /**
     * @param name code of a rule, or name of an obligation
     * @param state how the node's share ended
     */
    public record Report(String node, String task, String permit, String name, NodeTaskState state, Instant at) {}

    static void keep(Handle handle, String node, String order, List<String> names, Instant now) {
        names.forEach(name -> handle.createUpdate("INSERT INTO undeclared_rule (order_id, name, reported_at) VALUES (:order, :name, :now)")
                .bind("order", order).bind("name", name).bind("now", now).execute());
        LOG.warn("node {} answered order {} by rules of its own that it had not declared: {}", node, order, names);
    }

    /** The newest first. */
    public List<Report> list(Caller caller) {
        Authorisation.require(caller, Action.SEE_UNDECLARED_RULES);
        return database.transaction(handle -> handle.createQuery("""
                        SELECT node_task.node_id, node_task.task_id, task.permit_id, undeclared_rule.name, node_task.state, undeclared_rule.reported_at
                        FROM undeclared_rule JOIN node_task ON node_task.order_id = undeclared_rule.order_id JOIN task ON task.id = node_task.task_id
                        ORDER BY undeclared_rule.reported_at DESC, node_task.node_id, undeclared_rule.name""")
                .setMaxRows(SHOWN)
                .map((row, context) -> new Report(row.getString(1), row.getString(2), row.getString(3), row.getString(4), NodeTaskState.valueOf(row.getString(5)),
                        row.getTimestamp(6).toInstant())).list());
    }
}
