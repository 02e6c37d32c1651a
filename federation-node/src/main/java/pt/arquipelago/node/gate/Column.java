package pt.arquipelago.node.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;

/**
 * A column that reaches some place below the aggregate.
 *
 * @param name canonical; worked out only when used
 * @param matched for each outer join on whose nullable side its table stands: the condition that it was matched
 */
record Column(Attribute attribute, Supplier<JsonNode> name, Source source, List<Expression> matched) {
    Column {
        matched = List.copyOf(matched);
    }

    Optional<Source.Pseudonym> pseudonym() {
        return source instanceof Source.Pseudonym pseudonym ? Optional.of(pseudonym) : Optional.empty();
    }

    Column on(Expression anotherMatched) {
        List<Expression> all = new ArrayList<>(matched);
        all.add(anotherMatched);
        return new Column(attribute, name, source, all);
    }

    /** Above a step by person: the same column, under a name that says so. */
    Column named(Attribute other, Supplier<JsonNode> otherName) {
        return new Column(other, otherName, source, List.of());
    }
}
