package pt.arquipelago.node.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Several sources below one aggregate: records one below the other, each with the columns of its own arm (NULL in the others), a tag that
 * says the arm, and one person.
 */
final class Unions {
    private final CanonicalForm canonical;

    Unions(CanonicalForm canonical) {
        this.canonical = canonical;
    }

    /** A union in a union is one with more arms; what a SELECT list does to all of them, it does to each. */
    static List<LogicalPlan> arms(LogicalPlan plan) {
        LogicalPlan bare = bare(plan);
        if (bare instanceof Union union) {
            return Trees.list(union.children()).stream().flatMap(child -> arms(child).stream()).toList();
        } else if (bare instanceof Project project && bare(project.child()) instanceof Union union) {
            List<Attribute> above = Trees.list(union.output());
            return arms(union).stream().map(arm -> {
                List<Attribute> output = Trees.list(arm.output());
                Map<ExprId, Attribute> names = new HashMap<>();
                for (int i = 0; i < above.size(); i++) {
                    names.put(above.get(i).exprId(), output.get(i));
                }
                List<NamedExpression> list = Trees.list(project.projectList()).stream().map(named -> (NamedExpression) Trees.rewrite((Expression) named,
                        e -> e instanceof Attribute a && names.containsKey(a.exprId()) ? names.get(a.exprId()) : e)).toList();
                return (LogicalPlan) new Project(Trees.seq(list), arm);
            }).toList();
        }
        return List.of(plan);
    }

    private static LogicalPlan bare(LogicalPlan plan) {
        return plan instanceof org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias alias ? bare(alias.child()) : plan;
    }

    /** UNION ALL: its columns are the arms' by position. */
    Scope union(Union union, List<LogicalPlan> plans, List<Scope> arms) {
        Attribute tag = Arms.newTag();
        Built built = new Built(tag, arms, union);
        List<Attribute> output = Trees.list(union.output());
        Map<ExprId, Expression> defined = new HashMap<>();
        for (int j = 0; j < output.size(); j++) {
            List<Expression> values = new ArrayList<>();
            for (int i = 0; i < arms.size(); i++) {
                values.add(Total.of(arms.get(i).resolve(Trees.list(plans.get(i).output()).get(j))));
            }
            defined.put(output.get(j).exprId(), built.column(values, output.get(j).dataType()));
        }
        return built.scope(defined, false);
    }

    /** Aggregates that are joined by their keys, over the records of all of them; every name of each stays known. */
    Scope joined(Attribute tag, List<Scope> arms, LogicalPlan at) {
        return new Built(tag, arms, at).scope(Map.of(), true);
    }

    private final class Built {
        private final Attribute tag;
        private final List<Scope> arms;
        private final int number = canonical.nextUnion();
        private final List<Map<ExprId, Attribute>> above = new ArrayList<>();
        private final List<List<NamedExpression>> lists = new ArrayList<>();
        private final Map<ExprId, Column> columns = new HashMap<>();
        private final List<ProtectedExpression> others = new ArrayList<>();
        private final Attribute person;

        Built(Attribute tag, List<Scope> arms, LogicalPlan at) {
            this.tag = tag;
            this.arms = arms;
            if (arms.size() > Arms.MAX) {
                throw GateRefusal.TOO_MANY_TERMS.because("More than " + Arms.MAX + " tables stand one below the other.", "Ask several questions.", Places.of(at));
            }
            arms.forEach(arm -> requireArm(arm, at));
            arms.forEach(arm -> {
                lists.add(new ArrayList<>());
                above.add(new HashMap<>());
            });
            add(tag, i -> Total.integer(i));
            this.person = attribute("person", DataTypes.LongType, false);
            add(person, i -> Arguments.as(arms.get(i).subjects().person(), DataTypes.LongType));
            columns.put(tag.exprId(), new Column(tag, () -> CanonicalForm.array("arm", CanonicalForm.text(Integer.toString(number))), Source.ByPerson.other(), List.of()));
            for (int i = 0; i < arms.size(); i++) {
                arm(i);
            }
            Source.Pseudonym subject = arms.get(0).columns().get(arms.get(0).subjects().person().exprId()).pseudonym().orElseThrow();
            columns.put(person.exprId(), new Column(person, () -> names(arms.stream().map(arm -> (Expression) arm.subjects().person()).toList()),
                    new Source.Pseudonym(subject.table(), subject.description(), person.exprId(), true), List.of()));
        }

