package pt.arquipelago.node.profile;

import static java.util.Objects.requireNonNull;

import pt.arquipelago.node.lake.Text;

/** What must hold between the columns of a row. */
public sealed interface Rule {

    /** The date or number of {@code first} is not after that of {@code second}. */
    record Order(String first, String second) implements Rule {
        public Order {
            requireNonNull(first, "first is null");
            requireNonNull(second, "second is null");
        }
    }

    /** A condition that no row breaks; where a value that it compares is missing, nothing is said against the row. */
    record Holds(String name, Condition condition, Text title) implements Rule {
        public Holds {
            requireNonNull(name, "name is null");
            requireNonNull(condition, "condition is null");
            requireNonNull(title, "title is null");
        }
    }

    /**
     * Whoever {@code column} identifies stands in another table of the lake, in its pseudonyms {@code key}.
     *
     * @param ifLoaded nothing is said against a row while the lake does not hold that table
     */
    record Refers(String column, String table, String key, boolean ifLoaded) implements Rule {
        public Refers {
            requireNonNull(column, "column is null");
            requireNonNull(table, "table is null");
            requireNonNull(key, "key is null");
        }
    }

    /** A sick-leave certificate is no longer than the law lets it be. */
    record LongestSickLeave() implements Rule {}
}
