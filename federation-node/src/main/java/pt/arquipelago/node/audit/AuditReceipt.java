package pt.arquipelago.node.audit;

import static java.util.Objects.requireNonNull;

import pt.arquipelago.policies.permit.Outcome;
import pt.arquipelago.policies.transparency.TreeHead;

/**
 * Proof that an entry is on disk; only {@link AuditLog} makes one. Without it nothing is released.
 */
public final class AuditReceipt {
    private final long index;
    private final TreeHead head;
    private final AuditEntry entry;

    AuditReceipt(long index, TreeHead head, AuditEntry entry) {
        this.index = index;
        this.head = requireNonNull(head, "head is null");
        this.entry = requireNonNull(entry, "entry is null");
    }

    /** Of the entry, from 0. */
    public long index() {
        return index;
    }

    /** The log's head with this entry in it. */
    public TreeHead head() {
        return head;
    }

    public Outcome outcome() {
        return entry.outcome();
    }

    /** What was written down. */
    public AuditEntry entry() {
        return entry;
    }
}
