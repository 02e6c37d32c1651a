package pt.arquipelago.catalog.service.intake;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.RDF;
import pt.arquipelago.catalog.service.intake.NotAccepted.Reason;

/**
 * What a node's graph may speak of, since queries see all graphs as one: its dataset and that dataset's parts (fragments of its IRI, blank nodes);
 * of anything else only what type it has. So no node can add a word to another's description.
 */
final class GraphScope {
    private static final String RECORD = "#record";

    private final String dataset;

    GraphScope(URI dataset) {
        this.dataset = dataset.toString();
    }

    /** @throws NotAccepted naming the first statement that reaches too far */
    void require(Model graph, List<URI> datasets) {
        if (!datasets.equals(List.of(URI.create(dataset)))) {
            throw new NotAccepted(Reason.SCOPE, "The graph describes " + (datasets.isEmpty() ? "no dataset" : datasets.toString()) + ".",
                    "Describe exactly one dataset, <" + dataset + ">.");
        }
        Optional<Statement> foreign = graph.listStatements().filterDrop(this::allowed).nextOptional();
        foreign.ifPresent(statement -> {
            throw new NotAccepted(Reason.SCOPE, "The graph says something of <" + statement.getSubject() + "> (" + statement.getPredicate() + "), which is not its own.",
                    "Name what belongs to the dataset by a fragment of its address, <" + dataset + "#…>, and say of other resources only their type.");
        });
    }

    private boolean allowed(Statement statement) {
        Resource subject = statement.getSubject();
        if (subject.isAnon()) {
            return true;
        }
        String iri = subject.getURI();
        boolean own = iri.equals(dataset) || iri.startsWith(dataset + "#") && !iri.equals(dataset + RECORD);
        return own || statement.getPredicate().equals(RDF.type) && !underTheSameHost(iri);
    }

    /** The catalogue's own resources are not a node's to type, but for the page of its dataset. */
    private boolean underTheSameHost(String iri) {
        String host = dataset.substring(0, dataset.indexOf("/datasets/"));
        return (iri.equals(host) || iri.startsWith(host + "/")) && !iri.equals(dataset + ".html");
    }
}
