package pt.arquipelago.node.profile;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a profile says of one row, such as {@code data_pedido <= data_fatura + 180 days}. The language is closed: comparisons of
 * columns and literals, joined by and, or, not. A comparison with a missing value is neither true nor false.
 */
public sealed interface Condition {

    /** All of them hold. */
    record All(List<Condition> parts) implements Condition {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** One of them holds. */
    record Any(List<Condition> parts) implements Condition {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    record Not(Condition part) implements Condition {
        public Not {
            requireNonNull(part, "part is null");
        }
    }

    /** @param sign as SQL writes it: {@code = <> < <= > >=} */
    record Comparison(Amount left, String sign, Amount right) implements Condition {
        public Comparison {
            requireNonNull(left, "left is null");
            requireNonNull(sign, "sign is null");
            requireNonNull(right, "right is null");
        }
    }

    /** A column of truth values is true. */
    record True(String column) implements Condition {
        public True {
            requireNonNull(column, "column is null");
        }
    }

    record Missing(String column) implements Condition {
        public Missing {
            requireNonNull(column, "column is null");
        }
    }

    /** A text is one of these. */
    record OneOf(String column, List<String> texts) implements Condition {
        public OneOf {
            requireNonNull(column, "column is null");
            texts = List.copyOf(texts);
        }
    }

    /** A text starts with one of these: a code is below one of these in its list. */
    record StartsWith(String column, List<String> texts) implements Condition {
        public StartsWith {
            requireNonNull(column, "column is null");
            texts = List.copyOf(texts);
        }
    }

    /** What may stand beside a sign of comparison. */
    sealed interface Amount {
        record Column(String name) implements Amount {
            public Column {
                requireNonNull(name, "name is null");
            }
        }

        record Number(BigDecimal value) implements Amount {
            public Number {
                requireNonNull(value, "value is null");
            }
        }

        record Words(String text) implements Amount {
            public Words {
                requireNonNull(text, "text is null");
            }
        }

        /** A sum of products. */
        record Sum(List<Product> products) implements Amount {
            public Sum {
                products = List.copyOf(products);
            }
        }

        /** A number, or a column so many times. */
        record Product(BigDecimal factor, Optional<String> column) {
            public Product {
                requireNonNull(factor, "factor is null");
                requireNonNull(column, "column is null");
            }
        }

        /** A date so many days, months or years later (or earlier). */
        record Later(String column, int count, String unit) implements Amount {
            public Later {
                requireNonNull(column, "column is null");
                requireNonNull(unit, "unit is null");
            }
        }

        /** How many days it is from one date to another. */
        record Days(String from, String to) implements Amount {
            public Days {
                requireNonNull(from, "from is null");
                requireNonNull(to, "to is null");
            }
        }
    }

    /** The columns it looks at, in their order. */
    default Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>();
        collect(this, columns);
        return columns;
    }

    private static void collect(Condition condition, Set<String> columns) {
        if (condition instanceof All all) {
            all.parts().forEach(part -> collect(part, columns));
        } else if (condition instanceof Any any) {
            any.parts().forEach(part -> collect(part, columns));
        } else if (condition instanceof Not not) {
            collect(not.part(), columns);
        } else if (condition instanceof Comparison comparison) {
            collect(comparison.left(), columns);
            collect(comparison.right(), columns);
        } else if (condition instanceof True test) {
            columns.add(test.column());
        } else if (condition instanceof Missing missing) {
            columns.add(missing.column());
        } else if (condition instanceof OneOf oneOf) {
            columns.add(oneOf.column());
        } else if (condition instanceof StartsWith starts) {
            columns.add(starts.column());
        }
    }

    private static void collect(Amount amount, Set<String> columns) {
        if (amount instanceof Amount.Column column) {
            columns.add(column.name());
        } else if (amount instanceof Amount.Later later) {
            columns.add(later.column());
        } else if (amount instanceof Amount.Days days) {
            columns.add(days.to());
            columns.add(days.from());
        } else if (amount instanceof Amount.Sum sum) {
            sum.products().forEach(product -> product.column().ifPresent(columns::add));
        }
    }
}
