package pt.arquipelago.accessbody.task;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

import pt.arquipelago.accessbody.json.Json;
import pt.arquipelago.analysis.Refusal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tables of nodes' shares in tasks and of the partial tables they sent. */
final class NodeTaskRows {
    private static final String UNFINISHED = "('QUEUED', 'DELIVERED', 'ACCEPTED', 'GATE', 'POLICY', 'EXECUTING', 'DISCLOSURE', 'RELEASE')";

    private NodeTaskRows() {}

    static void insert(Handle handle, String task, NodeTask node) {
        handle.createUpdate("INSERT INTO node_task (task_id, node_id, order_id, order_jws, state, refusal, finished_at) VALUES (:task, :node, :order, :jws, :state, :refusal, :finished)")
                .bind("task", task)
                .bind("node", node.node())
                .bind("order", node.order())
                .bind("jws", node.orderJws())
                .bind("state", node.state())
                .bind("refusal", node.refusal().map(Json::write).orElse(null))
                .bind("finished", node.finishedAt().orElse(null))
                .execute();
    }

    static List<NodeTask> of(Handle handle, String task) {
        return handle.createQuery("SELECT * FROM node_task WHERE task_id = :task ORDER BY node_id").bind("task", task).map(NodeTaskRows::readNode).list();
    }

    static Optional<String> taskOf(Handle handle, String order, String node) {
        return handle.createQuery("SELECT task_id FROM node_task WHERE order_id = :order AND node_id = :node").bind("order", order).bind("node", node)
                .mapTo(String.class).findOne();
    }

    static List<String> tasksWaitingFor(Handle handle, String node) {
        return handle.createQuery("SELECT task_id FROM node_task WHERE node_id = :node AND state IN " + UNFINISHED).bind("node", node).mapTo(String.class).list();
    }

    /** Orders of a node that are not finished and were not sent since {@code before}: new ones, and those it may have lost. */
    static List<NodeTask> toSend(Handle handle, String node, Instant before) {
        return handle.createQuery("SELECT * FROM node_task WHERE node_id = :node AND state IN " + UNFINISHED + " AND (sent_at IS NULL OR sent_at <= :before) ORDER BY order_id")
                .bind("node", node).bind("before", before).map(NodeTaskRows::readNode).list();
    }

    static List<String> toCancel(Handle handle, String node) {
        return handle.createQuery("SELECT order_id FROM node_task WHERE node_id = :node AND state = 'CANCELLED' AND sent_at IS NOT NULL AND cancel_sent_at IS NULL")
                .bind("node", node).mapTo(String.class).list();
    }

    static void sent(Handle handle, String order, Instant now) {
        handle.createUpdate("UPDATE node_task SET sent_at = :now WHERE order_id = :order").bind("now", now).bind("order", order).execute();
    }

    static void cancelSent(Handle handle, String order, Instant now) {
        handle.createUpdate("UPDATE node_task SET cancel_sent_at = :now WHERE order_id = :order").bind("now", now).bind("order", order).execute();
    }

    static void state(Handle handle, String order, NodeTaskState state) {
        handle.createUpdate("UPDATE node_task SET state = :state WHERE order_id = :order").bind("state", state).bind("order", order).execute();
    }

    static void finish(Handle handle, String order, NodeTaskState state, Optional<Refusal> refusal, Optional<String> manifest, Instant now) {
        handle.createUpdate("UPDATE node_task SET state = :state, refusal = :refusal, manifest = :manifest, finished_at = :now WHERE order_id = :order")
                .bind("state", state)
                .bind("refusal", refusal.map(Json::write).orElse(null))
                .bind("manifest", manifest.orElse(null))
                .bind("now", now)
                .bind("order", order)
                .execute();
    }

    static void partial(Handle handle, String order, String digest, byte[] content) {
        handle.createUpdate("INSERT INTO partial (order_id, digest, content) VALUES (:order, :digest, :content)")
                .bind("order", order).bind("digest", digest).bind("content", content).execute();
    }

    static byte[] partial(Handle handle, String order) {
        return handle.createQuery("SELECT content FROM partial WHERE order_id = :order").bind("order", order).mapTo(byte[].class).one();
    }

    private static NodeTask readNode(ResultSet row, StatementContext context) throws SQLException {
        return new NodeTask(row.getString("node_id"), row.getString("order_id"), row.getString("order_jws"), NodeTaskState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("refusal")).map(text -> Json.read(text, Refusal.class)),
                Optional.ofNullable(row.getTimestamp("sent_at")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getTimestamp("finished_at")).map(Timestamp::toInstant), Optional.ofNullable(row.getString("manifest")));
    }
}
