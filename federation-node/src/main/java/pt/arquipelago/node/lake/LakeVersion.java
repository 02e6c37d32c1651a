package pt.arquipelago.node.lake;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which version of each table belong together: a load of several tables is seen whole or not at all.
 *
 * @param number from 1; 0 is the empty lake
 * @param pseudonyms absent in the empty lake
 * @param erased when persons were last erased from it: what was answered before cannot be made again
 * @param tables table → version of its Delta log, in the order of their names
 */
public record LakeVersion(long number, Map<String, Long> tables, Instant at, Optional<Pseudonyms> pseudonyms, Optional<Instant> erased) {
    /**
     * How its pseudonyms were made, so that none made otherwise comes among them.
     *
     * @param domain of pseudonymisation
     * @param keys fingerprint of the key of each epoch, the first epoch's first; no secret
     */
    public record Pseudonyms(String domain, List<String> keys) {
        public Pseudonyms {
            requireNonNull(domain, "domain is null");
            keys = List.copyOf(keys);
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("pseudonyms are made with a key at least");
            }
        }

        /** Counted from 0: how many rotations there were. */
        public int epoch() {
            return keys.size() - 1;
        }
    }

    /** Of tables without pseudonyms, or made by hand. */
    public LakeVersion(long number, Map<String, Long> tables, Instant at) {
        this(number, tables, at, Optional.empty(), Optional.empty());
    }

    public LakeVersion {
        if (number < 0) {
            throw new IllegalArgumentException("lake version " + number + " is negative");
        }
        tables = Collections.unmodifiableMap(new TreeMap<>(tables));
        requireNonNull(at, "at is null");
        requireNonNull(pseudonyms, "pseudonyms is null");
        requireNonNull(erased, "erased is null");
    }

    /** Of its pseudonyms. */
    public int epoch() {
        return pseudonyms.map(Pseudonyms::epoch).orElse(0);
    }
}
