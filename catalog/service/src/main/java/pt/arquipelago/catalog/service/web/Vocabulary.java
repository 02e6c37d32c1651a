package pt.arquipelago.catalog.service.web;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.RDF;
import pt.arquipelago.catalog.service.store.DatasetStore;
import pt.arquipelago.catalog.service.store.PublishedDataset;

/** What the query editor completes: the prefixes, properties and classes that the catalogue's first datasets use, since all are described alike. */
final class Vocabulary {
    private static final int LOOKED_AT = 3;

    private final DatasetStore store;

    Vocabulary(DatasetStore store) {
        this.store = requireNonNull(store, "store is null");
    }

    String json() {
        List<PublishedDataset> datasets = store.list();
        Model graph = datasets.isEmpty() ? ModelFactory.createDefaultModel() : store.graph(datasets.subList(0, Math.min(LOOKED_AT, datasets.size())));
        Set<String> terms = new TreeSet<>();
        graph.listStatements().forEachRemaining(statement -> add(terms, graph, statement));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode prefixes = json.putObject("prefixes");
        graph.getNsPrefixMap().forEach(prefixes::put);
        ArrayNode list = json.putArray("terms");
        terms.forEach(list::add);
        return json.toString();
    }

    private static void add(Set<String> terms, Model graph, Statement statement) {
        terms.add(term(graph, statement.getPredicate().getURI()));
        if (statement.getPredicate().equals(RDF.type) && statement.getObject().isURIResource()) {
            terms.add(term(graph, statement.getResource().getURI()));
        }
    }

    private static String term(Model graph, String iri) {
        String term = graph.shortForm(iri);
        return term.equals(iri) ? "<" + iri + ">" : term;
    }
}
