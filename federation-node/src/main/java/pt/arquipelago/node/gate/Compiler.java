package pt.arquipelago.node.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.Ascending$;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NullsFirst$;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.expressions.WindowExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.classic.SparkSession;
import pt.arquipelago.analysis.query.AggregateQuery;
import pt.arquipelago.analysis.query.Expr;
import pt.arquipelago.analysis.query.Groupings;
import pt.arquipelago.analysis.query.Key;
import pt.arquipelago.analysis.query.Ordering;
import pt.arquipelago.analysis.query.Output;
import pt.arquipelago.analysis.query.Role;
import pt.arquipelago.analysis.query.ValueType;

/** Step 3 of the gate: shape, keys, terms and what finishes them. */
final class Compiler {
    private final SparkSession session;
    private final Peeled peeled;
    private Scope scope;
    private final CanonicalForm canonical;
    private final Set<String> functions;
    private final Finishing finishing = new Finishing();
    private Terms terms;
    private final List<Expression> groupings = new ArrayList<>();
    private final Set<Integer> sensitiveKeys = new HashSet<>();
    private final List<Attribute> groupingValues = new ArrayList<>();
    private final Map<ExprId, Expression> outputs = new HashMap<>();

    Compiler(SparkSession session, Peeled peeled, Scope scope, CanonicalForm canonical, Set<String> functions) {
        this.session = session;
        this.peeled = peeled;
        this.scope = scope;
        this.canonical = canonical;
        this.functions = functions;
    }

    CompiledQuestion compile() {
        List<Key> keys = keys();
        scope = scope.withArms(scope.arms().stream().map(arms -> arms.toldBy(groupings)).toList());
        terms = new Terms(scope, canonical);
        peeled.aggregated().names().forEach((id, e) -> {
            Lowering.requireNoSubquery(e);
            outputs.put(id, e);
        });
        List<Output> output = output();
        Optional<Expr> having = peeled.having().stream().map(this::finished)
                .reduce((a, b) -> new Expr.Call("and", List.of(a, b), ValueType.BOOLEAN));
        List<Ordering> orderBy = peeled.orderBy().stream().map(this::ordering).toList();
        requireDistinct(output, keys.size());
        var source = Joins.block(scope);
        AggregateQuery query = query(new Parts(source, keys, output, having, orderBy));
        List<ProtectedExpression> others = new ArrayList<>(scope.others());
        scope.subjects().others().forEach(other -> others.add(Joins.person(other)));
        return new CompiledQuestion(query, session, scope.plan(), groupings, sensitiveKeys, terms.all(), scope.subjects().person(), others, summary(), required());
    }

    private record Parts(JsonNode source, List<Key> keys, List<Output> output, Optional<Expr> having, List<Ordering> orderBy) {}

    private AggregateQuery query(Parts parts) {
        try {
            return new AggregateQuery(AggregateQuery.VERSION, parts.source(), parts.keys(), terms.all().stream().map(CompiledTerm::term).toList(),
                    parts.output(), parts.having(), parts.orderBy(), peeled.limit(), peeled.offset(), groupings(parts.keys().size()));
        } catch (IllegalArgumentException e) {
            throw GateRefusal.ABOVE.because("An expression above the aggregate has types or a size that are not accepted.", Places.of(peeled.aggregated().at()));
        }
    }

    private Optional<Groupings> groupings(int keys) {
        List<List<Integer>> sets = peeled.aggregated().sets();
        if (sets.isEmpty()) {
            return Optional.empty();
        }
        if (keys != peeled.aggregated().groupings().size()) {
            throw GateRefusal.KEY.because("Two keys of the grouping sets are the same.", "Name each key once.", Places.of(peeled.aggregated().at()));
        }
        return Optional.of(new Groupings(sets, Joins.isOnePerPerson(scope.plan())));
    }

    private List<Key> keys() {
        List<Key> keys = new ArrayList<>();
        for (Expression grouping : peeled.aggregated().groupings()) {
            Lowering.requireNoSubquery(grouping);
            Expression key = scope.resolve(grouping);
            if (groupings.stream().anyMatch(key::semanticEquals)) {
                continue;
            }
            new Keys(scope).require(key);
            ValueType type = Types.of(key.dataType()).orElseThrow();
            String name = key instanceof Attribute attribute ? attribute.name() : grouping instanceof Attribute named ? named.name() : named(key).orElse("key" + (keys.size() + 1));
            keys.add(new Key(name, type, canonical.of(key, scope.columns()), new Keys(scope).codes(key)));
            if (new Keys(scope).isSensitive(key)) {
                sensitiveKeys.add(groupings.size());
            }
            groupings.add(key);
            groupingValues.add(finishing.placeholder(new Expr.KeyRef(keys.size() - 1), key.dataType()));
        }
        return keys;
    }

