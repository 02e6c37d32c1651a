package pt.arquipelago.node.gate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** One section of {@code allowed.txt}: what may stand in a question at one stage, each with its reason. */
final class AllowedList {
    private static final String RESOURCE = "allowed.txt";
    private static final String CATALYST = "org.apache.spark.sql.catalyst.";
    private static final Map<String, AllowedList> ALL = load();

    static final AllowedList PARSED_PLAN = section("parsed plan");
    static final AllowedList PARSED_EXPRESSIONS = section("parsed expressions");
    static final AllowedList FUNCTIONS = section("functions");
    static final AllowedList ANALYSED_PLAN = section("analysed plan");
    static final AllowedList ANALYSED_EXPRESSIONS = section("analysed expressions");

    private final Map<String, String> reasons = new LinkedHashMap<>();

    private AllowedList() {}

    boolean has(Class<?> type) {
        return reasons.containsKey(type.getName().startsWith(CATALYST) ? type.getName().substring(CATALYST.length()) : type.getName());
    }

    boolean has(String name) {
        return reasons.containsKey(name);
    }

    /** Names with their reasons, in the file's order. */
    Map<String, String> reasons() {
        return Map.copyOf(reasons);
    }

    private static AllowedList section(String name) {
        AllowedList list = ALL.get(name);
        if (list == null) {
            throw new IllegalStateException(RESOURCE + " has no section [" + name + "]");
        }
        return list;
    }

    private static Map<String, AllowedList> load() {
        Map<String, AllowedList> sections = new LinkedHashMap<>();
        AllowedList current = null;
        int number = 0;
        for (String line : text().lines().toList()) {
            number++;
            String entry = line.strip();
            if (entry.isEmpty() || entry.startsWith("#")) {
                continue;
            }
            if (entry.startsWith("[")) {
                current = new AllowedList();
                sections.put(entry.substring(1, entry.length() - 1), current);
                continue;
            }
            String[] parts = entry.split("\\s+", 2);
            if (current == null || parts.length != 2 || current.reasons.put(parts[0], parts[1]) != null) {
                throw new IllegalStateException(RESOURCE + ", line " + number + ": expected a new name and its reason");
            }
        }
        return sections;
    }

    private static String text() {
        try (InputStream in = AllowedList.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
