package pt.arquipelago.analysis.guard;

import static pt.arquipelago.analysis.guard.Nodes.is;
import static pt.arquipelago.analysis.guard.Nodes.isLiteral;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/** Conditions that say nothing beside others on the same expression. */
final class Implied {
    private Implied() {}

    static boolean isImplied(JsonNode part, Set<JsonNode> all) {
        return all.stream().anyMatch(other -> other != part && implies(other, part));
    }

    /** Only what a constant decides. */
    private static boolean implies(JsonNode known, JsonNode part) {
        if (is(known, "eq") && (isLiteral(known.get(1)) || isLiteral(known.get(2)))) {
            JsonNode value = isLiteral(known.get(1)) ? known.get(1) : known.get(2);
            JsonNode x = isLiteral(known.get(1)) ? known.get(2) : known.get(1);
            return decides(x, value, part);
        }
        if (isBound(known) && isBound(part)) {
            return narrower(known, part);
        }
        Optional<JsonNode> unknown = Nodes.withoutTruth(known).filter(Implied::isBound);
        Optional<JsonNode> other = Nodes.withoutTruth(part).filter(Implied::isBound);
        if (unknown.isPresent() && other.isPresent()) {
            // Where the wider bound is not met the narrower is not either; where there is no value, neither is.
            return narrower(other.get(), unknown.get());
        }
        return is(known, "starts-with") && is(part, "starts-with") && known.get(1).equals(part.get(1)) && !known.equals(part)
                && is(known.get(2), "text") && is(part.get(2), "text") && known.get(2).get(1).textValue().startsWith(part.get(2).get(1).textValue());
    }

    /** A comparison with a number. */
    private static boolean isBound(JsonNode e) {
        return (is(e, "lt") || is(e, "le")) && is(e.get(1), "number") != is(e.get(2), "number");
    }

    private static boolean narrower(JsonNode known, JsonNode part) {
        boolean lower = is(known.get(1), "number");
        if (lower != is(part.get(1), "number") || !known.get(lower ? 2 : 1).equals(part.get(lower ? 2 : 1))) {
            return false;
        }
        int compared = bound(known, lower).compareTo(bound(part, lower)) * (lower ? 1 : -1);
        return compared > 0 || compared == 0 && is(known, "lt") && is(part, "le");
    }

    private static BigDecimal bound(JsonNode e, boolean lower) {
        return new BigDecimal(e.get(lower ? 1 : 2).get(1).textValue());
    }

    private static boolean decides(JsonNode x, JsonNode value, JsonNode part) {
        if (is(part, "in") && part.get(1).equals(x)) {
            return Nodes.operands(part).stream().skip(1).anyMatch(value::equals);
        } else if (is(part, "starts-with") && part.get(1).equals(x)) {
            return is(value, "text") && is(part.get(2), "text") && value.get(1).textValue().startsWith(part.get(2).get(1).textValue());
        } else if (is(part, "not") && is(part.get(1), "eq")) {
            JsonNode a = part.get(1).get(1);
            JsonNode b = part.get(1).get(2);
            JsonNode other = a.equals(x) ? b : b.equals(x) ? a : value;
            return isLiteral(other) && is(other, value.get(0).textValue()) && !other.equals(value);
        } else if (is(part, "not") && is(part.get(1), "in") && part.get(1).get(1).equals(x)) {
            return Nodes.operands(part.get(1)).stream().skip(1).allMatch(each -> isLiteral(each) && is(each, value.get(0).textValue()) && !each.equals(value));
        }
        return false;
    }
}
