package pt.arquipelago.node.history;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeMap;
import pt.arquipelago.analysis.disclosure.Thresholds;
import pt.arquipelago.policies.decision.Obligations;
import pt.arquipelago.policies.signature.CanonicalJson;
import pt.arquipelago.policies.signature.StrictJson;

/** What makes two questions the same to the history: query, lake version and what the policies oblige to. */
public record CanonicalQuestion(String queryDigest, long lake, Thresholds thresholds, Obligations obligations) {

    /** SHA-256 over the RFC 8785 form. */
    public String digest() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("query", queryDigest).put("lake", lake);
        ObjectNode limits = json.putObject("thresholds").put("persons", thresholds.persons());
        thresholds.others().forEach(limits::put);
        json.set("row_filters", StrictJson.write(new TreeMap<>(obligations.rowFilters())));
        json.put("rounding", obligations.rounding());
        return CanonicalJson.digest(json);
    }
}
