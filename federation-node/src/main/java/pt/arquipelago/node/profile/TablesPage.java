package pt.arquipelago.node.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import pt.arquipelago.catalog.description.HealthCategory;
import pt.arquipelago.node.lake.CodeList;
import pt.arquipelago.node.lake.ColumnDescription;
import pt.arquipelago.node.lake.Subject;
import pt.arquipelago.node.lake.Text;

/** A table of the lake and what it is made of, as a page in Markdown for those who write questions. */
public final class TablesPage {
    private TablesPage() {}

    public static String of(Profile profile) {
        StringBuilder page = new StringBuilder();
        String view = profile.table().replaceFirst("^source_", "");
        page.append("<!-- Made from the profile; change that and regenerate (docs/profiles.md). -->\n");
        page.append("# ").append(profile.system()).append(": `").append(view).append("`\n\n");
        page.append(profile.texts().title().en()).append(" · ").append(profile.texts().title().pt()).append(". ")
                .append(profile.texts().description().en()).append("\n\n");
        page.append(profile.texts().legalBasis().isEmpty() ? "" : "Legal basis: " + profile.texts().legalBasis() + ". ").append("Article 51(1): ").append(categories(profile)).append(". ");
        page.append(profile.subject() instanceof Subject.Column subject
                ? "The person is `" + subject.column() + "`, in questions also `person`."
                : "Every row is a person, `person`.").append('\n');
        profile.alsoProtected().forEach(other -> page.append("Also protected: `").append(other.column()).append("` (")
                .append(other.type()).append(", at least ").append(other.threshold()).append(" behind a number).\n"));
        if (profile.minimumPersons() > 1) {
            page.append("A small population: at least ").append(profile.minimumPersons()).append(" persons behind a number, whatever permit and institution say.\n");
        }
        Text kept = profile.texts().catalogue().retention();
        page.append("Kept: ").append(kept.en()).append(" · ").append(kept.pt()).append('\n');
        page.append("\nEach load: `").append(profile.load().text()).append("` ([docs/profiles.md](../profiles.md#loads)).\n");
        page.append("\n## Columns that questions see\n\n").append(columns(profile.lakeColumns()));
        profile.fhir().ifPresent(resource -> page.append(paths(resource)));
        page.append("\n## What becomes of the extract's columns\n\n| column | checked | becomes |\n|---|---|---|\n");
        profile.columns().forEach(column -> page.append("| `").append(column.name()).append("` | ").append(checks(column)).append(" | ")
                .append(becomes(column)).append(" |\n"));
        page.append(rules(profile));
        return page.toString();
    }

    private static String paths(FhirView view) {
        StringBuilder paths = new StringBuilder("\n## Where they stand in `").append(view.resource()).append("`\n\n| column | path |\n|---|---|\n");
        view.paths().forEach((column, found) -> paths.append("| `").append(column).append("` | ")
                .append(found.stream().map(path -> "`" + path.text() + "`").collect(Collectors.joining(", else "))).append(" |\n"));
        return paths.toString();
    }

    public static String columns(List<ColumnDescription> columns) {
        StringBuilder table = new StringBuilder("| column | type | class | may | what it is |\n|---|---|---|---|---|\n");
        columns.forEach(column -> table.append("| `").append(column.name()).append("` | ").append(column.type()).append(" | ")
                .append(column.cls().name().toLowerCase(Locale.ROOT).replace('_', ' ')).append(" | ").append(may(column)).append(" | ")
                .append(column.title().en()).append(" · ").append(column.title().pt()).append(codes(column)).append(" |\n"));
        return table.toString();
    }

    private static String categories(Profile profile) {
        return profile.texts().categories().stream().map(letter -> letter + " (" + HealthCategory.ofLetter(letter).code() + ")").collect(Collectors.joining(", "));
    }

    private static String rules(Profile profile) {
        if (profile.rules().isEmpty()) {
            return "";
        }
        StringBuilder rules = new StringBuilder("\n## What must hold in a row\n\n");
        for (Rule rule : profile.rules()) {
            if (rule instanceof Rule.Order order) {
                rules.append("- `").append(order.first()).append("` is not after `").append(order.second()).append("`\n");
            } else if (rule instanceof Rule.Refers refers) {
                rules.append("- `").append(refers.column()).append("` stands in `").append(refers.table()).append('.').append(refers.key()).append('`')
                        .append(refers.ifLoaded() ? ", where that table is loaded" : "").append('\n');
            } else if (rule instanceof Rule.Holds holds) {
                rules.append("- `").append(holds.name()).append("`: ").append(holds.title().en()).append(" · ").append(holds.title().pt()).append('\n');
            } else {
                rules.append("- `longest_sick_leave`: no certificate is longer than the law allows, and its days are those between its dates\n");
            }
        }
        return rules.toString();
    }

    private static String may(ColumnDescription column) {
        if (column.isPseudonym()) {
            return "join, count";
        }
        List<String> uses = new ArrayList<>(List.of("filter"));
        if (column.groupable()) {
            uses.add("group");
        }
        if (column.measure()) {
            uses.add("sum, average");
        }
        return String.join(", ", uses);
    }

    private static String codes(ColumnDescription column) {
        return column.codes().map(codes -> ". Codes: " + listed(codes)).orElse("");
    }

    private static String listed(CodeList codes) {
        return codes.values().stream().map(code -> "`" + code + "`").collect(Collectors.joining(" "));
    }

    /** What a value of the column must be. */
    public static String checks(SourceColumn column) {
        List<String> checks = new ArrayList<>();
        if (column.required()) {
            checks.add("required");
        }
        checks.add(column.isList() ? "list of codes" : column.type().lake().toString().toLowerCase(Locale.ROOT));
        column.makes().stream().filter(made -> made.treatment() instanceof Treatment.Pseudonym)
                .forEach(made -> checks.add("form of " + ((Treatment.Pseudonym) made.treatment()).type()));
        column.check().ifPresent(check -> checks.add("form of " + check.name()));
        column.form().ifPresent(form -> checks.add("`" + form.replace("|", "\\|") + "`"));
        column.codes().ifPresent(codes -> checks.add(column.isList() ? "each of: " + listed(codes) : "code list"));
        column.min().ifPresent(min -> checks.add("from " + min));
        column.max().ifPresent(max -> checks.add("to " + max));
        return String.join(", ", checks);
    }

    private static String becomes(SourceColumn column) {
        String hidden = column.hiddenWhen().isPresent() ? "; no value in rows that are held back" : "";
        return column.isDropped() ? "dropped" : column.makes().stream()
                .map(made -> "`" + made.description().name() + "` (" + made.treatment().text() + ")").collect(Collectors.joining(", ")) + hidden;
    }
}
