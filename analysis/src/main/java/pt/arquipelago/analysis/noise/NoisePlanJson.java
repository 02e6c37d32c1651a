package pt.arquipelago.analysis.noise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import pt.arquipelago.analysis.InvalidFormat;
import pt.arquipelago.analysis.noise.NoisyNumber.Part;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.StrictJson;

/** A plan as it travels with the noisy table. */
final class NoisePlanJson {
    private NoisePlanJson() {}

    static ObjectNode write(NoisePlan plan) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("rows", plan.limits().rows()).put("records", plan.limits().records()).put("grid", plan.grid()).put("threshold", plan.threshold())
                .put("rho_billionths", plan.rho().billionths());
        ArrayNode numbers = json.putArray("numbers");
        plan.numbers().forEach(number -> numbers.addObject().put("term", number.term()).put("part", number.part().name().toLowerCase(Locale.ROOT))
                .put("unit", number.unit()).put("centre", number.centre()).put("bound", number.bound())
                .put("variance", number.variance().numerator() + "/" + number.variance().denominator()));
        return json;
    }

    static NoisePlan read(JsonNode json, AggregateQuery query) {
        try {
            StrictJson plan = StrictJson.object(json, "noise", "rows", "records", "grid", "threshold", "rho_billionths", "numbers");
            NoisePlan read = new NoisePlan(new Limits(Math.toIntExact(plan.integer("rows")), Math.toIntExact(plan.integer("records"))), plan.flag("grid"),
                    plan.integer("threshold"), new Rho(plan.integer("rho_billionths")), plan.list("numbers", NoisePlanJson::number));
            require(parts(read).equals(expected(query, read.grid())) && read.grid() == query.wholeGrid());
            return read;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new InvalidFormat("the noise is not that of the query", e);
        }
    }

    private static NoisyNumber number(JsonNode json) {
        StrictJson number = StrictJson.object(json, "number", "term", "part", "unit", "centre", "bound", "variance");
        String[] variance = number.text("variance").split("/");
        require(variance.length == 2 && number.node("unit").isNumber() && number.node("centre").isNumber() && number.text("variance").length() < 60);
        return new NoisyNumber(Math.toIntExact(number.integer("term")), number.name("part", Part.values()), number.node("unit").doubleValue(),
                number.node("centre").doubleValue(), number.integer("bound"), new Variance(new BigInteger(variance[0]), new BigInteger(variance[1])));
    }

    private static List<String> parts(NoisePlan plan) {
        return plan.numbers().stream().map(number -> number.term() + " " + number.part()).toList();
    }

    private static List<String> expected(AggregateQuery query, boolean grid) {
        List<String> parts = new ArrayList<>();
        boolean persons = grid;
        for (int i = 0; i < query.terms().size(); i++) {
            Kind kind = query.terms().get(i).kind();
            persons |= kind == Kind.PERSONS && query.terms().get(i).condition().isEmpty();
            if (kind == Kind.MOMENTS) {
                for (Part part : Part.values()) {
                    parts.add(i + " " + part);
                }
            } else {
                parts.add(i + " " + (kind == Kind.SUM ? Part.SUM : Part.COUNT));
            }
        }
        if (!persons) {
            parts.add(NoisyNumber.PRESENCE + " " + Part.COUNT);
        }
        return parts;
    }

    private static void require(boolean met) {
        if (!met) {
            throw new InvalidFormat("the noise is not that of the query");
        }
    }
}
