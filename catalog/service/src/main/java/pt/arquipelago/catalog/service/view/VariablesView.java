package pt.arquipelago.catalog.service.view;

import static java.util.Objects.requireNonNull;

import java.util.List;
import pt.arquipelago.catalog.service.search.Search.VariableHits;

/** Variables found by words, each with the datasets that hold it. @param total how many names were found, of which the first are shown */
public record VariablesView(String words, String nuts, List<VariableHits> found, int total) {
    public VariablesView {
        requireNonNull(words, "words is null");
        requireNonNull(nuts, "nuts is null");
        found = List.copyOf(found);
    }
}
