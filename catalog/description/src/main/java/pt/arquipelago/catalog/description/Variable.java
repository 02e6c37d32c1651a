package pt.arquipelago.catalog.description;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A column as a researcher sees it.
 *
 * @param type Spark SQL's name, such as {@code INT}, {@code STRING}, {@code DECIMAL(20,2)}
 * @param groupable may stand in GROUP BY
 * @param measure may be summed and averaged
 * @param description longer than the title where there is more to say; the title otherwise
 * @param codes the closed list of its values, in order; empty when there is none
 */
public record Variable(
        String name, String type, VariableClass cls, boolean groupable, boolean measure, LocalText title, Optional<LocalText> description, List<Code> codes) {
    public Variable {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(cls, "cls is null");
        requireNonNull(title, "title is null");
        requireNonNull(description, "description is null");
        codes = List.copyOf(codes);
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,127}")) {
            throw new IllegalArgumentException("'" + name + "' is not the name of a column.");
        }
    }
}
