package pt.arquipelago.catalog.service.search;

import java.util.ArrayList;
import java.util.List;
import pt.arquipelago.catalog.description.DatasetDescription;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.description.Variable;

/** Everything of a description that a search looks at. */
final class SearchText {
    private SearchText() {}

    static String of(DatasetDescription description) {
        List<String> parts = new ArrayList<>();
        parts.add(description.identifier());
        parts.add(description.classification().system());
        add(parts, description.texts().title());
        add(parts, description.texts().description());
        parts.addAll(description.texts().keywords().pt());
        parts.addAll(description.texts().keywords().en());
        add(parts, description.parties().custodian().name());
        description.classification().codingSystems().forEach(system -> parts.add(system.code()));
        description.variables().forEach(variable -> add(parts, variable));
        return String.join("\n", parts);
    }

    private static void add(List<String> parts, Variable variable) {
        parts.add(variable.name());
        add(parts, variable.title());
        variable.description().ifPresent(text -> add(parts, text));
        variable.codes().forEach(code -> {
            parts.add(code.value());
            code.title().ifPresent(title -> add(parts, title));
        });
    }

    private static void add(List<String> parts, LocalText text) {
        parts.add(text.pt());
        parts.add(text.en());
    }
}
