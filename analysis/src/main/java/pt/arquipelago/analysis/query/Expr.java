package pt.arquipelago.analysis.query;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** An expression above the aggregate, over a row's keys and terms. Its functions are the closed list of {@link Functions}. */
public sealed interface Expr {
    /** The key with this index, from 0. */
    record KeyRef(int index) implements Expr {
        public KeyRef {
            requireIndex(index);
        }
    }

    /** The term with this index, from 0. */
    record TermRef(int index) implements Expr {
        public TermRef {
            requireIndex(index);
        }
    }

    /** A constant; {@code value} may be null. */
    record Literal(Object value, ValueType type) implements Expr {
        public Literal {
            value = Values.canonical(requireNonNull(type, "type is null"), value);
        }
    }

    /** A function of {@link Functions}; {@code type} is the result's, as Spark derives it. */
    record Call(String function, List<Expr> arguments, ValueType type) implements Expr {
        public Call {
            requireNonNull(function, "function is null");
            requireNonNull(type, "type is null");
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * The sum of an expression over all rows of the result that agree in some keys; what is suppressed or not computable in a row adds
     * nothing.
     *
     * @param partition indices of the keys
     */
    record Over(Expr summed, List<Integer> partition, ValueType type) implements Expr {
        public Over {
            requireNonNull(summed, "summed is null");
            partition = List.copyOf(partition);
            requireNonNull(type, "type is null");
        }
    }

    /** 1 if the row is a total over the key with this index, else 0. INT. */
    record Grouping(int index) implements Expr {
        public Grouping {
            requireIndex(index);
        }
    }

    /** All sums over rows that stand in this expression. */
    default List<Over> overs() {
        if (this instanceof Over over) {
            return List.of(over);
        }
        return this instanceof Call call ? call.arguments().stream().flatMap(argument -> argument.overs().stream()).toList() : List.of();
    }

    /** The indices of all terms that stand in this expression, on whatever branch. */
    default SortedSet<Integer> terms() {
        SortedSet<Integer> found = new TreeSet<>();
        collect(this, found);
        return found;
    }

    private static void collect(Expr expr, SortedSet<Integer> found) {
        if (expr instanceof TermRef term) {
            found.add(term.index());
        } else if (expr instanceof Over over) {
            collect(over.summed(), found);
        } else if (expr instanceof Call call) {
            call.arguments().forEach(argument -> collect(argument, found));
        }
    }

    private static void requireIndex(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("an index is negative");
        }
    }
}
