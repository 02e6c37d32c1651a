package pt.arquipelago.accessbody.node;

import java.time.Instant;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What is known of a node's presence.
 *
 * @param state {@code unseen}, {@code warming} or {@code ready}
 * @param flag why nothing is accepted from it, if so
 */
public record NodeContact(String node, String state, Optional<Instant> seenAt, Optional<String> flag) {
    public static final String UNSEEN = "unseen";

    public NodeContact {
        requireNonNull(node, "node is null");
        requireNonNull(state, "state is null");
        requireNonNull(seenAt, "seenAt is null");
        requireNonNull(flag, "flag is null");
    }

    static NodeContact unseen(String node) {
        return new NodeContact(node, UNSEEN, Optional.empty(), Optional.empty());
    }
}