        private static void requireArm(Scope arm, TreeNode<?> at) {
            if (!arm.parting().isEmpty() || !arm.arms().isEmpty()) {
                throw GateRefusal.BELOW.because("A table of a UNION ALL holds another, or an outer join that may multiply records.",
                        "Write the tables in one UNION ALL, and group what is joined by person first.", Places.of(at));
            }
        }

        private void arm(int i) {
            Scope arm = arms.get(i);
            Expression here = Arms.is(tag, i);
            for (Column column : arm.columns().values()) {
                Attribute attribute = attribute(column.attribute().name(), column.attribute().dataType(), true);
                above.get(i).put(column.attribute().exprId(), attribute);
                add(attribute, other -> other == i ? column.attribute() : new Literal(null, attribute.dataType()));
            }
            for (Column column : arm.columns().values()) {
                List<Expression> matched = new ArrayList<>(List.of(here));
                column.matched().forEach(m -> matched.add(above(m, i)));
                Attribute attribute = above.get(i).get(column.attribute().exprId());
                columns.put(attribute.exprId(), new Column(attribute, column.name(), source(column, arm), matched));
            }
            List<ProtectedExpression> all = new ArrayList<>(arm.others());
            arm.subjects().others().forEach(other -> all.add(Joins.person(other)));
            for (ProtectedExpression other : all) {
                Attribute attribute = attribute(other.type(), other.column().dataType(), true);
                add(attribute, at -> at == i ? other.column() : new Literal(null, attribute.dataType()));
                others.add(new ProtectedExpression(other.type(), other.threshold(), attribute));
            }
        }

        private Source source(Column column, Scope arm) {
            if (column.source() instanceof Source.Pseudonym p) {
                boolean isPerson = p.isSubject() && arm.subjects().isPerson(p.subject());
                return new Source.Pseudonym(p.table(), p.description(), person.exprId(), isPerson);
            }
            return column.source();
        }

        private Attribute attribute(String name, DataType type, boolean nullable) {
            return new AttributeReference(name, type, nullable, org.apache.spark.sql.types.Metadata.empty(), NamedExpression.newExprId(), Trees.<String>seq(List.of()));
        }

        /** A column of the union: what each arm puts into it. The first arm's carries the name by which the others are found. */
        private void add(Attribute attribute, Function<Integer, Expression> value) {
            for (int i = 0; i < arms.size(); i++) {
                ExprId id = i == 0 ? attribute.exprId() : NamedExpression.newExprId();
                lists.get(i).add(new org.apache.spark.sql.catalyst.expressions.Alias(value.apply(i), attribute.name(), id, Trees.<String>seq(List.of()),
                        scala.Option.empty(), Trees.<String>seq(List.of())));
            }
        }

        private Expression above(Expression inArm, int arm) {
            return Trees.rewrite(inArm, e -> e instanceof Attribute attribute && above.get(arm).containsKey(attribute.exprId()) ? Scope.here(above.get(arm).get(attribute.exprId())) : e);
        }

