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
import pt.arquipelago.catalog.service.view.SparqlView.Answer;
import pt.arquipelago.catalog.service.view.SparqlView.Cell;
import pt.arquipelago.catalog.service.view.Words;

/** The page where queries are tried: editor, examples, answer. */
final class SparqlPage {
    static final int SHOWN = 500;

    private final String path;
    private final ExampleQueries examples;
    private final Vocabulary vocabulary;

    SparqlPage(String path, ExampleQueries examples, Vocabulary vocabulary) {
        this.path = requireNonNull(path, "path is null");
        this.examples = requireNonNull(examples, "examples is null");
        this.vocabulary = requireNonNull(vocabulary, "vocabulary is null");
    }

    SparqlView view(Optional<String> query, Words words, Supplier<QueryAnswer> answer) {
        List<SparqlView.Example> offered = examples.all().stream().map(example -> new SparqlView.Example(words.get(example.title()), example.query(),
                path + "/sparql?" + Pages.query(Map.of("query", example.query(), "lang", words.language())))).toList();
        return new SparqlView(query.orElse(examples.all().get(0).query()), offered, vocabulary.json(), query.map(asked -> answer(asked, words, answer)));
    }

    private static Answer answer(String query, Words words, Supplier<QueryAnswer> answer) {
        try {
            return shown(answer.get());
        } catch (QueryRefused e) {
            return new SparqlView.Problem(words.get(e.detail()) + " " + words.get(e.remedy()) + " (" + e.reason().code() + ")",
                    e.place().flatMap(place -> SparqlView.Place.of(place.line(), place.column(), query)));
        }
    }

    private static Answer shown(QueryAnswer answer) {
        if (answer instanceof QueryAnswer.Rows rows) {
            RowSet all = rows.fromStart();
            List<Var> columns = all.getResultVars();
            List<List<Cell>> cells = new ArrayList<>();
            while (all.hasNext() && cells.size() < SHOWN) {
                Binding row = all.next();
                cells.add(columns.stream().map(column -> cell(row.get(column))).toList());
            }
            return new SparqlView.Table(columns.stream().map(Var::getVarName).toList(), cells, all.hasNext());
        }
        return answer instanceof QueryAnswer.Truth truth ? new SparqlView.Truth(truth.value())
                : new SparqlView.Graph(RdfText.text(((QueryAnswer.Statements) answer).model(), MediaType.TURTLE));
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
