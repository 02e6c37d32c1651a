package pt.arquipelago.accessbody.node;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import pt.arquipelago.accessbody.database.Database;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.Jws;
import pt.arquipelago.policies.signature.MessageType;
import pt.arquipelago.policies.signature.TrustedKeys;
import pt.arquipelago.policies.signature.VerificationKey;
import pt.arquipelago.policies.transparency.MerkleProofs;
import pt.arquipelago.policies.transparency.SignedHead;
import pt.arquipelago.policies.transparency.TreeHead;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Keeps every head of its audit log that a node has signed, and demands the proof that each later one continues it
 * (RFC 9162 2.1.4). The heads that none is yet proved to continue are the <em>tips</em>; each poll has to cover the
 * smallest, so that a node which shows two logs is found out however it mixes them.
 */
public final class AuditWatch {
    /** A poll signed this long after a larger head has no excuse for showing a smaller one. */
    private static final long OVERTAKING_SECONDS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(AuditWatch.class);

    private final Database database;
    private final Map<String, VerificationKey> keys;
    private final Clock clock;

    public AuditWatch(Database database, Map<String, VerificationKey> keys, Clock clock) {
        this.database = requireNonNull(database, "database is null");
        this.keys = Map.copyOf(keys);
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * What a poll proved.
     *
     * @param seen size of the head that the next poll has to prove its own to continue
     * @param proved false: nothing is proved yet, so the node gets no work with this answer
     * @param flag why nothing is accepted from the node, if so
     */
    public record Verdict(long seen, boolean proved, Optional<String> flag) {}

    /**
     * @param signedAt when the poll was signed, epoch seconds
     * @param from size of the head that {@code proof} starts at
     * @throws InvalidMessage if the head is not signed by this node
     */
    public Verdict poll(String node, long signedAt, String signed, long from, List<byte[]> proof) {
        var message = Jws.verify(signed, MessageType.HEAD, TrustedKeys.of(keys.get(node)));
        SignedHead head = message.as(SignedHead.class);
        if (!head.iss().equals(node)) {
            throw new InvalidMessage(pt.arquipelago.policies.refusal.RefusalCode.HEAD_ISSUER);
        }
        return database.transaction(handle -> {
            NodeRows.lock(handle, node);
            Optional<String> flag = NodeRows.contact(handle, node).flag();
            return flag.isPresent() ? new Verdict(from, false, flag) : judge(handle, head, signed, signedAt, from, proof);
        });
    }

    private Verdict judge(Handle handle, SignedHead head, String signed, long signedAt, long from, List<byte[]> proof) {
        List<SignedHead> tips = NodeRows.tips(handle, head.iss());
        if (tips.isEmpty()) {
            NodeRows.tip(handle, head, signed);
            return new Verdict(head.size(), true, Optional.empty());
        }
        if (tips.stream().anyMatch(tip -> tip.size() == head.size() && !tip.root().equals(head.root()))) {
            return flag(handle, head, "the log was rewritten: two heads of size " + head.size() + " differ");
        }
        Optional<SignedHead> tip = tips.stream().filter(known -> known.size() == from).findFirst();
        if (tip.isEmpty()) {
            return new Verdict(tips.get(0).size(), false, Optional.empty());
        }
        return compare(handle, tip.get(), head, signed, signedAt, proof);
    }

    private Verdict compare(Handle handle, SignedHead tip, SignedHead head, String signed, long signedAt, List<byte[]> proof) {
        if (head.size() < tip.size()) {
            return signedAt > tip.iat() + OVERTAKING_SECONDS
                    ? flag(handle, head, "the log was cut: " + tip.size() + " entries were signed, now there are " + head.size())
                    : new Verdict(tip.size(), false, Optional.empty());
        }
        if (head.size() > tip.size() && !MerkleProofs.isAppended(tip.head(), head.head(), proof)) {
            return flag(handle, head, "the log was rewritten: no proof that " + head.size() + " entries continue the " + tip.size() + " signed before");
        }
        NodeRows.covered(handle, head.iss(), tip.head());
        NodeRows.tip(handle, head, signed);
        return new Verdict(NodeRows.tips(handle, head.iss()).get(0).size(), true, Optional.empty());
    }

    /** A manifest signs a head too: the coming polls have to continue it. */
    public Optional<String> manifest(Handle handle, String node, TreeHead audit, long signedAt, String signed) {
        NodeRows.lock(handle, node);
        boolean contradicts = NodeRows.tips(handle, node).stream().anyMatch(tip -> tip.size() == audit.size() && !tip.root().equals(audit.root()));
        if (contradicts) {
            return flag(handle, SignedHead.of(node, audit, signedAt), "the log was rewritten: a manifest signs another head of size " + audit.size()).flag();
        }
        NodeRows.tip(handle, SignedHead.of(node, audit, signedAt), signed);
        return Optional.empty();
    }

    private Verdict flag(Handle handle, SignedHead head, String why) {
        LOG.error("node {} is flagged: {}", head.iss(), why);
        NodeRows.flag(handle, head.iss(), why, clock.instant());
        return new Verdict(head.size(), false, Optional.of(why));
    }
}
