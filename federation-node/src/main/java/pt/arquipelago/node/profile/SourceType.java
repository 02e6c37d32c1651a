package pt.arquipelago.node.profile;

import static java.util.Objects.requireNonNull;

import pt.arquipelago.analysis.query.ValueType;

/** The type of a column as the extract means it. */
public record SourceType(Kind kind, ValueType lake) {
    /** {@code LIST}: codes with {@code |} between them; in the lake sorted, each once, with one before and after: {@code |B|C1|}. */
    public enum Kind { STRING, LIST, INT, BIGINT, DECIMAL, DOUBLE, BOOLEAN, DATE, TIMESTAMP }

    public SourceType {
        requireNonNull(kind, "kind is null");
        requireNonNull(lake, "lake is null");
    }
}
