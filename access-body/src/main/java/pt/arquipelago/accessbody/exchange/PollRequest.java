package pt.arquipelago.accessbody.exchange;

import java.util.Base64;
import java.util.List;

import static java.util.Objects.requireNonNull;

/** What a node says when it asks for work. */
record PollRequest(String node, String state, Audit audit) {
    PollRequest {
        requireNonNull(node, "node is null");
        if (!List.of("warming", "ready").contains(requireNonNull(state, "state is null"))) {
            throw new IllegalArgumentException("state must be warming or ready");
        }
        requireNonNull(audit, "audit is null");
    }

    /**
     * @param head the signed head of the node's audit log
     * @param from size of the head that {@code proof} starts at: the {@code audit_seen} of the answer before
     * @param proof RFC 9162 consistency proof, base64
     */
    record Audit(String head, long from, List<String> proof) {
        Audit {
            requireNonNull(head, "head is null");
            proof = proof == null ? List.of() : List.copyOf(proof);
        }

        List<byte[]> hashes() {
            return proof.stream().map(Base64.getDecoder()::decode).toList();
        }
    }
}
