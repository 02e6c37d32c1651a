package pt.arquipelago.node.disclosure;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import pt.arquipelago.analysis.guard.QuestionForm;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.policies.signature.StrictJson;

/**
 * What makes the forms of an answer's numbers, kept beside it where the institution has checkers: so that a number can be told by its form
 * long after it left.
 *
 * @param sql as it was asked
 * @param presence as of {@link QuestionForm}
 * @param persons the threshold it was answered under
 */
public record AnswerForm(String sql, String user, AggregateQuery query, QuestionForm.Data data, List<Set<JsonNode>> presence, int persons) {
    public AnswerForm {
        requireNonNull(sql, "sql is null");
        requireNonNull(user, "user is null");
        requireNonNull(query, "query is null");
        requireNonNull(data, "data is null");
        presence = List.copyOf(presence);
    }

    public QuestionForm form() {
        return new QuestionForm(query, data, presence);
    }

    public byte[] toBytes() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("sql", sql).put("user", user).put("personal", data.personal()).put("persons", persons);
        json.set("query", query.toJson());
        json.set("state", data.state());
        data.required().stream().sorted(Comparator.comparing(JsonNode::toString)).forEach(json.putArray("required")::add);
        ArrayNode terms = json.putArray("presence");
        presence.forEach(conditions -> {
            ArrayNode term = terms.addArray();
            conditions.forEach(term::add);
        });
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    public static AnswerForm of(byte[] bytes) {
        ObjectNode json = StrictJson.readObject(bytes);
        List<Set<JsonNode>> presence = new ArrayList<>();
        json.path("presence").forEach(term -> presence.add(set(term)));
        return new AnswerForm(json.path("sql").textValue(), json.path("user").textValue(), AggregateQuery.fromJson(json.path("query")),
                new QuestionForm.Data(json.path("state"), json.path("personal").booleanValue(), set(json.path("required"))), presence, json.path("persons").intValue());
    }

    private static Set<JsonNode> set(JsonNode array) {
        Set<JsonNode> set = new LinkedHashSet<>();
        array.forEach(set::add);
        return set;
    }
}