    /** What all arms call it. */
    private Optional<String> named(Expression key) {
        if (!(key instanceof CaseWhen choice) || scope.arms().stream().noneMatch(arms -> arms.isChoice(key))) {
            return Optional.empty();
        }
        Set<String> names = new HashSet<>();
        Trees.list(choice.branches()).forEach(branch -> names.add(branch._2() instanceof Attribute attribute ? attribute.name() : ""));
        return names.size() == 1 ? names.stream().filter(name -> !name.isEmpty()).findFirst() : Optional.empty();
    }

    private List<Output> output() {
        List<Output> output = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Peeled.Output column : peeled.output()) {
            if (!names.add(column.name())) {
                throw GateRefusal.OUTPUT_NAME.because("Two columns of the result are called " + column.name() + ".", Places.of(column.expression()));
            }
            Expr expr = finished(column.expression());
            ValueType type = Types.of(above(column.expression()).dataType()).orElseThrow(() -> GateRefusal.ABOVE.because(
                    "A column of the result has a type that is not accepted.", Places.of(column.expression())));
            output.add(new Output(column.name(), type, expr.terms().isEmpty() ? Role.KEY : Role.MEASURE, expr));
        }
        return output;
    }

    private Ordering ordering(SortOrder order) {
        return new Ordering(finished(order.child()), order.direction() instanceof Ascending$, order.nullOrdering() instanceof NullsFirst$);
    }

    private Expr finished(Expression e) {
        return finishing.expr(above(e));
    }

    private final Map<Expression, Expression> known = new HashMap<>();

    /** In terms of keys and terms. */
    private Expression above(Expression e) {
        Expression whole = Trees.rewrite(e, part -> part instanceof AttributeReference a && outputs.containsKey(a.exprId()) ? outputs.get(a.exprId()) : part);
        return replaced(scope.resolve(whole, peeled.aggregated().totals().keySet()));
    }

    private Expression replaced(Expression e) {
        for (int i = 0; i < groupings.size(); i++) {
            if (groupings.get(i).semanticEquals(e)) {
                return groupingValues.get(i);
            }
        }
        if (e instanceof WindowExpression window) {
            return finishing.placeholder(new OverResult(groupings, this::replaced, finishing).of(window), window.dataType());
        }
        Integer totalled = e instanceof Attribute mark ? peeled.aggregated().totals().get(mark.exprId()) : null;
        if (totalled != null) {
            return finishing.placeholder(new Expr.Grouping(totalled), e.dataType());
        }
        if (e instanceof AggregateExpression aggregate) {
            return known.computeIfAbsent(aggregate.canonicalized(), c -> finishing.placeholder(
                    new Aggregates(scope, terms, finishing).of(aggregate), aggregate.dataType()));
        }
        List<Expression> children = Trees.childrenOf(e).stream().map(this::replaced).toList();
        return children.isEmpty() ? e : Trees.at(e, () -> (Expression) e.withNewChildren(Trees.seq(children)));
    }

    private void requireDistinct(List<Output> output, int keys) {
        Set<Expr> shown = new HashSet<>();
        output.forEach(column -> shown.add(column.expr()));
        for (int i = 0; peeled.distinct() && i < keys; i++) {
            if (!shown.contains(new Expr.KeyRef(i))) {
                throw GateRefusal.ABOVE.because("SELECT DISTINCT over a result without its keys is not accepted.", "Leave DISTINCT out, or select every key.",
                        Places.of(peeled.aggregated().at()));
            }
        }
    }

    /** Where a column's profile says so, and no outer join puts records beside that have none. */
    private Set<JsonNode> required() {
        Stream<Expression> conditions = terms.all().stream().flatMap(term -> term.condition().stream());
        return Stream.of(scope.filters().stream(), groupings.stream(), conditions).flatMap(all -> all).flatMap(e -> new Arguments(scope).columns(e).stream())
                .filter(column -> column.matched().isEmpty() && column.source() instanceof Source.Base base && base.description().required())
                .map(column -> column.name().get()).collect(Collectors.toSet());
    }

    private QuestionSummary summary() {
        Map<String, Set<String>> columns = new HashMap<>();
        canonical.used().forEach((table, names) -> columns.put(table, Set.copyOf(names)));
        return new QuestionSummary(columns.keySet(), columns, functions);
    }
}
