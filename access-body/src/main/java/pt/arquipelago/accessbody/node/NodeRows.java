package pt.arquipelago.accessbody.node;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

import pt.arquipelago.policies.transparency.SignedHead;
import pt.arquipelago.policies.transparency.TreeHead;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tables of nodes' presence and of the audit heads they signed. */
final class NodeRows {
    private NodeRows() {}

    static NodeContact contact(Handle handle, String node) {
        return handle.createQuery("SELECT * FROM node_contact WHERE node_id = :node").bind("node", node).map(NodeRows::readContact).findOne()
                .orElseGet(() -> NodeContact.unseen(node));
    }

    /** Makes the node's row if need be, and holds it until the transaction ends: one audit check at a time. */
    static void lock(Handle handle, String node) {
        boolean there = handle.createQuery("SELECT node_id FROM node_contact WHERE node_id = :node FOR UPDATE").bind("node", node).mapTo(String.class).findOne().isPresent();
        if (!there) {
            handle.createUpdate("INSERT INTO node_contact (node_id, state) VALUES (:node, :state)").bind("node", node).bind("state", NodeContact.UNSEEN).execute();
        }
    }

    static void seen(Handle handle, String node, String state, Instant now) {
        handle.createUpdate("UPDATE node_contact SET state = :state, seen_at = :now WHERE node_id = :node")
                .bind("state", state).bind("now", now).bind("node", node).execute();
    }

    static void flag(Handle handle, String node, String flag, Instant now) {
        handle.createUpdate("UPDATE node_contact SET flag = :flag, flagged_at = :now WHERE node_id = :node AND flag IS NULL")
                .bind("flag", flag).bind("now", now).bind("node", node).execute();
    }

    static void clearFlag(Handle handle, String node) {
        handle.createUpdate("UPDATE node_contact SET flag = NULL, flagged_at = NULL WHERE node_id = :node").bind("node", node).execute();
        handle.createUpdate("UPDATE audit_head SET tip = FALSE WHERE node_id = :node").bind("node", node).execute();
    }

    /** Heads that no later one is proved to continue, smallest first. */
    static List<SignedHead> tips(Handle handle, String node) {
        return handle.createQuery("SELECT * FROM audit_head WHERE node_id = :node AND tip ORDER BY tree_size").bind("node", node).map(NodeRows::readHead).list();
    }

    static void tip(Handle handle, SignedHead head, String signed) {
        boolean there = handle.createUpdate("UPDATE audit_head SET tip = TRUE WHERE node_id = :node AND tree_size = :size AND root = :root")
                .bind("node", head.iss()).bind("size", head.size()).bind("root", head.root()).execute() == 1;
        if (!there) {
            handle.createUpdate("INSERT INTO audit_head (node_id, tree_size, root, signed, signed_at, tip) VALUES (:node, :size, :root, :signed, :at, TRUE)")
                    .bind("node", head.iss()).bind("size", head.size()).bind("root", head.root()).bind("signed", signed)
                    .bind("at", Instant.ofEpochSecond(head.iat())).execute();
        }
    }

    static void covered(Handle handle, String node, TreeHead head) {
        handle.createUpdate("UPDATE audit_head SET tip = FALSE WHERE node_id = :node AND tree_size = :size AND root = :root")
                .bind("node", node).bind("size", head.size()).bind("root", head.root()).execute();
    }

    private static SignedHead readHead(ResultSet row, StatementContext context) throws SQLException {
        return new SignedHead(row.getString("node_id"), row.getLong("tree_size"), row.getString("root"), row.getTimestamp("signed_at").toInstant().getEpochSecond());
    }

    private static NodeContact readContact(ResultSet row, StatementContext context) throws SQLException {
        return new NodeContact(row.getString("node_id"), row.getString("state"), Optional.ofNullable(row.getTimestamp("seen_at")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getString("flag")));
    }
}
