package pt.arquipelago.catalog.service.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The keys a file may have, by their dotted path; an unknown one is named with the key that was probably meant. */
final class KnownKeys {
    private static final int NEAR = 3;

    private final Set<String> leaves;

    KnownKeys(Set<String> leaves) {
        this.leaves = new TreeSet<>(leaves);
    }

    Set<String> leaves() {
        return leaves;
    }

    void check(JsonNode settings) {
        List<String> unknown = new ArrayList<>();
        collect(settings, "", unknown);
        if (!unknown.isEmpty()) {
            throw new InvalidConfig(unknown.stream().map(this::complaint).collect(Collectors.joining("\n")));
        }
    }

    private void collect(JsonNode node, String path, List<String> unknown) {
        node.properties().forEach(field -> {
            String key = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            if (leaves.contains(key)) {
                return;
            }
            if (leaves.stream().anyMatch(leaf -> leaf.startsWith(key + ".")) && field.getValue().isObject()) {
                collect(field.getValue(), key, unknown);
            } else {
                unknown.add(key);
            }
        });
    }

    private String complaint(String key) {
        return "Unknown key '" + key + "'" + nearest(key).map(near -> ": did you mean '" + near + "'?").orElse(". Known keys: " + String.join(", ", leaves) + ".");
    }

    private Optional<String> nearest(String key) {
        return leaves.stream().filter(leaf -> distance(leaf, key) <= NEAR).min(Comparator.comparing(leaf -> distance(leaf, key)));
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
