package pt.arquipelago.catalog.service.harvest;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.rdf.model.Literal;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import pt.arquipelago.catalog.service.store.ForeignDataset;
import pt.arquipelago.policies.signature.CanonicalJson;

/** Picks datasets out of another catalogue's graph, each with what is said of its parts and of nothing that is ours. */
final class ForeignReader {
    private static final int MOST = 20_000;
    private static final Set<Resource> OTHERS = Set.of(DCAT.Dataset, DCAT.Catalog);

    private final String source;
    private final URI base;

    ForeignReader(String source, URI base) {
        this.source = source;
        this.base = base;
    }

    static List<Resource> datasets(Model graph) {
        return graph.listSubjectsWithProperty(RDF.type, DCAT.Dataset).filterKeep(Resource::isURIResource).toList();
    }

    /** @throws IllegalArgumentException with why it is not taken */
    Model whole(Resource dataset) {
        if (ours(dataset)) {
            throw new IllegalArgumentException("its address is one of this catalogue's own");
        }
        if (!dataset.getURI().matches("https?://[^/]+.*")) {
            throw new IllegalArgumentException("its address is no http or https address");
        }
        Model whole = ModelFactory.createDefaultModel();
        Deque<Resource> ahead = new ArrayDeque<>(List.of(dataset));
        Set<Resource> seen = new HashSet<>(ahead);
        while (!ahead.isEmpty()) {
            for (Statement statement : ahead.remove().listProperties().toList()) {
                whole.add(statement);
                if (whole.size() > MOST) {
                    throw new IllegalArgumentException("it has more than " + MOST + " statements");
                }
                RDFNode object = statement.getObject();
                if (object.isResource() && !ours(object.asResource()) && OTHERS.stream().noneMatch(type -> object.asResource().hasProperty(RDF.type, type)) && seen.add(object.asResource())) {
                    ahead.add(object.asResource());
                }
            }
        }
        return whole;
    }

    private boolean ours(Resource resource) {
        return resource.isURIResource() && (resource.getURI().equals(base.toString()) || resource.getURI().startsWith(base + "/") || resource.getURI().startsWith(base + "#"));
    }

    /**
     * @param whole the statements of this dataset
     * @throws IllegalArgumentException with what DCAT-AP demands and it lacks
     */
    ForeignDataset read(Resource dataset, Model whole) {
        Resource own = whole.createResource(dataset.getURI());
        Map<String, String> titles = texts(own, DCTerms.title);
        Map<String, String> descriptions = texts(own, DCTerms.description);
        if (titles.isEmpty()) {
            throw new IllegalArgumentException("it has no title");
        }
        if (descriptions.isEmpty()) {
            throw new IllegalArgumentException("it has no description");
        }
        return new ForeignDataset(URI.create(dataset.getURI()), source, titles, descriptions,
                own.listProperties(DCAT.keyword).mapWith(Statement::getObject).filterKeep(RDFNode::isLiteral).mapWith(word -> word.asLiteral().getLexicalForm()).toList().stream().distinct().sorted().toList(),
                object(own, DCTerms.publisher).filter(RDFNode::isResource).map(publisher -> texts(publisher.asResource(), FOAF.name)).flatMap(names -> names.values().stream().findFirst()),
                object(own, DCAT.landingPage).filter(RDFNode::isURIResource).map(page -> page.asResource().getURI()).filter(page -> page.matches("https?://[^/]+.*")).map(URI::create),
                object(own, DCTerms.modified).filter(RDFNode::isLiteral).map(date -> date.asLiteral().getLexicalForm()), digest(whole));
    }

    private static Map<String, String> texts(Resource subject, Property property) {
        Map<String, String> texts = new TreeMap<>();
        subject.listProperties(property).mapWith(Statement::getObject).filterKeep(RDFNode::isLiteral).mapWith(RDFNode::asLiteral).toList().stream()
                .map(ForeignReader::trimmed).filter(text -> !text.getValue().isEmpty()).sorted(Map.Entry.comparingByValue()).forEach(text -> texts.putIfAbsent(text.getKey(), text.getValue()));
        return texts;
    }

    private static Map.Entry<String, String> trimmed(Literal literal) {
        return Map.entry(literal.getLanguage().toLowerCase(Locale.ROOT).split("-")[0], literal.getLexicalForm().strip());
    }

    private static Optional<RDFNode> object(Resource subject, Property property) {
        return subject.listProperties(property).mapWith(Statement::getObject).toList().stream().min(java.util.Comparator.comparing(RDFNode::toString));
    }

    /** Of all statements, whatever their order; blank nodes are all alike, for their labels change with every reading. */
    private static String digest(Model whole) {
        String text = whole.getGraph().stream().map(triple -> name(triple.getSubject()) + " " + name(triple.getPredicate()) + " " + name(triple.getObject())).sorted().collect(Collectors.joining("\n"));
        return CanonicalJson.digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String name(Node node) {
        return node.isBlank() ? "_:" : NodeFmtLib.strNT(node);
    }
}
