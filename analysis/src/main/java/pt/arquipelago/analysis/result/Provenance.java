package pt.arquipelago.analysis.result;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pt.arquipelago.analysis.disclosure.Thresholds;

/**
 * Which permit, question, policy bundles, lake versions and positions in the history made a result. Maps are by node.
 *
 * @param permit its id
 * @param question digest of the question as sent
 * @param query digest of the {@code AggregateQuery}
 * @param bundle digests of the policy bundles that allowed it, sorted
 * @param thresholds the ones each node applied
 * @param repeatable false after an erasure or with noise
 * @param noise of a noisy result, what each node spent on it
 */
public record Provenance(String permit, String question, String query, List<String> bundle, Map<String, Lake> lake,
        Map<String, HistoryEntry> history, Map<String, Thresholds> thresholds, boolean repeatable, Map<String, Noise> noise) {

    /** Of exact values. */
    public Provenance(String permit, String question, String query, List<String> bundle, Map<String, Lake> lake,
            Map<String, HistoryEntry> history, Map<String, Thresholds> thresholds, boolean repeatable) {
        this(permit, question, query, bundle, lake, history, thresholds, repeatable, Map.of());
    }

    /**
     * What a noisy answer cost at a node, and how much one person counts for in it.
     *
     * @param rho of zero-concentrated differential privacy
     * @param delta the chance beside it
     * @param ranges what amounts are cut to
     */
    public record Noise(double rho, double delta, int rows, int records, List<Range> ranges) {
        public Noise {
            ranges = ranges.stream().distinct().toList();
        }

        /** Of counts alone. */
        public Noise(double rho, double delta, int rows, int records) {
            this(rho, delta, rows, records, List.of());
        }
    }

    /** What each record's amount is cut to: of a column, or of what an output sums up. */
    public record Range(String name, double low, double high) {
        public Range {
            requireNonNull(name, "name is null");
            if (!(low < high)) {
                throw new IllegalArgumentException("a range has a lower and a higher end");
            }
        }
    }

    /**
     * A lake version, and the Delta version of each table that was read.
     *
     * @param held whether persons have new pseudonyms since, and the permit stays with the version before them
     */
    public record Lake(long version, Map<String, Long> tables, boolean held) {
        public Lake {
            tables = sorted(tables);
        }

        public Lake(long version, Map<String, Long> tables) {
            this(version, tables, false);
        }
    }

    /**
     * The position of the answer in a node's history of releases, and the digest of the canonical question kept there.
     *
     * @param reviewed cells that a person of the institution released although they were too close to what left
     */
    public record HistoryEntry(long position, String question, int reviewed) {
        public HistoryEntry {
            requireNonNull(question, "question is null");
            if (reviewed < 0) {
                throw new IllegalArgumentException("fewer cells than none were released");
            }
        }

        public HistoryEntry(long position, String question) {
            this(position, question, 0);
        }
    }

    public Provenance {
        requireNonNull(permit, "permit is null");
        requireNonNull(question, "question is null");
        requireNonNull(query, "query is null");
        bundle = bundle.stream().distinct().sorted().toList();
        lake = sorted(lake);
        history = sorted(history);
        thresholds = sorted(thresholds);
        noise = sorted(noise);
    }

    private static <T> Map<String, T> sorted(Map<String, T> map) {
        return Collections.unmodifiableMap(new TreeMap<>(requireNonNull(map, "a map is null")));
    }
}
