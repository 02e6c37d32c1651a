package pt.arquipelago.catalog.service.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import pt.arquipelago.catalog.description.DatasetDescription;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.description.Variable;

/** Everything of a description that a search looks at: texts in one language, and names and codes, which have none. */
final class SearchText {
    private SearchText() {}

    static String in(DatasetDescription description, Function<LocalText, String> language, List<String> keywords) {
        List<String> parts = new ArrayList<>(keywords);
        parts.add(language.apply(description.texts().title()));
        parts.add(language.apply(description.texts().description()));
        parts.add(language.apply(description.texts().population()));
        parts.add(language.apply(description.parties().custodian().name()));
        description.classification().categories().forEach(category -> parts.add(language.apply(category.label())));
        description.variables().forEach(variable -> parts.add(in(variable, language)));
        return String.join("\n", parts);
    }

    static String in(Variable variable, Function<LocalText, String> language) {
        List<String> parts = new ArrayList<>();
        parts.add(language.apply(variable.title()));
        variable.description().map(language).ifPresent(parts::add);
        variable.codes().forEach(code -> code.title().map(language).ifPresent(parts::add));
        return String.join("\n", parts);
    }

    static String names(DatasetDescription description) {
        List<String> parts = new ArrayList<>(List.of(description.identifier(), description.key().node(), description.key().table(), description.key().view(),
                description.classification().system()));
        description.classification().codingSystems().forEach(system -> parts.add(system.code()));
        description.classification().standards().forEach(standard -> parts.add(standard.code()));
        description.classification().themes().forEach(theme -> parts.add(theme.name().replace('_', ' ')));
        parts.addAll(description.coverage().nuts());
        description.variables().forEach(variable -> parts.add(names(variable)));
        return String.join("\n", parts);
    }

    static String names(Variable variable) {
        List<String> parts = new ArrayList<>(List.of(variable.name(), variable.name().replace('_', ' ')));
        variable.codes().forEach(code -> parts.add(code.value()));
        return String.join("\n", parts);
    }
}
