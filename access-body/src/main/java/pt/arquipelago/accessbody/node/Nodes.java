package pt.arquipelago.accessbody.node;

import org.jdbi.v3.core.Handle;

import pt.arquipelago.accessbody.access.Action;
import pt.arquipelago.accessbody.access.Authorisation;
import pt.arquipelago.accessbody.access.Caller;
import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.policies.signature.VerificationKey;
import pt.arquipelago.policies.transparency.SignedHead;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import static java.util.Objects.requireNonNull;

/** The nodes of the federation, and when each was last heard of. */
public final class Nodes {
    private final Map<String, RegisteredNode> registered;
    private final Database database;
    private final Clock clock;

    public Nodes(Collection<RegisteredNode> registered, Database database, Clock clock) {
        var byId = new LinkedHashMap<String, RegisteredNode>();
        registered.forEach(node -> byId.put(node.id(), node));
        this.registered = java.util.Collections.unmodifiableMap(byId);
        this.database = requireNonNull(database, "database is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** A node with its presence, for people. */
    public record Presence(RegisteredNode node, NodeContact contact) {}

    public List<Presence> list(Caller caller) {
        Authorisation.require(caller, Action.SEE_NODES);
        return database.transaction(handle -> registered.values().stream().map(node -> new Presence(node, NodeRows.contact(handle, node.id()))).toList());
    }

    /** Heads of a node's audit log that it signed and no later one is yet proved to continue, smallest first; one, if all is well. */
    public List<SignedHead> heads(Caller caller, String node) {
        Authorisation.require(caller, Action.SEE_NODES);
        return database.transaction(handle -> NodeRows.tips(handle, node));
    }

    public Optional<RegisteredNode> find(String id) {
        return Optional.ofNullable(registered.get(id));
    }

    /** The node's name, or its id if it is registered no more. */
    public String name(String id) {
        return find(id).map(RegisteredNode::name).orElse(id);
    }

    public Map<String, VerificationKey> keys() {
        return registered.values().stream().collect(Collectors.toMap(RegisteredNode::id, RegisteredNode::key));
    }

    public void seen(String node, String state) {
        database.change(handle -> {
            NodeRows.lock(handle, node);
            NodeRows.seen(handle, node, state, clock.instant());
        });
    }

    public Optional<String> flag(Handle handle, String node) {
        return NodeRows.contact(handle, node).flag();
    }

    /** After the institution explained what happened to its log: the next head starts a new history. For the command line. */
    public void clearFlag(String node) {
        database.change(handle -> NodeRows.clearFlag(handle, node));
    }
}