        /** What the arms give in one column: a pseudonym of all of them, or a CASE. */
        Expression column(List<Expression> values, DataType type) {
            List<Optional<Expression>> chosen = new ArrayList<>();
            List<Column> pseudonyms = new ArrayList<>();
            boolean isPerson = true;
            for (int i = 0; i < values.size(); i++) {
                Expression value = values.get(i);
                Scope arm = arms.get(i);
                boolean nothing = value instanceof Literal literal && literal.value() == null;
                chosen.add(nothing ? Optional.empty() : Optional.of(above(value, i)));
                Optional<Column> pseudonym = arm.column(value).filter(column -> column.pseudonym().isPresent());
                pseudonym.ifPresent(pseudonyms::add);
                isPerson &= pseudonym.flatMap(Column::pseudonym).filter(p -> p.isSubject() && arm.subjects().isPerson(p.subject())).isPresent()
                        && pseudonym.get().matched().isEmpty();
                if (pseudonym.isEmpty()) {
                    Pseudonyms.requireNone(value, arm);
                }
            }
            if (isPerson) {
                return person;
            }
            long given = chosen.stream().filter(Optional::isPresent).count();
            if (given == 1 && chosen.stream().flatMap(Optional::stream).allMatch(e -> Arguments.widened(e) instanceof Attribute)) {
                return chosen.stream().flatMap(Optional::stream).findFirst().orElseThrow();
            }
            if (!pseudonyms.isEmpty()) {
                return common(values, pseudonyms, given, type);
            }
            return given == 0 ? new Literal(null, type) : Arms.choice(tag, chosen);
        }

        private Expression common(List<Expression> values, List<Column> pseudonyms, long given, DataType type) {
            Source.Pseudonym first = pseudonyms.get(0).pseudonym().orElseThrow();
            boolean alike = pseudonyms.size() == given && pseudonyms.stream().allMatch(column -> column.pseudonym().orElseThrow().type().equals(first.type()));
            if (!alike) {
                throw GateRefusal.PSEUDONYM.because("A UNION ALL puts pseudonyms of different kinds, or a pseudonym and something else, into one column.",
                        Places.of(values.get(0)));
            }
            Attribute attribute = attribute(first.description().name(), type, true);
            add(attribute, i -> values.get(i));
            List<Expression> givers = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                if (!(values.get(i) instanceof Literal)) {
                    givers.add(Arms.is(tag, i));
                }
            }
            List<Expression> matched = new Arms(tag, arms.size(), false, false).given(givers).stream().toList();
            columns.put(attribute.exprId(), new Column(attribute, () -> names(values), new Source.Pseudonym(first.table(), first.description(), person.exprId(), false), matched));
            return attribute;
        }

        private JsonNode names(List<Expression> values) {
            List<JsonNode> names = new ArrayList<>();
            for (int i = 0; i < arms.size(); i++) {
                names.add(canonical.of(values.get(i), arms.get(i).columns()));
            }
            return CanonicalForm.array("arms", names.toArray(JsonNode[]::new));
        }

        Scope scope(Map<ExprId, Expression> output, boolean joined) {
            Map<ExprId, Expression> defined = new HashMap<>();
            List<Expression> filters = new ArrayList<>();
            List<JsonNode> blocks = new ArrayList<>();
            for (int i = 0; i < arms.size(); i++) {
                int at = i;
                arms.get(i).defined().forEach((id, e) -> defined.put(id, above(e, at)));
                defined.putAll(above.get(i));
                arms.get(i).filters().forEach(filter -> filters.add(above(filter, at)));
                blocks.add(Joins.block(arms.get(i)));
            }
            defined.putAll(output);
            List<LogicalPlan> projects = new ArrayList<>();
            for (int i = 0; i < arms.size(); i++) {
                projects.add(new Project(Trees.seq(lists.get(i)), arms.get(i).plan()));
            }
            Union plan = new Union(Trees.seq(projects), false, false);
            JsonNode from = CanonicalForm.object().put("as", number).set("union", CanonicalForm.list(blocks));
            return new Scope(plan, defined, columns, List.of(from), List.of(), filters, Subjects.of(person.exprId(), person), others, List.of(),
                    List.of(new Arms(tag, arms.size(), false, joined)), List.of());
        }
    }
}
