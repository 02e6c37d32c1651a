package pt.arquipelago.catalog.service.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.RDF;
import pt.arquipelago.catalog.service.view.ResourceView;
import pt.arquipelago.catalog.service.view.ResourceView.Link;
import pt.arquipelago.catalog.service.view.ResourceView.Row;
import pt.arquipelago.catalog.service.view.ResourceView.Subject;
import pt.arquipelago.catalog.service.view.ResourceView.Value;

/** A graph laid out as tables, the resource it is about first. */
final class ResourcePage {
    private static final int SUBJECTS = 60;
    private static final int VALUES = 50;

    private ResourcePage() {}

    static ResourceView view(Model graph, String iri, String title, String about, List<Link> formats, List<Link> onward) {
        List<Subject> subjects = graph.listSubjects().toList().stream()
                .sorted(Comparator.comparing((Resource subject) -> !iri.equals(subject.getURI())).thenComparing(Resource::isAnon).thenComparing(Resource::toString)).limit(SUBJECTS)
                .map(subject -> new Subject(name(subject), rows(graph, subject))).toList();
        return new ResourceView(title, about, subjects, formats, onward);
    }

    private static List<Row> rows(Model graph, Resource subject) {
        Map<String, List<RDFNode>> byProperty = new TreeMap<>();
        for (Statement statement : subject.listProperties().toList()) {
            byProperty.computeIfAbsent(statement.getPredicate().getURI(), property -> new ArrayList<>()).add(statement.getObject());
        }
        return byProperty.entrySet().stream().map(entry -> new Row(entry.getKey().equals(RDF.type.getURI()) ? "rdf:type" : graph.shortForm(entry.getKey()), entry.getKey(),
                entry.getValue().stream().sorted(Comparator.comparing(RDFNode::toString)).limit(VALUES).map(ResourcePage::value).toList(),
                Math.max(0, entry.getValue().size() - VALUES))).toList();
    }

    private static Value value(RDFNode node) {
        if (node.isLiteral()) {
            return new Value(node.asLiteral().getLexicalForm(), Optional.empty(), Optional.of(node.asLiteral().getLanguage()).filter(language -> !language.isEmpty()));
        }
        String text = name(node.asResource());
        return new Value(text, Optional.of(text).filter(iri -> iri.startsWith("http://") || iri.startsWith("https://")), Optional.empty());
    }

    private static String name(Resource resource) {
        return resource.isAnon() ? "_:" + resource.getId().getLabelString() : resource.getURI();
    }
}
