package pt.arquipelago.node.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.trees.CurrentOrigin$;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import scala.Option;
import scala.Product;
import scala.collection.Iterable;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Walks and rewrites of Catalyst's trees. Their depth was limited when the question was parsed. */
final class Trees {
    private Trees() {}

    static <T> List<T> list(scala.collection.Seq<T> seq) {
        return CollectionConverters.asJava(seq);
    }

    static <T> Seq<T> seq(List<? extends T> list) {
        return CollectionConverters.<T>asScala(new ArrayList<T>(list)).toSeq();
    }

    static List<TreeNode<?>> childrenOf(TreeNode<?> node) {
        return new ArrayList<>(list(node.children()));
    }

    static List<Expression> childrenOf(Expression expression) {
        return list(expression.children());
    }

    /**
     * Visits every node inside {@code within}, which itself is not visited, whatever holds it: children miss subquery plans, CTE bodies
     * and window definitions, so that the fields of the node are followed too, through sequences, options, tuples and maps.
     */
    static void inside(TreeNode<?> within, Consumer<TreeNode<?>> visit) {
        within.productIterator().foreach(field -> {
            nodesIn(field, visit);
            return null;
        });
        for (TreeNode<?> child : childrenOf(within)) {
            visit.accept(child);
        }
    }

    private static void nodesIn(Object field, Consumer<TreeNode<?>> visit) {
        if (field instanceof TreeNode<?> node) {
            visit.accept(node);
        } else if (field instanceof Iterable<?> many) {
            many.foreach(one -> {
                nodesIn(one, visit);
                return null;
            });
        } else if (field instanceof Option<?> option) {
            if (option.isDefined()) {
                nodesIn(option.get(), visit);
            }
        } else if (field instanceof Product product && field.getClass().getName().startsWith("scala.Tuple")) {
            product.productIterator().foreach(one -> {
                nodesIn(one, visit);
                return null;
            });
        }
    }

    /** Rewrites children first, then the node itself; places stay. */
    static Expression rewrite(Expression expression, UnaryOperator<Expression> change) {
        List<Expression> children = childrenOf(expression);
        List<Expression> changed = new ArrayList<>(children.size());
        boolean same = true;
        for (Expression child : children) {
            Expression next = rewrite(child, change);
            same &= next == child;
            changed.add(next);
        }
        Expression whole = same ? expression : (Expression) expression.withNewChildren(seq(changed));
        return at(expression, () -> change.apply(whole));
    }

    /** Builds a node that stands where {@code place} stands. */
    static <T> T at(TreeNode<?> place, java.util.function.Supplier<T> build) {
        return CurrentOrigin$.MODULE$.withOrigin(place.origin(), build::get);
    }

    static boolean any(Expression expression, java.util.function.Predicate<Expression> test) {
        if (test.test(expression)) {
            return true;
        }
        for (Expression child : childrenOf(expression)) {
            if (any(child, test)) {
                return true;
            }
        }
        return false;
    }

    static int size(Expression expression) {
        int size = 1;
        for (Expression child : childrenOf(expression)) {
            size += size(child);
        }
        return size;
    }

    static List<Expression> conjuncts(Expression condition) {
        List<Expression> found = new ArrayList<>();
        collectConjuncts(condition, found);
        return found;
    }

    private static void collectConjuncts(Expression condition, List<Expression> into) {
        if (condition instanceof And and) {
            collectConjuncts(and.left(), into);
            collectConjuncts(and.right(), into);
        } else {
            into.add(condition);
        }
    }
}
