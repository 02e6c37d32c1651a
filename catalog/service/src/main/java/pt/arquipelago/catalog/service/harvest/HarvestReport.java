package pt.arquipelago.catalog.service.harvest;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of a harvest.
 *
 * @param counts all 0 if it failed
 * @param refused the first hundred; their number is in the counts
 * @param failure why nothing was taken and what was there before stays
 */
public record HarvestReport(String source, Instant at, Counts counts, List<Refused> refused, Optional<String> failure) {
    private static final int LISTED = 100;

    public HarvestReport {
        requireNonNull(source, "source is null");
        requireNonNull(at, "at is null");
        requireNonNull(counts, "counts is null");
        refused = refused.stream().limit(LISTED).toList();
        requireNonNull(failure, "failure is null");
    }

    /** @param read datasets seen: added, changed, unchanged and refused; {@code gone} were there before and are not any more */
    public record Counts(int pages, int read, int added, int changed, int unchanged, int refused, int gone) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);
    }

    public record Refused(String dataset, String reason) {}

    static HarvestReport failed(String source, Instant at, String why) {
        return new HarvestReport(source, at, Counts.NONE, List.of(), Optional.of(why));
    }

    public String sentence() {
        return source + ": " + failure.map(why -> "nothing was taken, " + why + ".").orElseGet(() -> "read " + counts.read() + " datasets on " + counts.pages() + " pages: "
                + counts.added() + " new, " + counts.changed() + " changed, " + counts.unchanged() + " unchanged, " + counts.refused() + " refused; " + counts.gone() + " gone.");
    }

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("source", source).put("at", at.toString()).put("pages", counts.pages()).put("read", counts.read())
                .put("added", counts.added()).put("changed", counts.changed()).put("unchanged", counts.unchanged()).put("refused", counts.refused()).put("gone", counts.gone());
        ArrayNode list = json.putArray("refusals");
        refused.forEach(one -> list.addObject().put("dataset", one.dataset()).put("reason", one.reason()));
        failure.ifPresent(why -> json.put("failure", why));
        return json;
    }

    static HarvestReport read(JsonNode json) {
        List<Refused> refused = new ArrayList<>();
        json.path("refusals").forEach(one -> refused.add(new Refused(one.path("dataset").asText(), one.path("reason").asText())));
        return new HarvestReport(json.path("source").asText(), Instant.parse(json.path("at").asText()), new Counts(json.path("pages").asInt(), json.path("read").asInt(), json.path("added").asInt(),
                json.path("changed").asInt(), json.path("unchanged").asInt(), json.path("refused").asInt(), json.path("gone").asInt()), refused,
                Optional.ofNullable(json.get("failure")).map(JsonNode::asText));
    }
}
