package pt.arquipelago.node.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.*;
import org.apache.spark.sql.catalyst.plans.Inner$;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.JoinHint;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.Option;
import scala.Tuple2;

/**
 * A table joined to constants. Where no record can meet two rows (equal codes, prefixes none of which begins another, ranges apart), the
 * join is a choice by constants, as CASE is; else each row is an arm.
 */
final class ConstantJoins {
    private final CanonicalForm canonical;
    private final Joins joins;

    ConstantJoins(CanonicalForm canonical, Joins joins) {
        this.canonical = canonical;
        this.joins = joins;
    }

    /** @param outer whether records that meet no row stay, without its values */
    Scope join(Scope scope, Constants table, List<Expression> conditions, boolean outer, LogicalPlan at) {
        List<Map<ExprId, Literal>> rows = table.distinct(at).rows();
        List<List<Expression>> each = new ArrayList<>();
        for (Map<ExprId, Literal> row : rows) {
            List<Expression> here = new ArrayList<>();
            for (Expression condition : conditions) {
                Expression resolved = scope.resolve(Constants.in(row, condition));
                Pseudonyms.requireNone(resolved, scope);
                here.addAll(Trees.conjuncts(resolved));
            }
            each.add(here);
        }
        boolean apart = rows.size() == 1 || Apart.all(each);
        if (!apart && (outer || rows.size() > Arms.MAX)) {
            throw GateRefusal.CONSTANTS.because(outer ? "A record may meet several rows of the constant table, and stays when it meets none."
                    : "A record may meet several rows of the constant table, which has more than " + Arms.MAX + ".", Places.of(at));
        }
        return apart ? chosen(scope, rows, each, outer) : arms(scope, rows, each);
    }

    private Scope chosen(Scope scope, List<Map<ExprId, Literal>> rows, List<List<Expression>> each, boolean outer) {
        Map<ExprId, Expression> defined = new HashMap<>(scope.defined());
        boolean always = rows.size() == 1 && (each.get(0).isEmpty() || !outer);
        for (ExprId column : rows.get(0).keySet()) {
            List<Tuple2<Expression, Expression>> branches = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                branches.add(Tuple2.apply(all(each.get(i)), rows.get(i).get(column)));
            }
            defined.put(column, always ? rows.get(0).get(column) : new CaseWhen(Trees.seq(branches), Option.empty()));
        }
        Scope named = scope.withDefined(defined);
        boolean free = each.stream().anyMatch(List::isEmpty);
        return outer || free ? named : joins.filtered(named, each.size() == 1 ? each.get(0) : List.of(anyOf(each)));
    }

    /** The same column compared with one code of several is closed by IN. */
    private static Expression anyOf(List<List<Expression>> each) {
        List<Expression> codes = new ArrayList<>();
        Expression column = null;
        for (List<Expression> conditions : each) {
            Optional<Apart.Compared> code = conditions.size() == 1 ? Apart.equality(conditions.get(0)) : Optional.empty();
            if (code.isEmpty() || column != null && !column.semanticEquals(code.get().value())) {
                return Linear.anyOf(each).get(0);
            }
            column = code.get().value();
            codes.add(code.get().bound());
        }
        return new In(column, Trees.seq(codes));
    }

    private static Expression all(List<Expression> conditions) {
        return conditions.isEmpty() ? new Literal(true, org.apache.spark.sql.types.DataTypes.BooleanType) : Lowering.and(conditions);
    }

    private Scope arms(Scope scope, List<Map<ExprId, Literal>> rows, List<List<Expression>> each) {
        if (!scope.arms().isEmpty()) {
            throw GateRefusal.CONSTANTS.because("Several constant tables, or one beside a UNION ALL, may each multiply records.", Optional.empty());
        }
        Attribute tag = Arms.newTag();
        List<InternalRow> tags = new ArrayList<>();
        List<Optional<Expression>> conditions = new ArrayList<>();
        List<JsonNode> names = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            tags.add(InternalRow.apply(Trees.<Object>seq(List.of(i))));
            conditions.add(Optional.of(all(each.get(i))));
            names.add(canonical.of(all(each.get(i)), scope.columns()));
        }
        Map<ExprId, Expression> defined = new HashMap<>(scope.defined());
        for (ExprId column : rows.get(0).keySet()) {
            defined.put(column, Arms.choice(tag, rows.stream().map(row -> Optional.<Expression>of(row.get(column))).toList()));
        }
        int number = canonical.nextUnion();
        Map<ExprId, Column> columns = new HashMap<>(scope.columns());
        columns.put(tag.exprId(), new Column(tag, () -> CanonicalForm.array("arm", CanonicalForm.text(Integer.toString(number))),
                new Source.StepKey(Arms.choice(tag, conditions), scope.columns()), List.of()));
        LogicalPlan plan = new Join(scope.plan(), new LocalRelation(Trees.seq(List.of(tag)), Trees.seq(tags), false, Option.empty()), Inner$.MODULE$,
                Option.apply(Arms.choice(tag, conditions)), JoinHint.NONE());
        JsonNode from = CanonicalForm.object().put("as", number).set("rows", CanonicalForm.list(names));
        return new Scope(plan, defined, columns, Scope.plus(scope.from(), List.of(from)), scope.where(), scope.filters(), scope.subjects(), scope.others(),
                scope.parting(), List.of(new Arms(tag, rows.size(), false, false)), scope.correlated());
    }
}
