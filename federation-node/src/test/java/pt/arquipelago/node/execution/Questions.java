package pt.arquipelago.node.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Key;
import pt.arquipelago.analysis.query.Kind;
import pt.arquipelago.analysis.query.Output;
import pt.arquipelago.analysis.query.Role;
import pt.arquipelago.analysis.query.Term;
import pt.arquipelago.analysis.query.ValueType;
import pt.arquipelago.node.gate.CompiledQuestion;
import pt.arquipelago.node.gate.CompiledTerm;
import pt.arquipelago.node.gate.ProtectedExpression;
import pt.arquipelago.node.gate.QuestionSummary;
import scala.jdk.javaapi.CollectionConverters;

/** Compiled questions without the gate: SQL expressions over a table, resolved by Spark. */
final class Questions {
    private final Dataset<Row> table;
    private final List<String> expressions = new ArrayList<>();
    private final List<Key> keys = new ArrayList<>();
    private final List<Term> terms = new ArrayList<>();
    private final Set<Integer> sensitive = new java.util.HashSet<>();
    private final List<int[]> positions = new ArrayList<>();
    private final List<Integer> keyPositions = new ArrayList<>();
    private final List<Integer> otherPositions = new ArrayList<>();

    Questions(Dataset<Row> table) {
        this.table = table;
    }

    Questions key(String sql, ValueType type) {
        keyPositions.add(add(sql));
        keys.add(new Key(sql, type, json(sql), Optional.empty()));
        return this;
    }

    /** A key whose categories others should not learn. */
    Questions sensitiveKey(String sql, ValueType type) {
        sensitive.add(keys.size());
        return key(sql, type);
    }

    Questions term(Kind kind, String argument, String condition, ValueType type) {
        terms.add(new Term(kind, Optional.ofNullable(argument).map(Questions::json), Optional.ofNullable(condition).map(Questions::json), type, condition == null));
        positions.add(new int[] {argument == null ? -1 : add(argument), condition == null ? -1 : add(condition)});
        return this;
    }

    Questions other(String sql) {
        otherPositions.add(add(sql));
        return this;
    }

    CompiledQuestion compile(String person) {
        int personAt = add(person);
        List<String> named = new ArrayList<>();
        for (int i = 0; i < expressions.size(); i++) {
            named.add("(" + expressions.get(i) + ") as e" + i);
        }
        Project project = (Project) table.selectExpr(named.toArray(String[]::new)).queryExecution().analyzed();
        List<NamedExpression> list = CollectionConverters.asJava(project.projectList());
        List<Expression> resolved = list.stream().map(each -> ((Alias) each).child()).toList();
        List<CompiledTerm> compiled = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            compiled.add(new CompiledTerm(terms.get(i), at(resolved, positions.get(i)[1]), at(resolved, positions.get(i)[0])));
        }
        LogicalPlan child = project.child();
        List<Output> outputs = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            outputs.add(new Output("t" + i, terms.get(i).finishedType(), Role.MEASURE, terms.get(i).kind() == Kind.MOMENTS
                    ? new Expr.Call("stddev-samp", List.of(new Expr.TermRef(i)), ValueType.DOUBLE) : new Expr.TermRef(i)));
        }
        AggregateQuery query = new AggregateQuery(1, json("test"), keys, terms, outputs, Optional.empty(), List.of(), Optional.empty(), 0);
        return new CompiledQuestion(query, (org.apache.spark.sql.classic.SparkSession) table.sparkSession(), child, keyPositions.stream().map(resolved::get).toList(), sensitive, compiled, resolved.get(personAt),
                otherPositions.stream().map(i -> new ProtectedExpression("professional", 3, resolved.get(i))).toList(),
                new QuestionSummary(Set.of("source_t"), Map.of(), Set.of()), Set.of());
    }

    private int add(String sql) {
        expressions.add(sql);
        return expressions.size() - 1;
    }

    private static Optional<Expression> at(List<Expression> resolved, int position) {
        return position < 0 ? Optional.empty() : Optional.of(resolved.get(position));
    }

    private static JsonNode json(String sql) {
        return JsonNodeFactory.instance.objectNode().put("sql", sql);
    }
}
