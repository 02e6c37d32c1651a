package pt.arquipelago.analysis.result;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import pt.arquipelago.analysis.query.Role;
import pt.arquipelago.analysis.query.ValueType;

/**
 * One column of a result.
 *
 * @param note what a reader must know of all its values
 * @param binWidth of the histograms that its quantiles are read from, if it has any
 */
public record Column(String name, ValueType type, Role role, Optional<String> note, Optional<BinWidth> binWidth) {
    public Column {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(role, "role is null");
        requireNonNull(note, "note is null");
        requireNonNull(binWidth, "binWidth is null");
    }

    /** Without quantiles. */
    public Column(String name, ValueType type, Role role, Optional<String> note) {
        this(name, type, role, note, Optional.empty());
    }
}
