package pt.arquipelago.node.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;

/** Aggregates by person, below the one across persons. */
final class Steps {
    private final CanonicalForm canonical;

    Steps(CanonicalForm canonical) {
        this.canonical = canonical;
    }

    Scope aggregate(Aggregate aggregate, Scope below) {
        return new Step(aggregate, below).scope();
    }

    private final class Step {
        private final Aggregate aggregate;
        private final Scope below;
        private final int number;
        private final List<Expression> keys = new ArrayList<>();
        private final Map<Expression, Attribute> derived = new LinkedHashMap<>();
        private final Map<ExprId, Column> columns = new HashMap<>();
        private final List<NamedExpression> output = new ArrayList<>();
        private String name = "";

        Step(Aggregate aggregate, Scope below) {
            this.aggregate = aggregate;
            this.below = below;
            this.number = canonical.nextStep();
        }

        Scope scope() {
            Attribute person = keys();
            Map<ExprId, Expression> defined = new HashMap<>();
            for (NamedExpression named : Trees.list(aggregate.aggregateExpressions())) {
                Expression whole = named instanceof Alias alias ? alias.child() : (Expression) named;
                Lowering.requireNoSubquery(whole);
                this.name = named.name();
                Expression above = above(below.resolve(whole));
                if (!(above instanceof Attribute attribute && attribute.exprId().equals(named.exprId()))) {
                    defined.put(named.exprId(), above);
                }
            }
            List<ProtectedExpression> protectedBelow = new ArrayList<>(below.others());
            below.subjects().others().forEach(other -> protectedBelow.add(Joins.person(other)));
            Carried carried = Carried.over(below.plan(), keys, output, protectedBelow);
            Scope above = new Scope(carried.plan(), defined, columns, List.of(form()), List.of(), below.filters(),
                    Subjects.of(below.subjects().personId(), person), carried.others(), List.of(), List.of(), List.of());
            defined.values().forEach(e -> Pseudonyms.requirePassing(e, above));
            return above;
        }

        private JsonNode form() {
            List<JsonNode> names = keys.stream().map(key -> canonical.of(key, below.columns())).toList();
            ObjectNode form = Joins.block(below);
            form.set("by", CanonicalForm.sorted(names));
            form.put("as", number);
            return form;
        }

        /** @return the key that is the person */
        private Attribute keys() {
            Attribute person = null;
            for (Expression grouping : Trees.list(aggregate.groupingExpressions())) {
                Expression key = below.resolve(grouping);
                if (key.foldable() || keys.stream().anyMatch(key::semanticEquals)) {
                    continue;
                }
                keys.add(key);
                Column column = below.column(key).orElse(null);
                if (column == null) {
                    Pseudonyms.requireNone(key, below);
                    Alias alias = Carried.alias(key, "key");
                    derived.put(key, alias.toAttribute());
                    output.add(alias);
                    add(alias.toAttribute(), key, new Source.StepKey(key, below.columns()));
                } else {
                    output.add(column.attribute());
                    add(column.attribute(), key, above(column));
                    boolean isPerson = column.pseudonym().filter(p -> p.isSubject() && below.subjects().isPerson(p.subject())).isPresent();
                    person = person == null && isPerson && column.matched().isEmpty() ? column.attribute() : person;
                }
            }
            if (person == null) {
                throw GateRefusal.NESTED_AGGREGATE.because("An aggregate below another is not grouped by person.", Places.of(aggregate));
            }
            return person;
        }

        private Source above(Column column) {
            if (!column.matched().isEmpty()) {
                return new Source.StepKey(column.attribute(), below.columns());
            }
            if (column.source() instanceof Source.Pseudonym p) {
                boolean isPerson = p.isSubject() && below.subjects().isPerson(p.subject());
                return new Source.Pseudonym(p.table(), p.description(), below.subjects().personId(), isPerson);
            }
            return column.source();
        }

        private void add(Attribute attribute, Expression of, Source source) {
            columns.put(attribute.exprId(), new Column(attribute, () -> name(of), source, List.of()));
        }

        private JsonNode name(Expression of) {
            return CanonicalForm.array("step", CanonicalForm.text(Integer.toString(number)), canonical.of(of, below.columns()));
        }

        /** In terms of the step's keys and results. */
        private Expression above(Expression e) {
            for (Map.Entry<Expression, Attribute> key : derived.entrySet()) {
                if (key.getKey().semanticEquals(e)) {
                    return key.getValue();
                }
            }
            if (e instanceof AggregateExpression found) {
                return measured(found);
            }
            if (e instanceof Attribute attribute) {
                if (!columns.containsKey(attribute.exprId())) {
                    throw GateRefusal.NOT_RESOLVED.because("The column " + attribute.name() + " is neither grouped nor aggregated.", Places.of(e));
                }
                return e;
            }
            List<Expression> children = Trees.childrenOf(e).stream().map(this::above).toList();
            return Trees.at(e, () -> children.isEmpty() ? e : (Expression) e.withNewChildren(Trees.seq(children)));
        }

        private Expression measured(AggregateExpression found) {
            Source.ByPerson source = new ResultsByPerson(below).of(found);
            Alias alias = Carried.alias(found, name);
            output.add(alias);
            add(alias.toAttribute(), found, source);
            return alias.toAttribute();
        }
    }
}
