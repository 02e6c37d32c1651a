package pt.arquipelago.node.lake;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import pt.arquipelago.analysis.query.ValueType;

/**
 * One column of a table of the lake.
 *
 * @param cls what it says about a person
 * @param measure may stand as the argument of a sum or an average
 * @param groupable may stand as a key of the result
 * @param identifierType of a pseudonym only: {@code subject}, {@code professional} or {@code document:<TYPE>} such as
 *     {@code document:PRESCRIPTION}; columns of the same type join
 * @param codes the closed list of its values, if it has one
 * @param missingSensitive whether that a value is missing is itself sensitive
 * @param range of a number
 * @param required whether every row has a value: its profile says so, and rows without do not come in
 */
public record ColumnDescription(
        String name,
        ValueType type,
        ColumnClass cls,
        boolean measure,
        boolean groupable,
        Optional<String> identifierType,
        Optional<CodeList> codes,
        boolean missingSensitive,
        Text title,
        ValueRange range,
        boolean required) {

    public ColumnDescription {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(cls, "cls is null");
        requireNonNull(identifierType, "identifierType is null");
        requireNonNull(codes, "codes is null");
        requireNonNull(title, "title is null");
        requireNonNull(range, "range is null");
        if ((cls == ColumnClass.IDENTIFIER) != identifierType.isPresent()) {
            throw new IllegalArgumentException("column " + name + ": identifiers and no others have an identifier type");
        }
        if (cls == ColumnClass.IDENTIFIER && (measure || groupable || codes.isPresent())) {
            throw new IllegalArgumentException("column " + name + ": a pseudonym is neither measure nor groupable and has no codes");
        }
    }

    /** Of any range, and with rows that have no value. */
    public ColumnDescription(String name, ValueType type, ColumnClass cls, boolean measure, boolean groupable, Optional<String> identifierType,
            Optional<CodeList> codes, boolean missingSensitive, Text title) {
        this(name, type, cls, measure, groupable, identifierType, codes, missingSensitive, title, ValueRange.ANY, false);
    }

    public ColumnDescription withRequired(boolean always) {
        return new ColumnDescription(name, type, cls, measure, groupable, identifierType, codes, missingSensitive, title, range, always);
    }

    /** What can be relied on where the table keeps rows that an earlier profile let in. */
    public ColumnDescription over(ColumnDescription earlier) {
        return new ColumnDescription(name, type, cls, measure, groupable, identifierType, codes, missingSensitive, title, range.or(earlier.range), required && earlier.required);
    }

    public boolean isPseudonym() {
        return cls == ColumnClass.IDENTIFIER;
    }

    /** Whether this is the pseudonym of a document, such as a prescription's number. */
    public boolean isDocument() {
        return identifierType.filter(type -> type.startsWith("document:")).isPresent();
    }
}
