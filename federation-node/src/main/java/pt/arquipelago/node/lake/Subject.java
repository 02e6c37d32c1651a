package pt.arquipelago.node.lake;

import static java.util.Objects.requireNonNull;

/** Who the rows of a table are about. Every view shows the subject as {@code person}. */
public sealed interface Subject {

    /** The name under which every view shows the subject. */
    String PERSON = "person";

    /** The column of the lake that holds the person's pseudonym. */
    String column();

    /** A person may have many rows: the pseudonym stands in {@code column}. */
    record Column(String column) implements Subject {
        public Column {
            requireNonNull(column, "column is null");
        }
    }

    /** Every row is a person of its own; ingest gave each a number, unique in the table, in the column {@code person}. */
    record EachRow() implements Subject {
        @Override
        public String column() {
            return PERSON;
        }
    }
}
