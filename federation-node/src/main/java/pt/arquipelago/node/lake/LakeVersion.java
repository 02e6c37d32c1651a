package pt.arquipelago.node.lake;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which version of each table belong together: a load of several tables is seen whole or not at all.
 *
 * @param number from 1; 0 is the empty lake
 * @param tables table → version of its Delta log, in the order of their names
 */
public record LakeVersion(long number, Map<String, Long> tables, Instant at) {
    public LakeVersion {
        if (number < 0) {
            throw new IllegalArgumentException("lake version " + number + " is negative");
        }
        tables = Collections.unmodifiableMap(new TreeMap<>(tables));
        requireNonNull(at, "at is null");
    }
}
