package pt.arquipelago.analysis.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a CASE over constants says: a closed list of values, each under its conditions. */
final class Branches {
    private Branches() {}

    /** The conditions under which a CASE has a value, if only one of its branches has it. */
    static Optional<List<JsonNode>> leadingTo(JsonNode choice, JsonNode value) {
        List<JsonNode> parts = Nodes.operands(choice);
        List<JsonNode> conditions = new ArrayList<>();
        int found = 0;
        for (int i = 0; i + 1 < parts.size(); i += 2) {
            if (!Nodes.isLiteral(parts.get(i + 1))) {
                return Optional.empty();
            }
            boolean here = parts.get(i + 1).equals(value);
            found += here ? 1 : 0;
            if (found == 0) {
                conditions.add(Nodes.notTrue(parts.get(i)));
            } else if (here) {
                conditions.add(parts.get(i));
            }
        }
        if (parts.size() % 2 == 1 && !Nodes.isLiteral(parts.get(parts.size() - 1))) {
            return Optional.empty();
        }
        found += otherwise(parts).equals(value) ? 1 : 0;
        return found == 1 ? Optional.of(conditions) : Optional.empty();
    }

    /** All values that it can have; absent if one is no constant. */
    static Optional<Set<JsonNode>> values(JsonNode choice) {
        List<JsonNode> parts = Nodes.operands(choice);
        Set<JsonNode> values = new LinkedHashSet<>();
        for (int i = 1; i < parts.size(); i += 2) {
            values.add(parts.get(i));
        }
        values.add(otherwise(parts));
        return values.stream().allMatch(Nodes::isLiteral) ? Optional.of(values) : Optional.empty();
    }

    private static JsonNode otherwise(List<JsonNode> parts) {
        return parts.size() % 2 == 1 ? parts.get(parts.size() - 1) : Nodes.NULL;
    }
}
