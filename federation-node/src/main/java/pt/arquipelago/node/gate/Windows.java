package pt.arquipelago.node.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.FrameLessOffsetWindowFunction;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.expressions.WindowExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.Count;
import org.apache.spark.sql.catalyst.expressions.aggregate.Max;
import org.apache.spark.sql.catalyst.expressions.aggregate.Min;
import org.apache.spark.sql.catalyst.plans.logical.Window;
import scala.Option;

/** Windows by person: first events, the event before, how many. Their results stand in conditions and bands; dates also in spans. */
final class Windows {
    private final CanonicalForm canonical;

    Windows(CanonicalForm canonical) {
        this.canonical = canonical;
    }

    Scope window(Window window, Scope below) {
        List<Expression> partition = Trees.list(window.partitionSpec()).stream().map(below::resolve).toList();
        boolean byPerson = partition.stream().anyMatch(key -> below.column(key).flatMap(Column::pseudonym)
                .filter(p -> p.isSubject() && below.subjects().isPerson(p.subject())).isPresent());
        if (!byPerson) {
            throw GateRefusal.WINDOW.because("A window is not partitioned by person.", Places.of(window));
        }
        partition.forEach(key -> Pseudonyms.requirePassing(key, below));
        List<SortOrder> order = new ArrayList<>();
        for (SortOrder by : Trees.list(window.orderSpec())) {
            SortOrder resolved = (SortOrder) below.resolve(by);
            Pseudonyms.requireNone(resolved, below);
            order.add(resolved);
        }
        Map<ExprId, Column> columns = new HashMap<>(below.columns());
        List<NamedExpression> results = new ArrayList<>();
        for (NamedExpression named : Trees.list(window.windowExpressions())) {
            Alias alias = (Alias) named;
            WindowExpression expression = (WindowExpression) below.resolve(alias.child());
            Alias result = new Alias(expression, alias.name(), alias.exprId(), Trees.<String>seq(List.of()), Option.empty(), Trees.<String>seq(List.of()));
            results.add(result);
            Source source = source(expression.windowFunction(), below);
            columns.put(alias.exprId(), new Column(result.toAttribute(), () -> name(expression, below), source, List.of()));
        }
        Window rebuilt = new Window(Trees.seq(results), Trees.seq(partition), Trees.seq(order), below.plan(), Option.empty());
        return new Scope(rebuilt, below.defined(), columns, below.from(), below.where(), below.filters(), below.subjects(), below.others(), below.parting(),
                below.arms(), List.of());
    }

    /** A window sees the rows that the conditions so far left, so that they are part of its name. */
    private JsonNode name(WindowExpression expression, Scope below) {
        return CanonicalForm.array("window", canonical.of(expression, below.columns()), CanonicalForm.sorted(below.where()));
    }

    private static Source source(Expression function, Scope below) {
        if (function instanceof AggregateExpression aggregate) {
            Quantiles.requireNone(aggregate);
            boolean counts = aggregate.aggregateFunction() instanceof Count;
            for (Expression child : Trees.childrenOf(aggregate)) {
                for (Expression input : Trees.childrenOf(child)) {
                    if (!counts || Pseudonyms.guarded(input, below).isEmpty()) {
                        Pseudonyms.requireNone(input, below);
                    }
                }
            }
            boolean extreme = aggregate.aggregateFunction() instanceof Min || aggregate.aggregateFunction() instanceof Max;
            return dated(extreme && aggregate.filter().isEmpty(), Trees.childrenOf(aggregate.aggregateFunction()), below);
        }
        if (function instanceof FrameLessOffsetWindowFunction offset) {
            Pseudonyms.requireNone(offset, below);
            boolean noDefault = Trees.childrenOf(offset).get(2) instanceof Literal literal && literal.value() == null;
            return dated(noDefault, Trees.childrenOf(offset), below);
        }
        return Source.ByPerson.other();
    }

    private static Source dated(boolean whole, List<Expression> inputs, Scope below) {
        boolean isDate = whole && !inputs.isEmpty() && new Dates(below).isDate(inputs.get(0)) && !(inputs.get(0) instanceof Literal);
        return isDate ? new Source.ByPerson(Source.Result.DATE, 1, false, false) : Source.ByPerson.other();
    }
}
