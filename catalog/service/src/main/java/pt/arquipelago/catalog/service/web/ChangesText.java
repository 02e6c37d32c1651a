package pt.arquipelago.catalog.service.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.RDF;
import pt.arquipelago.catalog.service.store.Change;

/** Changes for machines: plain JSON, or RDF in the terms of Activity Streams 2.0. */
final class ChangesText {
    private static final String AS = "https://www.w3.org/ns/activitystreams#";

    private final URI base;
    private final List<Change> changes;
    private final long last;
    private final long after;

    /** @param last number of the last change there is, which is not among these if there are too many */
    ChangesText(URI base, List<Change> changes, long last, long after) {
        this.base = base;
        this.changes = changes;
        this.last = last;
        this.after = after;
    }

    byte[] json() {
        long reached = changes.isEmpty() ? Math.min(after, last) : changes.get(changes.size() - 1).number();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("last", last).put("next", base + "/changes?after=" + reached).put("complete", reached == last);
        ArrayNode list = json.putArray("changes");
        changes.forEach(change -> list.add(one(change)));
        return json.toPrettyString().getBytes(StandardCharsets.UTF_8);
    }

    static ObjectNode one(Change change) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("number", change.number()).put("at", change.at().toString())
                .put("kind", change.kind().name().toLowerCase(Locale.ROOT)).put("dataset", change.dataset().toString()).put("version", change.version());
        if (change.kind() != Change.Kind.DELETE) {
            json.put("description", change.dataset() + "/versions/" + change.version());
        }
        change.reason().ifPresent(reason -> json.putObject("reason").put("pt", reason.pt()).put("en", reason.en()));
        return json;
    }

    Model model() {
        Model model = ModelFactory.createDefaultModel();
        model.setNsPrefix("as", AS).setNsPrefix("xsd", XSDDatatype.XSD + "#");
        Resource page = model.createResource(base + "/changes").addProperty(RDF.type, model.createResource(AS + "Collection"))
                .addProperty(model.createProperty(AS + "totalItems"), Long.toString(last), XSDDatatype.XSDnonNegativeInteger);
        changes.forEach(change -> {
            Resource activity = model.createResource(base + "/changes#" + change.number()).addProperty(RDF.type, model.createResource(AS + type(change)))
                    .addProperty(model.createProperty(AS + "object"), model.createResource(change.dataset().toString()))
                    .addProperty(model.createProperty(AS + "published"), change.at().toString(), XSDDatatype.XSDdateTime);
            change.reason().ifPresent(reason -> activity.addProperty(model.createProperty(AS + "summary"), reason.pt(), "pt")
                    .addProperty(model.createProperty(AS + "summary"), reason.en(), "en"));
            page.addProperty(model.createProperty(AS + "items"), activity);
        });
        return model;
    }

    private static String type(Change change) {
        return switch (change.kind()) {
            case CREATE -> "Create";
            case UPDATE -> "Update";
            case DELETE -> "Delete";
        };
    }
}
