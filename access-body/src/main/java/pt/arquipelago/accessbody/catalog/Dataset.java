package pt.arquipelago.accessbody.catalog;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

import static java.util.Objects.requireNonNull;

/**
 * One table of one institution, as the catalogue describes it.
 *
 * @param description the catalogue's own JSON, passed on unchanged
 */
public record Dataset(String iri, String node, String table, JsonNode description) {
    public Dataset {
        requireNonNull(iri, "iri is null");
        requireNonNull(node, "node is null");
        requireNonNull(table, "table is null");
        requireNonNull(description, "description is null");
    }

    /** @param identifier a pseudonym: every permit implies it, for joining and counting only */
    public record Variable(String name, boolean identifier) {}

    public List<Variable> variables() {
        return StreamSupport.stream(description.path("variables").spliterator(), false)
                .map(variable -> new Variable(variable.path("name").asText(), variable.path("class").asText().toLowerCase(Locale.ROOT).equals("identifier")))
                .toList();
    }
}
