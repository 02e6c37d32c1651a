package pt.arquipelago.catalog.service.view;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * The page for queries.
 *
 * @param query as typed
 * @param columns of the answer, empty when nothing was asked
 * @param text the answer, where it is not a table
 * @param problem why there is no answer
 */
public record SparqlView(String query, List<Example> examples, List<String> columns, List<List<Cell>> rows, Optional<String> text, Optional<String> problem, boolean cut) {
    public SparqlView {
        requireNonNull(query, "query is null");
        examples = List.copyOf(examples);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        requireNonNull(text, "text is null");
        requireNonNull(problem, "problem is null");
    }

    public record Example(String title, String query, String address) {}

    /** @param address where the value leads, if it is an http address */
    public record Cell(String text, Optional<String> address) {}
}
