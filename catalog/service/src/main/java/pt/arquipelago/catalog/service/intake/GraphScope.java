package pt.arquipelago.catalog.service.intake;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.RDF;
import pt.arquipelago.catalog.description.LocalText;
import pt.arquipelago.catalog.service.intake.NotAccepted.Reason;

/**
 * What a node's graph may speak of, since queries see all graphs as one: its dataset and that dataset's parts (fragments of its IRI, blank nodes);
 * of anything else only what type it has. So no node can add a word to another's description, or to the catalogue's own.
 */
final class GraphScope {
    private static final Set<Resource> OF_THE_CATALOGUE = Set.of(DCAT.Catalog, DCAT.CatalogRecord);
    /** Parts of a dataset's address that the catalogue itself fills. */
    private static final Set<String> KEPT_BACK = Set.of("#record", "#identifier", "#distributions");

    private final String dataset;
    private final List<String> reserved;

    GraphScope(URI base, URI dataset) {
        this.dataset = dataset.toString();
        this.reserved = List.of(base + "/datasets", base + "/catalog", base + "/profiles", base + "/holders");
    }

    /** @param fragment with its {@code #} */
    static boolean keptBack(String fragment) {
        return KEPT_BACK.contains(fragment);
    }

    /** @throws NotAccepted naming the first thing that reaches too far */
    void require(Model graph) {
        List<Resource> datasets = graph.listSubjectsWithProperty(RDF.type, DCAT.Dataset).toList();
        if (!datasets.equals(List.of(graph.createResource(dataset)))) {
            throw new NotAccepted(Reason.SCOPE, described(datasets),
                    new LocalText("Descreva um só conjunto de dados, <" + dataset + ">.", "Describe exactly one dataset, <" + dataset + ">."));
        }
        graph.listStatements().filterDrop(this::allowed).nextOptional().ifPresent(statement -> {
            throw new NotAccepted(Reason.SCOPE, new LocalText("O grafo diz algo de <" + statement.getSubject() + "> (" + statement.getPredicate() + "), que não lhe cabe dizer.",
                    "The graph says something of <" + statement.getSubject() + "> (" + statement.getPredicate() + "), which is not its own to say."),
                    new LocalText("Dê nome ao que pertence ao conjunto de dados por um fragmento do seu endereço, <" + dataset + "#…>, e de outros recursos diga só o tipo.",
                            "Name what belongs to the dataset by a fragment of its address, <" + dataset + "#…>, and say of other resources only their type."));
        });
    }

    /** Names the first that should not be there, for there may be thousands. */
    private LocalText described(List<Resource> datasets) {
        return datasets.stream().filter(other -> !dataset.equals(other.getURI())).findFirst()
                .map(other -> new LocalText("O grafo descreve " + datasets.size() + " conjunto(s) de dados, entre eles <" + other + ">.", "The graph describes " + datasets.size() + " dataset(s), among them <" + other + ">."))
                .orElse(new LocalText("O grafo não descreve nenhum conjunto de dados.", "The graph describes no dataset."));
    }

    private boolean allowed(Statement statement) {
        Resource subject = statement.getSubject();
        boolean types = statement.getPredicate().equals(RDF.type);
        if (types && isOfTheCatalogue(statement.getObject())) {
            return false;
        }
        return subject.isAnon() || own(subject.getURI()) || types && outside(subject.getURI());
    }

    private static boolean isOfTheCatalogue(RDFNode type) {
        return type.isURIResource() && OF_THE_CATALOGUE.contains(type.asResource());
    }

    private boolean own(String iri) {
        return iri.equals(dataset) || iri.startsWith(dataset + "#") && !keptBack(iri.substring(dataset.length()));
    }

    private boolean outside(String iri) {
        return iri.equals(dataset + ".html") || reserved.stream().noneMatch(iri::startsWith);
    }
}
