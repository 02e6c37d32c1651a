package pt.arquipelago.node.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pt.arquipelago.analysis.Refusal;
import pt.arquipelago.analysis.RefusedException;
import pt.arquipelago.policies.permit.NoiseLimits;
import pt.arquipelago.policies.permit.Question;
import pt.arquipelago.policies.signature.InvalidMessage;
import pt.arquipelago.policies.signature.StrictJson;

/**
 * One line of a tasks file: {@code {"id": …, "sql": "…"}}, beside them {@code "parameters": {…}}, {@code "strict": true}, {@code "noise": {…}} and {@code "user": "…"}.
 *
 * @param id a JSON text or number, given back as it came
 */
record TaskLine(JsonNode id, Question question, Optional<String> user) {
    /** With what it leaves open about noise taken from elsewhere. */
    TaskLine with(NoiseLimits noise) {
        NoiseLimits both = question.noise().orElse(NoiseLimits.NONE).or(noise);
        return both.equals(NoiseLimits.NONE) ? this : new TaskLine(id, new Question(question.sql(), question.parameters(), question.strict(), Optional.of(both)), user);
    }

    private static final Set<String> FIELDS = Set.of("id", "sql", "parameters", "strict", "noise", "user");

    /** @throws RefusedException {@code input.unreadable-line} naming the line */
    static TaskLine parse(byte[] line, long number) {
        ObjectNode json;
        try {
            json = StrictJson.readObject(line);
        } catch (InvalidMessage e) {
            throw unreadable(number, "is no JSON object");
        }
        for (Iterator<String> names = json.fieldNames(); names.hasNext();) {
            if (!FIELDS.contains(names.next())) {
                throw unreadable(number, "has a field that is not known");
            }
        }
        JsonNode id = json.path("id");
        if (!(id.isTextual() || id.isIntegralNumber())) {
            throw unreadable(number, "has no \"id\" that is a text or a whole number");
        }
        if (!json.path("sql").isTextual() || json.path("sql").textValue().isBlank() || json.path("sql").textValue().length() > Question.MAX_SQL) {
            throw unreadable(number, "has no \"sql\" of 1 to " + Question.MAX_SQL + " characters");
        }
        boolean strictGood = json.path("strict").isMissingNode() || json.path("strict").isBoolean();
        boolean userGood = json.path("user").isMissingNode() || json.path("user").isTextual();
        if (!strictGood || !userGood) {
            throw unreadable(number, "has a \"strict\" that is neither true nor false, or a \"user\" that is no text");
        }
        Optional<Boolean> strict = json.path("strict").isBoolean() ? Optional.of(json.path("strict").booleanValue()) : Optional.empty();
        return new TaskLine(id, question(json, strict, number), Optional.ofNullable(json.path("user").textValue()));
    }

    private static Question question(ObjectNode json, Optional<Boolean> strict, long number) {
        Map<String, JsonNode> parameters = new HashMap<>();
        json.path("parameters").fields().forEachRemaining(field -> parameters.put(field.getKey(), field.getValue()));
        if (!json.path("parameters").isMissingNode() && !json.path("parameters").isObject()) {
            throw unreadable(number, "has \"parameters\" that are no object");
        }
        try {
            return new Question(json.path("sql").textValue(), json.has("parameters") ? Optional.of(parameters) : Optional.empty(), strict, noise(json, number));
        } catch (IllegalArgumentException e) {
            throw unreadable(number, "has a parameter that is no text, number, truth value or null, or a name or number that is not read");
        }
    }

    private static Optional<NoiseLimits> noise(ObjectNode json, long number) {
        if (!json.has("noise")) {
            return Optional.empty();
        }
        try {
            return Optional.of(StrictJson.read(json.get("noise"), NoiseLimits.class));
        } catch (InvalidMessage e) {
            throw unreadable(number, "has a \"noise\" that is not of the published form");
        }
    }

    private static RefusedException unreadable(long number, String problem) {
        return new RefusedException(new Refusal("input.unreadable-line", "Line " + number + " of the tasks " + problem + ".",
                "Write each task as one line: {\"id\": \"a\", \"sql\": \"SELECT …\"}."));
    }
}
