package pt.arquipelago.node.gate;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;
import pt.arquipelago.analysis.query.AggregateQuery;

/**
 * A question that passed the gate: what is asked, and the plan and expressions that compute it.
 *
 * @param session the question's own: nothing but the permit's views
 * @param child analysed plan of the records below the one aggregate across persons; every expression here is resolved against it
 * @param keys in the order of the query's keys
 * @param sensitiveKeys indices of keys by which rows are told apart in several categories of what others should not learn (rules 3.5)
 * @param terms in the order of the query's terms
 * @param person the subject's pseudonym (BIGINT)
 * @param required canonical names of columns, among those that conditions and keys use, that have a value in every record
 */
public record CompiledQuestion(AggregateQuery query, SparkSession session, LogicalPlan child, List<Expression> keys,
        Set<Integer> sensitiveKeys, List<CompiledTerm> terms, Expression person, List<ProtectedExpression> others, QuestionSummary summary, Set<JsonNode> required) {
    public CompiledQuestion {
        requireNonNull(query, "query is null");
        requireNonNull(session, "session is null");
        requireNonNull(child, "child is null");
        keys = List.copyOf(keys);
        sensitiveKeys = Collections.unmodifiableSet(new TreeSet<>(sensitiveKeys));
        terms = List.copyOf(terms);
        requireNonNull(person, "person is null");
        others = List.copyOf(others);
        requireNonNull(summary, "summary is null");
        required = Set.copyOf(required);
        if (keys.size() != query.keys().size() || terms.size() != query.terms().size()) {
            throw new IllegalArgumentException("query and expressions differ in number");
        }
    }

    /** Whether the form alone says that a person has one record: each is a person's result. */
    public boolean isOnePerPerson() {
        return Joins.isOnePerPerson(child);
    }
}
