package pt.arquipelago.analysis.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import pt.arquipelago.analysis.InvalidFormat;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.analysis.query.StrictJson;

/** The {@code provenance} of a published result. */
final class ProvenanceJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ProvenanceJson() {}

    static ObjectNode write(Provenance provenance) {
        ObjectNode json = JSON.objectNode();
        json.put("permit", provenance.permit()).put("question", provenance.question()).put("query", provenance.query());
        provenance.bundle().forEach(json.putArray("bundle")::add);
        writeMap(json, "lake", provenance.lake(), ProvenanceJson::lake);
        writeMap(json, "history", provenance.history(), ProvenanceJson::history);
        writeMap(json, "thresholds", provenance.thresholds(), ProvenanceJson::thresholds);
        json.put("repeatable", provenance.repeatable());
        if (!provenance.noise().isEmpty()) {
            writeMap(json, "noise", provenance.noise(), ProvenanceJson::noise);
        }
        return json;
    }

    private static <T> void writeMap(ObjectNode json, String field, Map<String, T> map, Function<T, JsonNode> form) {
        ObjectNode nodes = json.putObject(field);
        map.forEach((node, value) -> nodes.set(node, form.apply(value)));
    }

    private static JsonNode noise(Provenance.Noise noise) {
        ObjectNode json = JSON.objectNode().put("rho", noise.rho()).put("delta", noise.delta()).put("rows", noise.rows()).put("records", noise.records());
        if (!noise.ranges().isEmpty()) {
            ArrayNode ranges = json.putArray("ranges");
            noise.ranges().forEach(range -> ranges.addObject().put("name", range.name()).put("low", range.low()).put("high", range.high()));
        }
        return json;
    }

    private static JsonNode lake(Provenance.Lake lake) {
        ObjectNode json = JSON.objectNode().put("version", lake.version());
        ObjectNode tables = json.putObject("tables");
        lake.tables().forEach(tables::put);
        return lake.held() ? json.put("held", true) : json;
    }

    private static JsonNode history(Provenance.HistoryEntry entry) {
        ObjectNode json = JSON.objectNode().put("position", entry.position()).put("question", entry.question());
        return entry.reviewed() > 0 ? json.put("reviewed", entry.reviewed()) : json;
    }

    /** {@code {"persons": 10, "professionals": 3}}: other types in the plural. */
    private static JsonNode thresholds(Thresholds thresholds) {
        ObjectNode json = JSON.objectNode().put("persons", thresholds.persons());
        thresholds.others().forEach((type, threshold) -> json.put(type + "s", threshold));
        return json;
    }

    static Provenance read(JsonNode json) {
        StrictJson provenance = StrictJson.object(json, "provenance", "permit", "question", "query", "bundle", "lake", "history",
                "thresholds", "repeatable", "noise");
        return new Provenance(provenance.text("permit"), provenance.text("question"), provenance.text("query"),
                provenance.list("bundle", ResultJson::readText),
                readMap(provenance.node("lake"), ProvenanceJson::readLake),
                readMap(provenance.node("history"), ProvenanceJson::readHistory),
                readMap(provenance.node("thresholds"), ProvenanceJson::readThresholds),
                provenance.flag("repeatable"), provenance.has("noise") ? readMap(provenance.node("noise"), ProvenanceJson::readNoise) : Map.of());
    }

    private static <T> Map<String, T> readMap(JsonNode json, Function<JsonNode, T> form) {
        if (!json.isObject()) {
            throw new InvalidFormat("provenance: a map by node is not an object");
        }
        Map<String, T> map = new TreeMap<>();
        json.properties().forEach(entry -> map.put(entry.getKey(), form.apply(entry.getValue())));
        return map;
    }

    private static Provenance.Noise readNoise(JsonNode json) {
        StrictJson noise = StrictJson.object(json, "noise", "rho", "delta", "rows", "records", "ranges");
        return new Provenance.Noise(noise.node("rho").doubleValue(), noise.node("delta").doubleValue(), Math.toIntExact(noise.integer("rows")), Math.toIntExact(noise.integer("records")),
                noise.has("ranges") ? noise.list("ranges", ProvenanceJson::readRange) : List.of());
    }

    private static Provenance.Range readRange(JsonNode json) {
        StrictJson range = StrictJson.object(json, "range", "name", "low", "high");
        try {
            return new Provenance.Range(range.text("name"), range.node("low").doubleValue(), range.node("high").doubleValue());
        } catch (IllegalArgumentException e) {
            throw new InvalidFormat("provenance: a range has a lower and a higher end", e);
        }
    }

    private static Provenance.Lake readLake(JsonNode json) {
        StrictJson lake = StrictJson.object(json, "lake", "version", "tables", "held");
        if (lake.has("held") && !lake.flag("held")) {
            throw new InvalidFormat("provenance: held is left out unless it is true");
        }
        return new Provenance.Lake(lake.integer("version"), readMap(lake.node("tables"), ProvenanceJson::readInteger), lake.has("held"));
    }

    private static Provenance.HistoryEntry readHistory(JsonNode json) {
        StrictJson entry = StrictJson.object(json, "history", "position", "question", "reviewed");
        long reviewed = entry.has("reviewed") ? entry.integer("reviewed") : 0;
        if (entry.has("reviewed") && (reviewed < 1 || reviewed > Integer.MAX_VALUE)) {
            throw new InvalidFormat("provenance: reviewed is 1 or more, or left out");
        }
        return new Provenance.HistoryEntry(entry.integer("position"), entry.text("question"), (int) reviewed);
    }

    private static Thresholds readThresholds(JsonNode json) {
        Map<String, Integer> all = readMap(json, value -> Math.toIntExact(readInteger(value).longValue()));
        Integer persons = all.remove("persons");
        if (persons == null || all.keySet().stream().anyMatch(name -> !name.endsWith("s"))) {
            throw new InvalidFormat("thresholds have no persons, or a type not in the plural");
        }
        Map<String, Integer> others = new TreeMap<>();
        all.forEach((name, threshold) -> others.put(name.substring(0, name.length() - 1), threshold));
        return new Thresholds(persons, others);
    }

    private static Long readInteger(JsonNode json) {
        if (!json.isInt() && !json.isLong()) {
            throw new InvalidFormat("provenance: an integer is expected");
        }
        return json.longValue();
    }
}
