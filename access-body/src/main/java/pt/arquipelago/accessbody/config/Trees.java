package pt.arquipelago.accessbody.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Settings as trees, before they are bound to records. */
final class Trees {
    private Trees() {}

    /** Lays {@code above} over {@code below}: objects key by key, everything else as a whole. */
    static void merge(ObjectNode below, ObjectNode above) {
        above.properties().forEach(entry -> {
            JsonNode old = below.get(entry.getKey());
            if (old instanceof ObjectNode oldObject && entry.getValue() instanceof ObjectNode newObject) {
                merge(oldObject, newObject);
            } else {
                below.set(entry.getKey(), entry.getValue());
            }
        });
    }

    /** Sets the value at a path of keys, making the objects on the way. */
    static void set(ObjectNode root, java.util.List<String> path, JsonNode value) {
        ObjectNode place = root;
        for (String key : path.subList(0, path.size() - 1)) {
            place = place.get(key) instanceof ObjectNode object ? object : place.putObject(key);
        }
        place.set(path.get(path.size() - 1), value);
    }
}
