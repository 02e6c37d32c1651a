package pt.arquipelago.node.profile;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import pt.arquipelago.node.lake.CodeList;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.pseudonymisation.identifier.CanonicalForm;

/**
 * A column of the extract.
 *
 * @param required whether a row without a value is bad
 * @param form a regular expression (RE2) that the whole value matches
 * @param check an identifier or product code whose form and check digit the value has
 * @param codes the closed list of its values
 * @param min,max the range of a number or a date, as the extract would write it; {@code today} is the day of ingest
 * @param hiddenWhen rows in which the lake gets no value; where this cannot be told, it gets none either
 * @param makes what stands in the lake for it; nothing = the column is dropped
 */
public record SourceColumn(
        String name,
        SourceType type,
        boolean required,
        Optional<String> form,
        Optional<NamedForm> check,
        Optional<CodeList> codes,
        Optional<String> min,
        Optional<String> max,
        Optional<Condition> hiddenWhen,
        List<LakeColumn> makes) {

    /** An identifier's or a product code's form under its name. */
    public record NamedForm(String name, CanonicalForm form) {
        public NamedForm {
            requireNonNull(name, "name is null");
            requireNonNull(form, "form is null");
        }

        public boolean isUnit() {
            return name.equals(UcumUnit.NAME);
        }
    }

    /** A column of the lake and how it is made. */
    public record LakeColumn(ColumnDescription description, Treatment treatment) {
        public LakeColumn {
            requireNonNull(description, "description is null");
            requireNonNull(treatment, "treatment is null");
        }
    }

    public SourceColumn {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(form, "form is null");
        requireNonNull(check, "check is null");
        requireNonNull(codes, "codes is null");
        requireNonNull(min, "min is null");
        requireNonNull(max, "max is null");
        requireNonNull(hiddenWhen, "hiddenWhen is null");
        makes = List.copyOf(makes);
    }

    SourceColumn hiddenWhen(Condition condition) {
        return new SourceColumn(name, type, required, form, check, codes, min, max, Optional.of(condition), makes);
    }

    SourceColumn making(List<LakeColumn> others) {
        return new SourceColumn(name, type, required, form, check, codes, min, max, hiddenWhen, others);
    }

    public boolean isList() {
        return type.kind() == SourceType.Kind.LIST;
    }

    public boolean isDropped() {
        return makes.isEmpty();
    }
}
