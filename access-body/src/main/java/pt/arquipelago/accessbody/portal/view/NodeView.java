package pt.arquipelago.accessbody.portal.view;

import pt.arquipelago.accessbody.node.NodeContact;
import pt.arquipelago.accessbody.node.RegisteredNode;
import pt.arquipelago.policies.transparency.SignedHead;

import java.util.List;

import static java.util.Objects.requireNonNull;

/** @param heads of its audit log that it signed and no later one is yet proved to continue; the last is the largest */
public record NodeView(RegisteredNode node, NodeContact contact, List<SignedHead> heads) {
    public NodeView {
        requireNonNull(node, "node is null");
        requireNonNull(contact, "contact is null");
        heads = List.copyOf(heads);
    }
}
