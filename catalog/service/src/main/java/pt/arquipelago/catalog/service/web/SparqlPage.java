package pt.arquipelago.catalog.service.web;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.RowSet;
import pt.arquipelago.catalog.service.query.QueryAnswer;
import pt.arquipelago.catalog.service.query.QueryRefused;
import pt.arquipelago.catalog.service.view.SparqlView;
import pt.arquipelago.catalog.service.view.SparqlView.Cell;
import pt.arquipelago.catalog.service.view.Words;

/** The page where queries are tried: text, examples, answer. */
final class SparqlPage {
    static final int SHOWN = 500;

    private final String path;
    private final ExampleQueries examples;

    SparqlPage(String path, ExampleQueries examples) {
        this.path = requireNonNull(path, "path is null");
        this.examples = requireNonNull(examples, "examples is null");
    }

    SparqlView view(Optional<String> query, Words words, Supplier<QueryAnswer> answer) {
        List<SparqlView.Example> offered = examples.all().stream().map(example -> new SparqlView.Example(words.get(example.title()), example.query(),
                path + "/sparql?" + Pages.query(Map.of("query", example.query(), "lang", words.language())))).toList();
        if (query.isEmpty()) {
            return new SparqlView(examples.all().get(0).query(), offered, List.of(), List.of(), Optional.empty(), Optional.empty(), false);
        }
        try {
            return view(query.get(), offered, answer.get());
        } catch (QueryRefused e) {
            return new SparqlView(query.get(), offered, List.of(), List.of(), Optional.empty(), Optional.of(e.getMessage() + " " + e.remedy() + " (" + e.reason().code() + ")"), false);
        }
    }

    private static SparqlView view(String query, List<SparqlView.Example> offered, QueryAnswer answer) {
        if (answer instanceof QueryAnswer.Rows rows) {
            RowSet all = rows.fromStart();
            List<Var> columns = all.getResultVars();
            List<List<Cell>> cells = new ArrayList<>();
            while (all.hasNext() && cells.size() < SHOWN) {
                Binding row = all.next();
                cells.add(columns.stream().map(column -> cell(row.get(column))).toList());
            }
            return new SparqlView(query, offered, columns.stream().map(Var::getVarName).toList(), cells, Optional.empty(), Optional.empty(), all.hasNext());
        }
        String text = answer instanceof QueryAnswer.Truth truth ? Boolean.toString(truth.value())
                : RdfText.text(((QueryAnswer.Statements) answer).model(), MediaType.TURTLE);
        return new SparqlView(query, offered, List.of(), List.of(), Optional.of(text), Optional.empty(), false);
    }

    private static Cell cell(Node value) {
        if (value == null) {
            return new Cell("", Optional.empty());
        }
        if (value.isLiteral()) {
            return new Cell(value.getLiteralLexicalForm(), Optional.empty());
        }
        String text = value.toString();
        return new Cell(text, Optional.of(text).filter(iri -> value.isURI() && (iri.startsWith("http://") || iri.startsWith("https://"))));
    }
}
