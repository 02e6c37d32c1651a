package pt.arquipelago.analysis.query;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
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

    /**
     * A quantile by the histogram method: the middle of the bins in which it must lie. The bins' edges are part of the question, never of
     * the data. What is released are the numbers of records below each inner edge; where one is not, two bins are one.
     *
     * @param at from 0 to 1
     * @param interpolated between two values, as {@code percentile} and {@code median} do; else a value that is there
     * @param total the term that counts all records that have a value
     * @param below the terms that count the records below each inner edge
     * @param edges ascending; the first is the least value, the last the largest, of whole numbers the one behind it
     * @param whole whether all values are whole numbers
     */
    record Quantile(BigDecimal at, boolean interpolated, int total, List<Integer> below, List<BigDecimal> edges, boolean whole, ValueType type)
            implements Expr {
        public static final int MAX_BINS = 128;

        public Quantile {
            at = plain(requireNonNull(at, "at is null"));
            requireIndex(total);
            below = List.copyOf(below);
            below.forEach(Expr::requireIndex);
            edges = edges.stream().map(Quantile::plain).toList();
            requireNonNull(type, "type is null");
            if (at.signum() < 0 || at.compareTo(BigDecimal.ONE) > 0) {
                throw new IllegalArgumentException("a quantile is not between 0 and 1");
            }
            if (edges.size() < 2 || edges.size() > MAX_BINS + 1 || below.size() != edges.size() - 2) {
                throw new IllegalArgumentException("a quantile has no bins, too many, or not a term for each inner edge");
            }
            for (int i = 1; i < edges.size(); i++) {
                if (edges.get(i - 1).compareTo(edges.get(i)) >= 0) {
                    throw new IllegalArgumentException("the edges of bins do not ascend");
                }
            }
        }

        private static BigDecimal plain(BigDecimal number) {
            BigDecimal stripped = number.stripTrailingZeros();
            return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
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

    /** The indices of the terms that a line through pairs of values is fitted with. */
    default SortedSet<Integer> fitted() {
        SortedSet<Integer> found = new TreeSet<>();
        if (this instanceof Over over) {
            found.addAll(over.summed().fitted());
        } else if (this instanceof Call call) {
            call.arguments().forEach(argument -> found.addAll(Functions.takesPairs(call.function()) ? argument.terms() : argument.fitted()));
        }
        return found;
    }

    /** All quantiles that stand in this expression. */
    default List<Quantile> quantiles() {
        if (this instanceof Quantile quantile) {
            return List.of(quantile);
        } else if (this instanceof Over over) {
            return over.summed().quantiles();
        }
        return this instanceof Call call ? call.arguments().stream().flatMap(argument -> argument.quantiles().stream()).distinct().toList() : List.of();
    }

    /** The indices of all terms that stand in this expression, on whatever branch; of a quantile the number of all its records alone. */
    default SortedSet<Integer> terms() {
        SortedSet<Integer> found = new TreeSet<>();
        collect(this, found);
        return found;
    }

    private static void collect(Expr expr, SortedSet<Integer> found) {
        if (expr instanceof TermRef term) {
            found.add(term.index());
        } else if (expr instanceof Quantile quantile) {
            found.add(quantile.total());
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
