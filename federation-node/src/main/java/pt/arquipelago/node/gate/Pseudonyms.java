package pt.arquipelago.node.gate;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Not;

/** The few places where a pseudonym may stand (rules 1). */
final class Pseudonyms {
    private Pseudonyms() {}

    /** Two pseudonyms beside {@code =}. */
    record Equality(Attribute left, Attribute right, Source.Pseudonym leftSource, Source.Pseudonym rightSource) {
        /** By the subjects of both tables, or by a document of both: what links two tables. */
        boolean links() {
            return samePerson() || leftSource.description().isDocument();
        }

        boolean samePerson() {
            return leftSource.isSubject() && rightSource.isSubject();
        }
    }

    static Optional<Equality> equality(Expression condition, Scope scope) {
        if (!(condition instanceof EqualTo equal)) {
            return Optional.empty();
        }
        Optional<Column> left = scope.column(equal.left());
        Optional<Column> right = scope.column(equal.right());
        Optional<Source.Pseudonym> a = left.flatMap(Column::pseudonym);
        Optional<Source.Pseudonym> b = right.flatMap(Column::pseudonym);
        if (a.isEmpty() || b.isEmpty()) {
            return Optional.empty();
        }
        if (!a.get().type().equals(b.get().type())) {
            throw GateRefusal.PSEUDONYM.because("Pseudonyms of different kinds are compared: " + a.get().type() + " and " + b.get().type() + ".",
                    Places.of(condition));
        }
        return Optional.of(new Equality((Attribute) equal.left(), (Attribute) equal.right(), a.get(), b.get()));
    }

    /** A condition, key or argument: no pseudonym but in IS [NOT] NULL. */
    static void requireNone(Expression expression, Scope scope) {
        requireNone(expression, scope, expression);
    }

    private static void requireNone(Expression expression, Scope scope, Expression within) {
        Optional<Column> column = scope.column(expression);
        column.flatMap(Column::pseudonym).ifPresent(pseudonym -> {
            throw GateRefusal.PSEUDONYM.because("The pseudonym " + pseudonym.description().name() + " stands where it may not: in a comparison, a function, a key or an output.",
                    Places.of(within).or(() -> Places.of(expression)));
        });
        if ((expression instanceof IsNull || expression instanceof IsNotNull) && scope.column(Trees.childrenOf(expression).get(0)).isPresent()) {
            return;
        }
        for (Expression child : Trees.childrenOf(expression)) {
            requireNone(child, scope, within);
        }
    }

    /** A SELECT list below the aggregate: a pseudonym passes as it is, or under CASE WHEN c THEN person END. */
    static void requirePassing(Expression expression, Scope scope) {
        if (guarded(expression, scope).isEmpty()) {
            requireNone(expression, scope);
        }
    }

    /** A pseudonym, with the conditions under which it is not NULL. */
    record Guarded(Column column, List<Expression> conditions) {}

    static Optional<Guarded> guarded(Expression expression, Scope scope) {
        Optional<Column> bare = scope.column(expression).filter(column -> column.pseudonym().isPresent());
        if (bare.isPresent()) {
            return Optional.of(new Guarded(bare.get(), List.of()));
        }
        if (expression instanceof If choice) {
            return isNull(choice.falseValue()) ? guarded(choice.predicate(), choice.trueValue(), scope)
                    : isNull(choice.trueValue()) ? guarded(new Not(choice.predicate()), choice.falseValue(), scope) : Optional.empty();
        }
        if (expression instanceof CaseWhen cases && Trees.list(cases.branches()).size() == 1
                && (cases.elseValue().isEmpty() || isNull(cases.elseValue().get()))) {
            return guarded(cases.branches().head()._1(), cases.branches().head()._2(), scope);
        }
        return Optional.empty();
    }

    private static Optional<Guarded> guarded(Expression condition, Expression value, Scope scope) {
        return guarded(value, scope).map(inner -> {
            requireNone(condition, scope);
            return new Guarded(inner.column(), Scope.plus(inner.conditions(), Trees.conjuncts(condition)));
        });
    }

    private static boolean isNull(Expression expression) {
        return expression instanceof Literal literal && literal.value() == null;
    }
}
