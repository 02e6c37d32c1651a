package pt.arquipelago.node.profile;

import java.util.List;
import java.util.Optional;
import pt.arquipelago.node.profile.SourceColumn.LakeColumn;

/**
 * Which columns of the lake have a value in every row, because rows without do not come in. Questions rely on it: by its form alone, a total
 * is then the sum of a table's rows, with no row of missing keys beside them.
 */
final class RequiredColumns {
    private final List<SourceColumn> columns;
    private final List<Rule> rules;

    private RequiredColumns(List<SourceColumn> columns, List<Rule> rules) {
        this.columns = columns;
        this.rules = rules;
    }

    /** The columns, with what they make in the lake told to be required where it is. */
    static List<SourceColumn> told(List<SourceColumn> columns, List<Rule> rules) {
        RequiredColumns required = new RequiredColumns(columns, rules);
        return columns.stream().map(column -> column.making(column.makes().stream()
                .map(made -> new LakeColumn(made.description().withRequired(required.isRequired(column, made.treatment())), made.treatment())).toList())).toList();
    }

    private boolean isRequired(SourceColumn column, Treatment treatment) {
        if (!column.required() || column.hiddenWhen().isPresent()) {
            return false;
        }
        if (treatment instanceof Treatment.AgeBand band) {
            return isBefore(column, band.on());
        }
        if (treatment instanceof Treatment.BirthYear birth) {
            return birth.on().map(this::isRequired).orElse(true);
        }
        return treatment instanceof Treatment.Keep || treatment instanceof Treatment.Year || treatment instanceof Treatment.Day || treatment instanceof Treatment.Prefix
                || treatment instanceof Treatment.Nuts3;
    }

    private boolean isRequired(String name) {
        return columns.stream().anyMatch(column -> column.name().equals(name) && column.required());
    }

    /** Nobody has an age before being born. */
    private boolean isBefore(SourceColumn born, Optional<String> on) {
        return on.map(name -> isRequired(name) && rules.contains(new Rule.Order(born.name(), name))).orElse(born.max().filter("today"::equals).isPresent());
    }
}
