package pt.arquipelago.node.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import scala.Option;
import scala.Tuple2;

/**
 * Records that come from one of several places: the arms of a UNION ALL, the rows of a constant table, the aggregates that are joined
 * by their keys. Each is a branch of every number (rules 2); a column that the arms give in common is a CASE over the tag.
 *
 * @param tag a column that says for every record which arm it comes from, counted from 0
 * @param told whether a key of the result says the arm: then each row is made of one arm, and nothing is parted
 * @param joined whether they are results joined by their keys: no number is of several of them
 */
record Arms(Attribute tag, int count, boolean told, boolean joined) {
    static final int MAX = 16;

    static Attribute newTag() {
        return new AttributeReference("arm", DataTypes.IntegerType, false, Metadata.empty(), NamedExpression.newExprId(), Trees.<String>seq(List.of()));
    }

    static Expression is(Attribute tag, int arm) {
        return new EqualTo(tag, Total.integer(arm));
    }

    Expression is(int arm) {
        return is(tag, arm);
    }

    Arms toldBy(List<Expression> keys) {
        return new Arms(tag, count, keys.stream().anyMatch(this::isTold), joined);
    }

    /** One value an arm; the arms that are not named have none. */
    static Expression choice(Attribute tag, List<Optional<Expression>> values) {
        List<Tuple2<Expression, Expression>> branches = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).isPresent()) {
                branches.add(Tuple2.apply(is(tag, i), values.get(i).get()));
            }
        }
        return new CaseWhen(Trees.seq(branches), Option.empty());
    }

    /** Whether this says of a record that it comes from one arm; which. */
    Optional<Integer> armOf(Expression condition) {
        return condition instanceof EqualTo equal && equal.left() instanceof Attribute left && left.exprId().equals(tag.exprId())
                && equal.right() instanceof Literal arm ? Optional.of((Integer) arm.value()) : Optional.empty();
    }

    boolean isChoice(Expression e) {
        return e instanceof CaseWhen cases && armOf(cases.branches().head()._1()).isPresent();
    }

    /** That a record comes from one of the arms that give a value; absent if all do. */
    Optional<Expression> given(List<Expression> those) {
        return those.size() == count || those.isEmpty() ? Optional.empty() : those.stream().reduce(Or::new);
    }

    /** Whether a condition names arms, one of which is among others, or a key says the arm: then it tells nothing more. */
    boolean isImplied(Expression condition, List<Expression> beside) {
        List<Expression> named = alternatives(condition);
        return named.stream().allMatch(one -> armOf(one).isPresent()) && (told || named.stream().anyMatch(one -> beside.stream().anyMatch(one::semanticEquals)));
    }

    private static List<Expression> alternatives(Expression condition) {
        return condition instanceof Or or ? Scope.plus(alternatives(or.left()), alternatives(or.right())) : List.of(condition);
    }

    /** What an expression is in one arm, where the columns of the others are NULL. */
    Expression at(Expression expression, int arm, Scope scope) {
        return Total.of(Trees.rewrite(at(expression, arm), e -> isOfAnother(e, arm, scope) ? new Literal(null, e.dataType()) : e));
    }

    private boolean isOfAnother(Expression e, int arm, Scope scope) {
        return scope.column(e).stream().flatMap(column -> column.matched().stream()).map(this::armOf).flatMap(Optional::stream).anyMatch(i -> i != arm);
    }

    private Expression at(Expression expression, int arm) {
        return Trees.rewrite(expression, e -> isChoice(e) ? taken((CaseWhen) e, arm) : e);
    }

    private Expression taken(CaseWhen cases, int arm) {
        for (Tuple2<Expression, Expression> branch : Trees.list(cases.branches())) {
            if (armOf(branch._1()).filter(i -> i == arm).isPresent()) {
                return branch._2();
            }
        }
        return new Literal(null, cases.dataType());
    }

    /** Whether no record of one arm meets the conditions so far: they are false by what the arm's constants are. */
    boolean isExcluded(int arm, Scope scope) {
        return scope.filters().stream().filter(condition -> Trees.any(condition, this::isChoice)).map(condition -> at(condition, arm, scope))
                .anyMatch(condition -> condition instanceof Literal literal && !Boolean.TRUE.equals(literal.value()));
    }

    /** Whether an expression is a constant of its own in each arm, so that its value tells which. */
    boolean isTold(Expression key) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (!(Total.of(at(key, i)) instanceof Literal literal) || literal.value() == null || values.contains(literal.value())) {
                return false;
            }
            values.add(literal.value());
        }
        return true;
    }
}
