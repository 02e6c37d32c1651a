package pt.arquipelago.catalog.service.view;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * The page for queries.
 *
 * @param query as typed
 * @param vocabulary what the editor completes, as JSON: prefixes with their namespaces, and terms in short form
 * @param answer empty when nothing was asked
 */
public record SparqlView(String query, List<Example> examples, String vocabulary, Optional<Answer> answer) {
    public SparqlView {
        requireNonNull(query, "query is null");
        examples = List.copyOf(examples);
        requireNonNull(vocabulary, "vocabulary is null");
        requireNonNull(answer, "answer is null");
    }

    public record Example(String title, String query, String address) {}

    /** What came of the query. */
    public sealed interface Answer {}

    /** @param cut that there are more rows than are shown */
    public record Table(List<String> columns, List<List<Cell>> rows, boolean cut) implements Answer {
        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /** @param address where the value leads, if it is an http address */
    public record Cell(String text, Optional<String> address) {}

    public record Truth(boolean value) implements Answer {}

    /** Statements as Turtle. */
    public record Graph(String turtle) implements Answer {}

    /** Why there is no answer. @param place where in the query, if that is known */
    public record Problem(String text, Optional<Place> place) implements Answer {}

    /** @param excerpt that line of the query, and below it a mark under the column */
    public record Place(int line, int column, String excerpt) {
        /** @return empty if the query has no such line */
        public static Optional<Place> of(int line, int column, String query) {
            List<String> lines = query.lines().toList();
            return line > lines.size() ? Optional.empty()
                    : Optional.of(new Place(line, column, lines.get(line - 1) + "\n" + lines.get(line - 1).substring(0, Math.min(column - 1, lines.get(line - 1).length())).replaceAll("[^\t]", " ") + "^"));
        }
    }

    public Optional<Place> place() {
        return answer.filter(Problem.class::isInstance).flatMap(problem -> ((Problem) problem).place());
    }
}
