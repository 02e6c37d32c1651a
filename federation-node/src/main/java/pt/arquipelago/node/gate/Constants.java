package pt.arquipelago.node.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.Union;

/** A constant table: VALUES, SELECTs without FROM, and UNION ALL of them. */
record Constants(List<Map<ExprId, Literal>> rows) {
    private static final int MAX_ROWS = 500;

    /** Empty if the plan reads any table. */
    static Optional<Constants> of(LogicalPlan plan) {
        if (plan instanceof SubqueryAlias alias) {
            return of(alias.child());
        } else if (plan instanceof LocalRelation local) {
            return Optional.of(local(local));
        } else if (plan instanceof OneRowRelation) {
            return Optional.of(new Constants(List.of(Map.of())));
        } else if (plan instanceof Project project) {
            return of(project.child()).map(below -> below.projected(project));
        } else if (plan instanceof Union union) {
            return union(union);
        }
        return Optional.empty();
    }

    private static Constants local(LocalRelation local) {
        List<Attribute> output = Trees.list(local.output());
        List<Map<ExprId, Literal>> rows = new ArrayList<>();
        for (InternalRow row : Trees.list(local.data())) {
            Map<ExprId, Literal> values = new HashMap<>();
            for (int i = 0; i < output.size(); i++) {
                values.put(output.get(i).exprId(), new Literal(row.isNullAt(i) ? null : row.get(i, output.get(i).dataType()), output.get(i).dataType()));
            }
            rows.add(values);
        }
        return new Constants(rows);
    }

    private Constants projected(Project project) {
        List<Map<ExprId, Literal>> above = new ArrayList<>();
        for (Map<ExprId, Literal> row : rows) {
            Map<ExprId, Literal> values = new HashMap<>();
            for (NamedExpression named : Trees.list(project.projectList())) {
                Expression value = Total.of(in(row, named instanceof Alias alias ? alias.child() : (Expression) named));
                if (!(value instanceof Literal literal)) {
                    throw GateRefusal.EXPRESSION.because("A constant table holds something that is no constant.", Places.of((Expression) named));
                }
                values.put(named.exprId(), literal);
            }
            above.add(values);
        }
        return new Constants(above);
    }

    private static Optional<Constants> union(Union union) {
        List<Map<ExprId, Literal>> rows = new ArrayList<>();
        for (LogicalPlan child : Trees.list(union.children())) {
            Optional<Constants> arm = of(child);
            if (arm.isEmpty()) {
                return Optional.empty();
            }
            List<Attribute> output = Trees.list(child.output());
            for (Map<ExprId, Literal> row : arm.get().rows()) {
                Map<ExprId, Literal> values = new HashMap<>();
                for (int i = 0; i < output.size(); i++) {
                    values.put(Trees.list(union.output()).get(i).exprId(), row.get(output.get(i).exprId()));
                }
                rows.add(values);
            }
        }
        return Optional.of(new Constants(rows));
    }

    /** An expression with the values of one row put in. */
    static Expression in(Map<ExprId, Literal> row, Expression e) {
        return Trees.rewrite(e, part -> part instanceof Attribute a && row.containsKey(a.exprId()) ? row.get(a.exprId()) : part);
    }

    /** Copies of a row would count records twice without anybody seeing it. */
    Constants distinct(LogicalPlan at) {
        if (rows.isEmpty() || rows.size() > MAX_ROWS) {
            throw GateRefusal.CONSTANTS.because("The constant table has no rows, or more than " + MAX_ROWS + ".", Places.of(at));
        }
        HashSet<Object> seen = new HashSet<>();
        for (Map<ExprId, Literal> row : rows) {
            if (!seen.add(new HashMap<>(row))) {
                throw GateRefusal.CONSTANTS.because("A row of the constant table stands in it twice.", Places.of(at));
            }
        }
        return this;
    }

    List<Literal> values(ExprId column) {
        return rows.stream().map(row -> row.get(column)).toList();
    }
}
