package pt.arquipelago.node.gate;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Set;

/**
 * What a question uses, for the policy decision.
 *
 * @param tables names of the lake, such as {@code source_dem}
 * @param columns of each table, by the names of the lake, pseudonyms included; only those that the result depends on
 * @param functions names in SQL, lower case
 */
public record QuestionSummary(Set<String> tables, Map<String, Set<String>> columns, Set<String> functions) {
    public QuestionSummary {
        tables = Set.copyOf(tables);
        columns = Map.copyOf(requireNonNull(columns, "columns is null"));
        functions = Set.copyOf(functions);
    }
}
